// SPDX-License-Identifier: EUPL-1.2
#include "app/preview.hpp"

#include "app/form_pictures.hpp"
#include "app/translations.hpp"
#include "services/preview_tablet.hpp"
#include "viewmodels/app_view_model.hpp"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QRegularExpression>

#include <algorithm>

namespace balieblik::mobile {
namespace {

constexpr qint64 most_bytes = 16 * 1024 * 1024;

std::optional<std::string> contents_of(const QString& path)
{
    QFile file{path};
    if (!file.open(QIODevice::ReadOnly) || file.size() > most_bytes)
        return std::nullopt;
    return file.readAll().toStdString();
}

// The lists and pictures that lie beside the form.
std::map<std::string, std::string> files_beside(const QFileInfo& form)
{
    std::map<std::string, std::string> files;
    const auto names = form.dir().entryInfoList(
        {QStringLiteral("*.csv"), QStringLiteral("*.xml"), QStringLiteral("*.geojson"), QStringLiteral("*.png"),
         QStringLiteral("*.jpg"), QStringLiteral("*.jpeg"), QStringLiteral("*.svg")},
        QDir::Files);
    for (const auto& file : names)
        if (file != form)
            if (auto read = contents_of(file.filePath()))
                files.emplace(file.fileName().toStdString(), std::move(*read));
    return files;
}

int fail(const QString& sentence)
{
    qCritical("%s", qPrintable(sentence));
    return 1;
}

// Lets what was asked for happen, animations included.
void settle(int ms)
{
    QElapsedTimer passed;
    passed.start();
    while (passed.elapsed() < ms)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

// A busy machine takes its time: waits for what is to come, not for ever.
template <typename Came>
void settle_until(const Came& came)
{
    constexpr int longest = 20'000;
    QElapsedTimer passed;
    passed.start();
    while (!came() && passed.elapsed() < longest)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

bool still_loads(const QQuickItem& item)
{
    constexpr int loading = 2; // Image.Loading
    if (item.inherits("QQuickImageBase") && item.property("status").toInt() == loading)
        return true;
    const auto below = item.childItems();
    return std::any_of(below.begin(), below.end(), [](const auto* child) { return still_loads(*child); });
}

int photograph(QQuickWindow& window, viewmodels::FormViewModel& form, const QString& folder)
{
    if (!QDir{}.mkpath(folder))
        return fail(QStringLiteral("%1 cannot be made").arg(folder));
    static const QRegularExpression unfit{QStringLiteral("[^A-Za-z0-9]+")};
    for (int at = 0; at < form.sections()->count(); ++at) {
        form.goTo(at);
        settle(400);
        settle_until([&window] { return !still_loads(*window.contentItem()); });
        settle(100);
        const auto title = form.sectionTitle().replace(unfit, QStringLiteral("-")).toLower();
        const auto file = QStringLiteral("%1/%2-%3.png").arg(folder).arg(at + 1, 2, 10, QLatin1Char('0')).arg(title);
        if (!window.grabWindow().save(file))
            return fail(QStringLiteral("%1 cannot be written").arg(file));
        qInfo("%s", qPrintable(file));
    }
    return 0;
}

} // namespace

int preview(const PreviewWishes& wishes, const Clock& clock)
{
    const auto xml = contents_of(wishes.form);
    if (!xml)
        return fail(QStringLiteral("%1 cannot be read").arg(wishes.form));
    auto tablet = services::PreviewTablet::open(clock, *xml, files_beside(QFileInfo{wishes.form}));
    if (!tablet)
        return fail(QString::fromStdString(sentence(tablet.error(), wishes.language.toStdString()) + " " +
                                           tablet.error().detail));
    (void)(*tablet)->store_settings(
        {wishes.language.toStdString(), wishes.dark ? "dark" : "light", wishes.text_percent});

    viewmodels::AppViewModel model{**tablet, clock, QStringLiteral(BALIEBLIK_VERSION)};
    QQmlApplicationEngine engine;
    const Translations translations{engine, model};
    engine.addImageProvider(FormPictures::scheme(), new FormPictures{**tablet}); // the engine owns it
    engine.setInitialProperties({{QStringLiteral("app"), QVariant::fromValue(&model)}});
    engine.load(QUrl{QStringLiteral("qrc:/qt-project.org/imports/Balieblik/Ui/Main.qml")});
    auto* window =
        engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
    if (!window)
        return fail(QStringLiteral("the pages cannot be loaded"));
    window->resize(wishes.window);
    model.startPractice();
    settle_until([&model] { return model.inVisit() || !model.visit()->error().isEmpty(); });
    settle(300);
    if (!model.inVisit())
        return fail(QStringLiteral("the questionnaire does not open: %1").arg(model.visit()->error()));
    return wishes.screenshots.isEmpty() ? QGuiApplication::exec()
                                        : photograph(*window, *model.visit()->form(), wishes.screenshots);
}

} // namespace balieblik::mobile
