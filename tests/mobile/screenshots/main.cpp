// SPDX-License-Identifier: EUPL-1.2
// Every page with the real questionnaire, as PNG files.
#include "app/translations.hpp"
#include "mobile/support/desk_tablet.hpp"
#include "scoring/explain.hpp"
#include "support/counter_visit.hpp"
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
    while (passed.elapsed() < ms) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        // Nobody else does this where no event loop runs; pages that left would be found before those that are shown.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

struct Shape {
    const char* name;
    int width, height;
    const char* appearance;
    const char* language;
    int percent;
};

// The app before a desk tablet, in one shape, with a hand on its pages and dialogues.
class Tour {
public:
    Tour(const Shape& shape, QString folder)
        : tablet_(clock_, text_of("/forms/counter/1/form.xml"), text_of("/forms/counter/1/norms.csv")),
          folder_(std::move(folder)), prefix_(QLatin1String(shape.name) + QLatin1Char('-'))
    {
        tablet_.stored = {shape.language, shape.appearance, shape.percent};
        tablet_.state = services::LockState::not_enrolled;
        tablet_.key_store = false;
        model_.emplace(tablet_, clock_, QStringLiteral("0.1.0"));
        translations_.emplace(engine_, *model_);
        engine_.setInitialProperties({{QStringLiteral("app"), QVariant::fromValue(&*model_)}});
        engine_.load(QUrl{QStringLiteral("qrc:/qt-project.org/imports/Balieblik/Ui/Main.qml")});
        window_ =
            engine_.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(engine_.rootObjects().constFirst());
        if (window_)
            window_->resize(shape.width, shape.height);
        settle(300);
    }
    ~Tour()
    {
        delete window_; // its pages look at the models
    }

    bool whole() const { return window_ && !failed_; }
    void all()
    {
        enrolment();
        locks();
        fieldwork();
        visit();
        clock();
        ending();
        practice();
        sending();
    }

private:
    void enrolment();
    void locks();
    void fieldwork();
    void offers();
    void forgotten();
    void visit();
    void clock();
    void ending();
    void practice();
    void sending();

    void shoot(const char* name)
    {
        settle();
        const auto number = QStringLiteral("%1-").arg(++shot_, 2, 10, QLatin1Char('0'));
        failed_ = !window_->grabWindow().save(folder_ + QLatin1Char('/') + prefix_ + number + QLatin1String(name) +
                                              QStringLiteral(".png")) ||
                  failed_;
    }
    QObject* thing(const char* name)
    {
        // Items hang below their parent item, dialogues below their owner.
        auto* found = window_->findChild<QObject*>(QLatin1String(name));
        QList<QQuickItem*> items{window_->contentItem()};
        while (!found && !items.isEmpty()) {
            auto* item = items.takeFirst();
            found = item->objectName() == QLatin1String(name) ? item : item->findChild<QObject*>(QLatin1String(name));
            items.append(item->childItems());
        }
        if (!found)
            qWarning("%s is not there", name);
        failed_ = failed_ || !found;
        return found;
    }
    void dialogue(const char* name, const char* shot)
    {
        auto* found = thing(name);
        if (!found)
            return;
        QMetaObject::invokeMethod(found, "open");
        shoot(shot);
        QMetaObject::invokeMethod(found, "close");
        settle();
    }
    void press(const char* name)
    {
        if (auto* found = thing(name))
            QMetaObject::invokeMethod(found, "clicked");
        settle();
    }
    void set(const char* name, const char* property, const QVariant& value)
    {
        if (auto* found = thing(name))
            found->setProperty(property, value);
        settle();
    }
    void give(const char* reference, const char* value)
    {
        tablet_.answer(reference, value, [this](Result<services::VisitUpdate> done) {
            if (done)
                model_->visit()->form()->apply(*done);
        });
        settle(20);
    }
    viewmodels::FormViewModel* form() { return model_->visit()->form(); }

    test::FakeClock clock_;
    test::DeskTablet tablet_;
    QString folder_;
    QString prefix_;
    std::optional<viewmodels::AppViewModel> model_;
    QQmlApplicationEngine engine_;
    std::optional<mobile::Translations> translations_;
    QQuickWindow* window_ = nullptr;
    int shot_ = 0;
    bool failed_ = false;
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
    dress(tablet.add_assignment("Gemeentehuis Ommen", now - 60h, AssignmentState::accepted),
          "Chevalleraustraat 2, 7731 EE Ommen");
    auto& withdrawn = tablet.add_assignment("Servicepunt Luttenberg", now - 4h, AssignmentState::cancelled);
    dress(withdrawn, "Lemelerweg 3, 8105 SM Luttenberg");
    withdrawn.progress = device_store::Progress::draft;
    withdrawn.withdrawn = true;
    auto& refused = tablet.add_assignment("Werkplein Kampen", now - 90h, AssignmentState::submitted);
    dress(refused, "Burgemeester Berghuisplein 1, 8261 DD Kampen");
    refused.progress = device_store::Progress::sealed;
    refused.refused = "signature_invalid";
    auto& call = tablet.add_assignment("Klantcontactcentrum Zwolle", now - 2h, AssignmentState::in_progress);
    dress(call, "");
    call.facts.wave.channel = Channel::telephone;
    call.facts.location.telephone_number = "+31 38 000 2222";
    call.progress = device_store::Progress::draft;
    call.open_items = 1;
    auto& message = tablet.add_assignment("Digitale post Zwolle", now - 1h, AssignmentState::accepted);
    dress(message, "");
    message.facts.wave.channel = Channel::message;
    message.facts.location.message_address = "https://zwolle.example/contact";
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

QByteArray ticket()
{
    QFile file{QString::fromStdString(balieblik::test::source_dir().string()) +
               QLatin1String("/tests/e2e/fixtures/ticket.jpg")};
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

void Tour::enrolment()
{
    shoot("enrol");
    set("enrolPage", "typing", true);
    shoot("enrol-typed");
    model_->enrol()->useTyped(QStringLiteral("geen adres"), QStringLiteral("x"));
    shoot("enrol-error");
    dialogue("scanDialogue", "enrol-scan");
    model_->enrol()->useTyped(QStringLiteral("localhost:8443"), QStringLiteral("7KQ2-M9XW-4TBC"));
    shoot("enrol-words");
    model_->enrol()->confirmWords();
    shoot("secret-passphrase");
    model_->unlock()->choose(QStringLiteral("een"), QStringLiteral("twee"));
    shoot("secret-error");
}

void Tour::locks()
{
    tablet_.key_store = true;
    tablet_.set_state(services::LockState::key_locked);
    shoot("unlock-pin");
    tablet_.delay = seconds{30};
    tablet_.refuse_next = Error{Errc::pin_wrong, {}};
    model_->unlock()->unlock(QStringLiteral("000001"));
    shoot("unlock-wait");
    tablet_.delay = {};
    settle(600);
    tablet_.tries = 1;
    model_->unlock()->unlock(QStringLiteral("000001"));
    tablet_.refuse_next = Error{Errc::pin_wrong, {}};
    shoot("unlock-last-try");
    tablet_.tries.reset();
    press("forgotten");
    shoot("recovery");
    model_->recovery()->ask();
    shoot("recovery-words");
    tablet_.recovery = sync::RecoveryState::granted;
    model_->recovery()->ask();
    shoot("recovery-granted");
    press("leaveRecovery");
    tablet_.set_state(services::LockState::open);
    shoot("assignments-empty");
}

void Tour::fieldwork()
{
    fill_field(tablet_, clock_.now());
    emit tablet_.assignmentsChanged();
    emit tablet_.visitsChanged();
    shoot("assignments");
    offers();
    const auto* list = model_->assignments();
    for (int row = 0; row < list->count(); ++row)
        if (list->at(row, QStringLiteral("place")) == QLatin1String("Stadhuis Deventer"))
            model_->showBriefing(list->at(row, QStringLiteral("key")).toString());
    shoot("briefing-returned");
    for (const auto* place : {"Klantcontactcentrum Zwolle", "Digitale post Zwolle"}) {
        for (int row = 0; row < list->count(); ++row)
            if (list->at(row, QStringLiteral("place")) == QLatin1String(place))
                model_->showBriefing(list->at(row, QStringLiteral("key")).toString());
        shoot(place[0] == 'K' ? "briefing-call" : "briefing-message");
    }
    for (int row = 0; row < list->count(); ++row)
        if (list->at(row, QStringLiteral("place")) == QLatin1String("Gemeentehuis Raalte"))
            model_->showBriefing(list->at(row, QStringLiteral("key")).toString());
    shoot("briefing");
    dialogue("declineDialogue", "decline");
    dialogue("handBackDialogue", "hand-back");
}

void Tour::offers()
{
    device_store::DraftOffer offer;
    offer.visit_id = *parse_id<VisitId>("018f0000-0000-7000-8000-000000000001");
    offer.facts = tablet_.cards.front().facts;
    offer.device_name = "tablet van Merel";
    offer.device_in_use = true;
    offer.saved_at = clock_.now() - std::chrono::minutes{95};
    tablet_.offers = {offer};
    emit tablet_.offersChanged();
    shoot("offer");
    tablet_.offers.front().wished = true;
    emit tablet_.offersChanged();
    shoot("offer-asked");
    tablet_.offers.front().wished = false;
    tablet_.offers.front().refused = "unknown_form";
    emit tablet_.offersChanged();
    shoot("offer-refused");
    tablet_.offers.clear();
    emit tablet_.offersChanged();
    settle();
}

void Tour::visit()
{
    model_->briefing()->start();
    shoot("section-a");
    give("/data/A/A1", "yes");
    give("/data/A/A2", "no");
    shoot("section-answered");
    for (int section = 1; section < form()->sections()->count(); ++section) {
        form()->goTo(section);
        shoot(("section-" + std::string(1, static_cast<char>('a' + section))).c_str());
    }
    give("/data/H/H3", "Duidelijk bord bij de ingang, maar de zuil stond uit.");
    const auto picture = ticket();
    tablet_.add_photo("/data/H/H5/H5_1", Bytes(picture.begin(), picture.end()),
                      [this](Result<services::VisitUpdate> done) {
                          if (done)
                              form()->apply(*done);
                      });
    settle(300);
    if (auto* page = thing("sectionPage"))
        page->setProperty("contentY",
                          qMax(0.0, page->property("contentHeight").toReal() - page->property("height").toReal()));
    shoot("photo");
    tablet_.newer = FormRef{"counter", "2", std::string(64, 'b')};
    tablet_.plan.answers = {
        {"/data/A/A1", "/data/A/A1", "yes", device_store::MoveOutcome::carried, "Scenario uitgevoerd?", "Ja"},
        {"/data/A/A2", "", "no", device_store::MoveOutcome::no_such_choice, "Had u een afspraak?", "Nee"},
        {"/data/H/H3", "", "x", device_store::MoveOutcome::question_gone, "Wat viel op?",
         "Duidelijk bord bij de ingang, maar de zuil stond uit."}};
    tablet_.plan.new_questions = {{"/data/A/A4", "Moest u een nummer trekken?"}};
    emit tablet_.assignmentsChanged();
    shoot("newer-version");
    dialogue("moveDialogue", "move");
    tablet_.newer.reset();
    emit tablet_.assignmentsChanged();
    settle();
    dialogue("importWarning", "import-warning");
    dialogue("cameraDialogue", "camera");
    dialogue("sectionsDialogue", "sections");
    dialogue("visitMenuDialogue", "visit-menu");
    if (auto* menu = thing("visitMenuDialogue")) {
        QMetaObject::invokeMethod(menu, "open");
        settle();
        press("cannotBeDone");
        shoot("cannot-be-done");
        press("abort_recognised");
        shoot("cannot-be-done-chosen");
        QMetaObject::invokeMethod(menu, "close");
        settle();
    }
}

void Tour::clock()
{
    auto* watch = model_->visit()->clock();
    model_->go(QStringLiteral("clock"));
    shoot("clock-start");
    watch->tap(QStringLiteral("B1"));
    settle(30);
    clock_.pass(seconds{75});
    watch->tap(QStringLiteral("C1"));
    clock_.pass(seconds{4});
    watch->refresh();
    shoot("clock-running");
    clock_.pass(seconds{590});
    watch->tap(QStringLiteral("C2"));
    settle(30);
    watch->correct(QStringLiteral("C1"), QStringLiteral("10:06:30"), QStringLiteral("Vergeten te tikken"));
    clock_.pass(seconds{30});
    watch->refresh();
    shoot("clock-corrected");
    press("lap_C1");
    shoot("correction");
    if (auto* dialogue_open = thing("correctionDialogue"))
        QMetaObject::invokeMethod(dialogue_open, "close");
    tablet_.lock();
    shoot("locked-visit");
    press("lockedClock");
    shoot("locked-clock");
    press("leaveLockedClock");
    tablet_.set_state(services::LockState::open);
}

void Tour::ending()
{
    model_->go(QStringLiteral("missing"));
    shoot("missing");
    dialogue("sealDialogue", "seal");
}

// The worked example as a record.
boost::json::object example_record()
{
    boost::json::object record{{"scenario_code", "R1"}, {"scenario_group", "REGEL"}, {"norm_set", "katwijk"}};
    const auto put = [&](std::string_view path, std::string_view value) {
        const auto slash = path.find('/');
        auto& group = record[path.substr(0, slash)];
        if (!group.is_object())
            group.emplace_object();
        group.get_object()[path.substr(slash + 1)] = value;
    };
    for (const auto& [path, value] : test::counter_answers)
        put(path, value);
    for (const auto& [path, value] : {std::pair{"A/A1", "yes"},
                                      {"A/A2", "yes"},
                                      {"A/A3", "2026-03-12T10:05:00+01:00"},
                                      {"B/B1", "2026-03-12T09:58:30+01:00"},
                                      {"C/C1", "2026-03-12T09:59:10+01:00"},
                                      {"C/C2", "2026-03-12T10:13:40+01:00"},
                                      {"G/G4", "2026-03-12T10:24:05+01:00"}})
        put(path, value);
    return record;
}

void Tour::practice()
{
    // The house's example, scored and explained by the scorer itself.
    const auto form = forms::read_form(text_of("/forms/counter/1/form.xml")).value();
    const auto norm = scoring::read_norm(text_of("/forms/counter/1/norms.csv"), "katwijk").value();
    tablet_.score = scoring::with_explanation(scoring::score_record(*form, example_record(), norm).value(), *form);
    model_->practice()->show(QStringLiteral("018f0000-0000-7000-8000-000000000001"));
    model_->go(QStringLiteral("practice"));
    shoot("practice-score");
}

// The office was set back to before it knew this tablet.
void Tour::forgotten()
{
    const auto before = tablet_.sync;
    tablet_.sync.lease_over = false;
    tablet_.sync.online = true;
    tablet_.sync.forgotten = true;
    tablet_.sync.problem = Error{Errc::device_unknown, {}};
    emit tablet_.syncChanged();
    shoot("sync-forgotten");
    tablet_.refuse_next = Error{Errc::enrolment_of_another, {}};
    model_->sync()->enrolAgain(QStringLiteral("7KQ2-M9XW-4TBC"));
    shoot("sync-forgotten-refused");
    model_->go(QStringLiteral("assignments"));
    shoot("assignments-forgotten");
    tablet_.lock();
    tablet_.refuse_next = Error{Errc::device_revoked, {}};
    model_->unlock()->unlock(QString::fromStdString(tablet_.secret));
    shoot("locked-forgotten");
    model_->unlock()->unlock(QString::fromStdString(tablet_.secret));
    settle();
    tablet_.sync = before;
    emit tablet_.syncChanged();
}

void Tour::sending()
{
    device_store::VisitCard begun;
    begun.progress = device_store::Progress::draft;
    tablet_.handed_in.push_back(begun);
    model_->go(QStringLiteral("sync"));
    shoot("sync-offline");
    tablet_.sync.drafts_waiting = 1;
    tablet_.sync.cut_off = true;
    tablet_.sync.lease_over = true;
    emit tablet_.syncChanged();
    model_->sync()->saveBundle();
    shoot("sync-lease-over-bundle");
    forgotten();
    model_->go(QStringLiteral("assignments"));
    shoot("assignments-lease-over");
    model_->go(QStringLiteral("sync"));
    tablet_.sync.lease_over = false;
    tablet_.sync.online = true;
    tablet_.sync.problem = Error{Errc::device_revoked, {}};
    emit tablet_.syncChanged();
    shoot("sync-revoked");
    tablet_.sync = {};
    tablet_.sync.online = true;
    tablet_.sync.last_contact = clock_.now();
    emit tablet_.syncChanged();
    shoot("sync-done");
    model_->go(QStringLiteral("settings"));
    shoot("settings");
    model_->unlock()->change(QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3"));
    if (auto* page = thing("settingsPage"))
        page->setProperty("contentY",
                          qMax(0.0, page->property("contentHeight").toReal() - page->property("height").toReal()));
    shoot("settings-end");
}

} // namespace

int main(int argc, char** argv)
{
    QGuiApplication app{argc, argv};
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    const auto folder = app.arguments().value(1, QStringLiteral("screenshots"));
    const auto only = app.arguments().value(2);
    QDir{}.mkpath(folder);
    const Shape shapes[] = {
        {"tablet-nl", 1280, 800, "light", "nl", 100},   {"tablet-en", 1280, 800, "light", "en", 100},
        {"portrait-en", 800, 1280, "light", "en", 100}, {"portrait-nl", 800, 1280, "light", "nl", 100},
        {"phone-nl", 390, 844, "light", "nl", 100},     {"phone-en", 390, 844, "light", "en", 100},
        {"phone-dark-en", 390, 844, "dark", "en", 100}, {"tablet-dark-nl", 1280, 800, "dark", "nl", 100},
        {"phone-nl-200", 390, 844, "light", "nl", 200}, {"tablet-nl-200", 1280, 800, "light", "nl", 200}};
    auto whole = true;
    for (const auto& shape : shapes) {
        if (!only.isEmpty() && only != QLatin1String(shape.name))
            continue;
        Tour tour{shape, folder};
        if (tour.whole())
            tour.all();
        whole = whole && tour.whole();
    }
    return whole ? 0 : 1;
}
