// SPDX-License-Identifier: EUPL-1.2
// The composition root of the app: constructs the parts, wires them and hands over.
#include "app/form_pictures.hpp"
#include "app/idle_watch.hpp"
#include "app/preview.hpp"
#include "app/translations.hpp"
#include "platform/process_guard.hpp"
#include "platform/screen_privacy.hpp"
#include "platform/system_clock.hpp"
#include "platform/system_key_store.hpp"
#include "services/tablet_service.hpp"

#include <QCommandLineParser>
#include <QDir>
#include <QDirIterator>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQmlComponent>
#include <QQuickStyle>
#include <QStandardPaths>
#include <QSysInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <memory>

namespace {

using namespace balieblik;

// Compiles every page, question and control and says what is wrong with them.
int self_test(QQmlEngine& engine)
{
    int wrong = 0;
    int seen = 0;
    QDirIterator files{QStringLiteral(":/qt-project.org/imports/Balieblik"),
                       {QStringLiteral("*.qml")},
                       QDir::Files,
                       QDirIterator::Subdirectories};
    while (files.hasNext()) {
        const auto path = files.next();
        ++seen;
        const QQmlComponent component{&engine, QUrl{QStringLiteral("qrc") + path}};
        if (!component.isError())
            continue;
        ++wrong;
        for (const auto& problem : component.errors())
            qCritical("%s", qPrintable(problem.toString()));
    }
    if (seen == 0)
        qCritical("no page is built in");
    return wrong == 0 && seen > 0 ? 0 : 1;
}

struct Wishes {
    QString folder;
    bool self_test = false;
    int idle_seconds = 120;
    mobile::PreviewWishes preview; // of no form: the app itself is wanted
};

Wishes read_arguments(const QCoreApplication& app)
{
    QCommandLineParser arguments;
    arguments.setApplicationDescription(QStringLiteral("Balieblik: record mystery visits to municipal counters."));
    arguments.addVersionOption();
    arguments.addHelpOption();
    const QCommandLineOption data{QStringLiteral("data"), QStringLiteral("Folder for everything that is kept."),
                                  QStringLiteral("folder")};
    const QCommandLineOption test{QStringLiteral("self-test"), QStringLiteral("Load every page, then end.")};
    const QCommandLineOption idle{QStringLiteral("lock-after"),
                                  QStringLiteral("Lock the screen after this long without a touch."),
                                  QStringLiteral("seconds"), QStringLiteral("120")};
    const QCommandLineOption preview{QStringLiteral("preview"),
                                     QStringLiteral("Show a questionnaire (form.xml); nothing is kept."),
                                     QStringLiteral("form")};
    const QCommandLineOption language{QStringLiteral("language"), QStringLiteral("Of a preview: nl or en."),
                                      QStringLiteral("language"), QStringLiteral("nl")};
    const QCommandLineOption pictures{QStringLiteral("screenshots"),
                                      QStringLiteral("Of a preview: write a picture of each page and end."),
                                      QStringLiteral("folder")};
    const QCommandLineOption window{QStringLiteral("window"), QStringLiteral("Of a preview, for example 390x844."),
                                    QStringLiteral("size"), QStringLiteral("900x1400")};
    const QCommandLineOption dark{QStringLiteral("dark"), QStringLiteral("Of a preview: dark colours.")};
    const QCommandLineOption text_size{QStringLiteral("text-size"), QStringLiteral("Of a preview: 100 to 200."),
                                       QStringLiteral("percent"), QStringLiteral("100")};
    arguments.addOptions({data, test, idle, preview, language, pictures, window, dark, text_size});
    arguments.process(app);
    const auto folder = arguments.isSet(data) ? arguments.value(data)
                                              : QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    const auto sides = arguments.value(window).split(QLatin1Char('x'));
    const QSize size{sides.value(0).toInt(), sides.value(1).toInt()};
    return {folder,
            arguments.isSet(test),
            std::clamp(arguments.value(idle).toInt(), 5, 120),
            {arguments.value(preview), arguments.value(language), arguments.value(pictures),
             size.expandedTo({320, 320}), arguments.isSet(dark),
             std::clamp(arguments.value(text_size).toInt(), 100, 200)}};
}

} // namespace

int main(int argc, char** argv)
{
    platform::guard_process();
    // What pages look like must not be written anywhere outside of the data folder.
    qputenv("QML_DISABLE_DISK_CACHE", "1");
    qputenv("QT_DISABLE_SHADER_DISK_CACHE", "1");
    QGuiApplication app{argc, argv};
    QGuiApplication::setApplicationName(QStringLiteral("balieblik"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Balieblik"));
    QGuiApplication::setApplicationVersion(QStringLiteral(BALIEBLIK_VERSION));
    QQuickStyle::setStyle(QStringLiteral("Basic"));

    const auto wishes = read_arguments(app);
    const QTemporaryDir scratch;
    const auto folder = (wishes.self_test ? scratch.path() : wishes.folder).toStdString();

    const platform::SystemClock clock;
    if (!wishes.preview.form.isEmpty())
        return mobile::preview(wishes.preview, clock);
    vault::SystemRandom random;
    platform::SystemKeyStore system_key_store{folder};
    const auto forget_key_store = [&system_key_store] { system_key_store.forget(); };
    if (const auto ended = services::TabletService::end_wipe(folder, forget_key_store); !ended) {
        qCritical("%s", sentence(ended.error(), QLocale().language() == QLocale::Dutch ? "nl" : "en").c_str());
        return 1;
    }
    vault::FetchingKeyStore key_store{[&system_key_store]() -> Result<vault::Secret> {
        BALIEBLIK_TRY(bytes, system_key_store.secret());
        auto secret = vault::Secret::copy_of(bytes);
        vault::wipe(bytes);
        return secret;
    }};

    services::TabletOptions options;
    options.folder = folder;
    options.app_version = BALIEBLIK_VERSION;
    options.platform = QSysInfo::prettyProductName().toStdString();
    options.key_store = &key_store;
    options.ready_key_store = [&system_key_store, &random] { return system_key_store.make_secret(random); };
    options.forget_key_store = forget_key_store;
    options.bundles = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation).toStdString();
    auto tablet = services::TabletService::open(std::move(options), clock);
    if (!tablet) {
        qCritical("%s", sentence(tablet.error(), QLocale().language() == QLocale::Dutch ? "nl" : "en").c_str());
        return 1;
    }

    // Started again, it is a tablet that was never enrolled.
    QObject::connect(tablet->get(), &services::TabletService::wiped, &app, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    viewmodels::AppViewModel model{**tablet, clock, QStringLiteral(BALIEBLIK_VERSION)};
    QQmlApplicationEngine engine;
    const mobile::Translations translations{engine, model};
    engine.addImageProvider(mobile::FormPictures::scheme(), new mobile::FormPictures{**tablet}); // the engine owns it
    if (wishes.self_test)
        return self_test(engine);

    const mobile::IdleWatch watch{clock, std::chrono::seconds{wishes.idle_seconds}};
    QObject::connect(&watch, &mobile::IdleWatch::idle, &model, &viewmodels::AppViewModel::lock);
    platform::hide_from_recents();
    engine.setInitialProperties({{QStringLiteral("app"), QVariant::fromValue(&model)}});
    engine.load(QUrl{QStringLiteral("qrc:/qt-project.org/imports/Balieblik/Ui/Main.qml")});
    return engine.rootObjects().isEmpty() ? 1 : QGuiApplication::exec();
}
