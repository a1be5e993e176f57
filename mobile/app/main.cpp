// SPDX-License-Identifier: EUPL-1.2
// The composition root of the app.
#include "platform/process_guard.hpp"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickStyle>

int main(int argc, char** argv)
{
    balieblik::platform::guard_process();
    QGuiApplication app{argc, argv};
    QGuiApplication::setApplicationName(QStringLiteral("balieblik"));
    QGuiApplication::setApplicationVersion(QStringLiteral(BALIEBLIK_VERSION));
    QQuickStyle::setStyle(QStringLiteral("Basic"));

    QCommandLineParser arguments;
    arguments.addVersionOption();
    arguments.addHelpOption();
    arguments.process(app);

    QQmlApplicationEngine engine;
    engine.load(QUrl{QStringLiteral("qrc:/qt-project.org/imports/Balieblik/Ui/Main.qml")});
    return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}
