// SPDX-License-Identifier: EUPL-1.2
// Every page with the real questionnaire, as PNG files.
#include "app/translations.hpp"
#include "mobile/support/desk_tablet.hpp"
#include "support/source_dir.hpp"
#include "viewmodels/app_view_model.hpp"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickStyle>
#include <QQuickWindow>

using namespace balieblik;

namespace {

std::string text_of(const char* path)
{
    QFile file{QString::fromStdString(balieblik::test::source_dir().string()) + QLatin1String(path)};
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string{};
}

void settle(int ms = 120)
{
    QElapsedTimer passed;
    passed.start();
    while (passed.elapsed() < ms)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

class Camera {
public:
    Camera(QQuickWindow* window, QString folder) : window_(window), folder_(std::move(folder)) {}
    void shoot(const QString& name)
    {
        settle();
        if (!window_->grabWindow().save(folder_ + QLatin1Char('/') + prefix + name + QStringLiteral(".png")))
            qWarning("could not save %s", qPrintable(name));
    }
    QString prefix;

private:
    QQuickWindow* window_;
    QString folder_;
};

void fill_field(test::DeskTablet& tablet, Timestamp now)
{
    auto dress = [](device_store::AssignmentCard& card, const char* address) {
        card.facts.location.address = address;
        for (int day = 1; day <= 5; ++day)
            card.facts.location.opening_hours.push_back({day, "09:00", day == 4 ? "20:00" : "17:00"});
        card.facts.wave.name = "Raalte, voorjaar";
        auto& scenario = card.facts.scenario;
        scenario.code = "R1";
        scenario.title_nl = "Niet kunnen pinnen";
        scenario.title_en = "Cannot pay by card";
        scenario.briefing_nl = "Vraag een uittreksel of haal een eigen document op. Zeg bij het betalen dat u niet "
                               "kunt pinnen. Wacht 10 seconden; geef dan pas hint 1, en daarna hint 2.";
        scenario.briefing_en =
            "Ask for a civil-registry extract or collect a document of your own. At payment, say that you cannot pay "
            "by card. Wait 10 seconds; only then give hint 1, and after it hint 2.";
        scenario.answer_key_nl = "Contante balie, vooraf overmaken, eenmalige machtiging, of later betalen terwijl het "
                                 "document wordt vastgehouden.";
        scenario.answer_key_en =
            "Cash desk, transfer beforehand, one-off mandate, or payment later with the document held.";
    };
    using namespace std::chrono_literals;
    dress(tablet.add_assignment("Gemeentehuis Raalte", now - 1h, AssignmentState::offered),
          "Zwolsestraat 16, 8101 AC Raalte");
    dress(tablet.add_assignment("Servicepunt Heino", now + 30h, AssignmentState::accepted),
          "Marktstraat 1, 8141 GA Heino");
    auto& returned = tablet.add_assignment("Stadhuis Deventer", now - 50h, AssignmentState::returned);
    dress(returned, "Grote Kerkhof 1, 7411 KT Deventer");
    returned.progress = device_store::Progress::complete;
    sync::VisitReturn back;
    back.reasons = {ReasonCode::times_implausible};
    back.remark = "Vertrek ligt voor het oproepen; wilt u dat nakijken?";
    returned.returned = back;
    auto& done = tablet.add_assignment("Stadhuis Zwolle", now - 80h, AssignmentState::in_review);
    dress(done, "Grote Kerkplein 15, 8011 PK Zwolle");
    done.progress = device_store::Progress::received;
    int rung = 0;
    for (const auto progress :
         {device_store::Progress::sealed, device_store::Progress::received, device_store::Progress::complete}) {
        device_store::VisitCard card;
        card.visit_id.value.data[0] = static_cast<std::uint8_t>(++rung);
        card.assignment_id = done.facts.assignment.id;
        card.progress = progress;
        card.sealed_at = now - std::chrono::hours{rung};
        card.late = rung == 2;
        tablet.handed_in.push_back(card);
    }
    tablet.sync.visits_waiting = 1;
    tablet.sync.photos_waiting = 2;
    tablet.sync.last_contact = now - 3h;
    tablet.sync.problem = Error{Errc::offline, {}};
}

} // namespace

int main(int argc, char** argv)
{
    QGuiApplication app{argc, argv};
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    const auto folder = app.arguments().value(1, QStringLiteral("screenshots"));
    const auto only = app.arguments().value(2);
    QDir{}.mkpath(folder);

    struct Shape {
        const char* name;
        int width, height;
        const char* appearance;
        const char* language;
        int percent;
    };
    const Shape shapes[] = {
        {"tablet-nl", 1280, 800, "light", "nl", 100},     {"portrait-en", 800, 1280, "light", "en", 100},
        {"phone-nl", 390, 844, "light", "nl", 100},       {"phone-dark-en", 390, 844, "dark", "en", 100},
        {"tablet-dark-nl", 1280, 800, "dark", "nl", 100}, {"phone-nl-200", 390, 844, "light", "nl", 200},
        {"tablet-nl-200", 1280, 800, "light", "nl", 200}};
    for (const auto& shape : shapes) {
        if (!only.isEmpty() && only != QLatin1String(shape.name))
            continue;
        test::FakeClock clock;
        test::DeskTablet tablet{clock, text_of("/forms/counter/1/form.xml"), text_of("/forms/counter/1/norms.csv")};
        tablet.stored = {shape.language, shape.appearance, shape.percent};
        tablet.state = services::LockState::not_enrolled;
        tablet.key_store = false;
        fill_field(tablet, clock.now());
        viewmodels::AppViewModel model{tablet, clock, QStringLiteral("0.1.0")};
        QQmlApplicationEngine engine;
        mobile::Translations translations{engine, model};
        engine.setInitialProperties({{QStringLiteral("app"), QVariant::fromValue(&model)}});
        engine.load(QUrl{QStringLiteral("qrc:/qt-project.org/imports/Balieblik/Ui/Main.qml")});
        if (engine.rootObjects().isEmpty())
            return 1;
        auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
        window->resize(shape.width, shape.height);
        Camera camera{window, folder};
        camera.prefix = QLatin1String(shape.name) + QLatin1Char('-');
        settle(300);

        camera.shoot(QStringLiteral("01-enrol"));
        model.enrol()->useTyped(QStringLiteral("localhost:8443"), QStringLiteral("7KQ2-M9XW-4TBC"));
        camera.shoot(QStringLiteral("02-words"));
        model.enrol()->confirmWords();
        camera.shoot(QStringLiteral("03-secret"));
        tablet.set_state(services::LockState::open);
        camera.shoot(QStringLiteral("04-assignments"));
        model.showBriefing(model.assignments()->at(1, QStringLiteral("key")).toString());
        camera.shoot(QStringLiteral("05-briefing"));
        model.briefing()->start();
        camera.shoot(QStringLiteral("06-section-a"));
        const auto give = [&](const char* reference, const char* value) {
            tablet.answer(reference, value, [&](Result<services::VisitUpdate> done) {
                if (done)
                    model.visit()->form()->apply(*done);
            });
            settle(20);
        };
        give("/data/A/A1", "yes");
        give("/data/A/A2", "no");
        camera.shoot(QStringLiteral("07-section-answered"));
        model.go(QStringLiteral("clock"));
        camera.shoot(QStringLiteral("08-clock-start"));
        model.visit()->clock()->tap(QStringLiteral("B1"));
        settle(30);
        clock.pass(std::chrono::seconds{75});
        model.visit()->clock()->tap(QStringLiteral("C1"));
        clock.pass(std::chrono::seconds{4});
        model.visit()->clock()->refresh();
        camera.shoot(QStringLiteral("09-clock-running"));
        clock.pass(std::chrono::seconds{590});
        model.visit()->clock()->tap(QStringLiteral("C2"));
        settle(30);
        model.visit()->clock()->correct(QStringLiteral("C1"), QStringLiteral("10:06:30"),
                                        QStringLiteral("Vergeten te tikken"));
        clock.pass(std::chrono::seconds{30});
        model.visit()->clock()->refresh();
        camera.shoot(QStringLiteral("10-clock-corrected"));
        model.go(QStringLiteral("section"));
        model.visit()->form()->goTo(2);
        camera.shoot(QStringLiteral("11-section-c"));
        model.visit()->form()->goTo(3);
        give("/data/D/D2", "3");
        camera.shoot(QStringLiteral("12-section-d"));
        model.visit()->form()->goTo(model.visit()->form()->sections()->count() - 1);
        camera.shoot(QStringLiteral("13-section-h"));
        model.go(QStringLiteral("missing"));
        camera.shoot(QStringLiteral("14-missing"));
        tablet.lock();
        camera.shoot(QStringLiteral("15-locked"));
        tablet.set_state(services::LockState::open);
        model.go(QStringLiteral("sync"));
        camera.shoot(QStringLiteral("16-sync"));
        model.go(QStringLiteral("settings"));
        camera.shoot(QStringLiteral("17-settings"));
    }
    return 0;
}
