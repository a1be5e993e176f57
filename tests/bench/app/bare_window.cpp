// SPDX-License-Identifier: EUPL-1.2
// The least that a Qt Quick app with a list can be: what opening the app is measured against.
#include <QGuiApplication>
#include <QQmlApplicationEngine>

int main(int argc, char** argv)
{
    qputenv("QML_DISABLE_DISK_CACHE", "1");
    qputenv("QT_DISABLE_SHADER_DISK_CACHE", "1");
    QGuiApplication app{argc, argv};
    QQmlApplicationEngine engine;
    engine.loadData(R"(
        import QtQuick
        import QtQuick.Controls.Basic
        ApplicationWindow {
            width: 1280; height: 800; visible: true
            ListView {
                anchors.fill: parent
                model: 1000
                delegate: ItemDelegate {
                    required property int index
                    objectName: "bareRow"
                    text: "Gemeentehuis " + index
                }
            }
        })");
    return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}
