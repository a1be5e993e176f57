// SPDX-License-Identifier: EUPL-1.2
// From enrolment to a seal, as the pages drive it.
#include "mobile/viewmodels/app_fixture.hpp"
#include "viewmodels/words.hpp"

namespace balieblik::viewmodels {
namespace {

TEST_F(App, starting_an_assignment_opens_its_first_section)
{
    start_visit();

    EXPECT_EQ(model->page(), QStringLiteral("section"));
    EXPECT_EQ(model->visit()->place(), QStringLiteral("Gemeentehuis Raalte"));
    ASSERT_NE(answer("A1"), nullptr);
    EXPECT_EQ(answer("A1")->kind(), QStringLiteral("SelectOne"));
}

TEST_F(App, an_answer_is_shown_as_saved_only_when_it_is_on_disk)
{
    start_visit();

    answer("A1")->propose(QStringLiteral("yes"));

    EXPECT_TRUE(answer("A1")->saving());
    EXPECT_FALSE(answer("A1")->saved());
    settle();
    EXPECT_TRUE(answer("A1")->saved());
    EXPECT_EQ(answer("A1")->value(), QStringLiteral("yes"));
    EXPECT_EQ(tablet.given.back().first, "/data/A/A1");
}

TEST_F(App, a_full_disk_is_said_and_nothing_is_shown_as_saved)
{
    start_visit();
    tablet.refuse_next = Error{Errc::disk_full, {}};

    answer("A1")->propose(QStringLiteral("yes"));
    settle();

    EXPECT_FALSE(answer("A1")->saved());
    EXPECT_FALSE(answer("A1")->problem().isEmpty());
    EXPECT_FALSE(model->visit()->form()->error().isEmpty());
    EXPECT_TRUE(tablet.given.empty());
}

TEST_F(App, a_refused_answer_can_be_given_again)
{
    start_visit();
    tablet.refuse_next = Error{Errc::io_failed, {}};
    answer("A1")->propose(QStringLiteral("yes"));
    settle();

    answer("A1")->propose(QStringLiteral("yes"));
    settle();

    EXPECT_TRUE(answer("A1")->saved());
    EXPECT_TRUE(answer("A1")->problem().isEmpty());
}

TEST_F(App, questions_come_with_the_skip_logic_and_the_others_stay_who_they_are)
{
    start_visit();
    answer("A1")->propose(QStringLiteral("yes"));
    settle();
    auto* first = answer("A1");
    EXPECT_EQ(answer("A3"), nullptr);

    answer("A2")->propose(QStringLiteral("yes"));
    settle();

    EXPECT_EQ(answer("A1"), first);
    ASSERT_NE(answer("A3"), nullptr);
    EXPECT_EQ(answer("A3")->kind(), QStringLiteral("Moment"));
}

TEST_F(App, what_cannot_be_read_stays_on_the_screen_with_a_sentence)
{
    start_visit();
    answer("A1")->propose(QStringLiteral("yes"));
    settle();
    answer("A2")->propose(QStringLiteral("yes"));
    settle();
    const auto stored = tablet.given.size();

    answer("A3")->proposeMoment(QStringLiteral("12-3-2026"), QStringLiteral("vijf over tien"));
    settle();

    EXPECT_FALSE(answer("A3")->problem().isEmpty());
    EXPECT_EQ(tablet.given.size(), stored);
}

TEST_F(App, taps_of_the_wait_clock_become_answers_of_the_form)
{
    start_visit();
    answer("A1")->propose(QStringLiteral("yes"));
    settle();

    model->visit()->clock()->tap(QStringLiteral("B1"));
    settle();

    EXPECT_TRUE(model->visit()->clock()->running());
    EXPECT_EQ(model->visit()->clock()->undoSeconds(), 10);
    model->visit()->form()->goTo(1);
    settle();
    ASSERT_NE(answer("B1"), nullptr);
    EXPECT_EQ(answer("B1")->kind(), QStringLiteral("Lap"));
    EXPECT_FALSE(answer("B1")->shown().isEmpty());
}

TEST_F(App, a_corrected_lap_keeps_what_was_measured_and_needs_a_reason)
{
    start_visit();
    auto* clock_model = model->visit()->clock();
    clock_model->tap(QStringLiteral("B1"));
    settle();
    const auto measured = clock_model->laps()->at(0, QStringLiteral("time")).toString();

    EXPECT_FALSE(clock_model->correct(QStringLiteral("B1"), QStringLiteral("10:00:00"), QStringLiteral("  ")));
    EXPECT_TRUE(
        clock_model->correct(QStringLiteral("B1"), QStringLiteral("10:00:00"), QStringLiteral("te laat getikt")));
    settle();

    EXPECT_EQ(clock_model->laps()->at(0, QStringLiteral("time")), QStringLiteral("10:00:00"));
    EXPECT_EQ(clock_model->laps()->at(0, QStringLiteral("measured")).toString(), measured);
}

TEST_F(App, what_is_missing_leads_to_its_question)
{
    start_visit();
    model->go(QStringLiteral("missing"));
    ASSERT_GT(model->visit()->form()->findings()->count(), 0);
    EXPECT_FALSE(model->visit()->form()->complete());
    EXPECT_FALSE(answer("A1")->problem().isEmpty());

    model->go(QStringLiteral("section"));
    model->visit()->form()->goToQuestion(QStringLiteral("/data/H/H6"));
    settle();

    EXPECT_NE(answer("H6"), nullptr);
}

TEST_F(App, an_incomplete_visit_is_not_sealed)
{
    start_visit();

    model->visit()->seal();
    settle();

    EXPECT_TRUE(model->visit()->isOpen());
    EXPECT_FALSE(model->visit()->error().isEmpty());
}

TEST_F(App, a_visit_that_cannot_be_done_ends_on_the_page_of_what_is_sent)
{
    start_visit();

    model->visit()->abort(QStringLiteral("closed"));
    settle();

    EXPECT_FALSE(model->visit()->isOpen());
    EXPECT_EQ(model->page(), QStringLiteral("sync"));
}

TEST_F(App, the_questionnaire_changes_language_while_it_is_filled_in)
{
    tablet.stored.language = "nl";
    start_visit();
    const auto before = answer("A1")->label();

    model->visit()->form()->setLanguage(
        model->visit()->form()->language() == QLatin1String("nl") ? QStringLiteral("en") : QStringLiteral("nl"));
    settle();

    EXPECT_NE(answer("A1")->label(), before);
}

TEST_F(App, behind_the_screen_lock_the_visit_stays_open)
{
    start_visit();

    model->lock();
    settle();

    EXPECT_EQ(model->stage(), QStringLiteral("locked"));
    EXPECT_TRUE(model->visit()->isOpen());
    EXPECT_TRUE(model->visit()->clock()->usable());
    model->unlock()->unlock(QStringLiteral("000000"));
    settle();
    EXPECT_FALSE(model->unlock()->error().isEmpty());
    EXPECT_EQ(model->stage(), QStringLiteral("locked"));
    model->unlock()->unlock(QStringLiteral("273918"));
    settle();
    EXPECT_EQ(model->stage(), QStringLiteral("open"));
    EXPECT_EQ(model->page(), QStringLiteral("section"));
}

TEST_F(App, without_the_key_nothing_of_the_visit_is_left_in_the_pages)
{
    start_visit();

    tablet.set_state(services::LockState::key_locked);
    settle();

    EXPECT_FALSE(model->visit()->isOpen());
    EXPECT_FALSE(model->briefing()->shown());
    EXPECT_EQ(model->visit()->form()->answers()->count(), 0);
}

TEST_F(App, without_the_key_the_wait_clock_runs_on_where_it_was)
{
    start_visit();
    model->visit()->clock()->tap(QStringLiteral("B1"));
    settle();

    tablet.set_state(services::LockState::key_locked);
    settle();

    EXPECT_FALSE(model->visit()->isOpen());
    EXPECT_TRUE(model->visit()->clock()->usable());
    EXPECT_TRUE(model->visit()->clock()->running());
    EXPECT_FALSE(model->visit()->clock()->elapsed().isEmpty());
}

TEST_F(App, a_clock_that_was_stopped_shows_how_long_the_visit_took)
{
    start_visit();
    model->visit()->clock()->tap(QStringLiteral("B1"));
    settle();
    clock.pass(std::chrono::minutes{20});
    model->visit()->clock()->tap(QStringLiteral("G4"));
    settle();
    const auto took = model->visit()->clock()->elapsed();

    clock.pass(std::chrono::minutes{5});
    model->visit()->clock()->refresh();

    EXPECT_EQ(took, QStringLiteral("20:00"));
    EXPECT_EQ(model->visit()->clock()->elapsed(), took);
}

TEST_F(App, a_typed_enrolment_waits_for_the_comparison_of_six_words)
{
    model->enrol()->useTyped(QStringLiteral("office.example"), QStringLiteral("7KQ2-M9XW-4TBC"));
    settle();
    EXPECT_EQ(model->enrol()->words().size(), 6);
    EXPECT_FALSE(tablet.enrolled_with);

    model->enrol()->confirmWords();
    settle();

    ASSERT_TRUE(tablet.enrolled_with);
    EXPECT_EQ(tablet.enrolled_with->address, "https://office.example");
    EXPECT_EQ(model->stage(), QStringLiteral("secret"));
}

TEST_F(App, a_refused_code_is_said_in_a_sentence)
{
    tablet.refuse_next = Error{Errc::enrolment_code_used, {}};

    model->enrol()->useInvitation(
        QStringLiteral(R"({"address":"https://a","code":"7KQ2M9XW4TBC","ca_spki_sha256":"aa"})"));
    settle();

    EXPECT_FALSE(model->enrol()->error().isEmpty());
    EXPECT_FALSE(model->enrol()->busy());
}

TEST_F(App, two_different_entries_of_a_new_secret_are_refused)
{
    model->unlock()->choose(QStringLiteral("482915"), QStringLiteral("482916"));
    settle();

    EXPECT_FALSE(model->unlock()->error().isEmpty());
}

TEST_F(App, a_forgotten_pin_is_asked_for_answered_by_two_people_and_chosen_anew)
{
    tablet.set_state(services::LockState::key_locked);
    auto* recovery = model->recovery();
    recovery->show();

    recovery->ask();
    settle();
    EXPECT_EQ(recovery->words().size(), 6);
    EXPECT_EQ(recovery->state(), QStringLiteral("asked"));
    EXPECT_FALSE(recovery->progress().isEmpty());
    tablet.recovery = sync::RecoveryState::granted;
    recovery->ask();
    settle();
    EXPECT_EQ(recovery->state(), QStringLiteral("granted"));
    recovery->choose(QStringLiteral("482915"), QStringLiteral("482916"));
    settle();
    EXPECT_FALSE(recovery->error().isEmpty());
    recovery->choose(QStringLiteral("482915"), QStringLiteral("482915"));
    settle();

    EXPECT_EQ(model->stage(), QStringLiteral("open"));
    EXPECT_FALSE(recovery->shown()) << "the next time the lock page comes first again";
    EXPECT_EQ(tablet.secret, "482915");
}

TEST_F(App, who_cannot_be_reached_when_the_pin_is_forgotten_is_asked_again)
{
    tablet.set_state(services::LockState::key_locked);
    tablet.refuse_next = Error{Errc::offline, {}};

    model->recovery()->ask();
    settle();

    EXPECT_FALSE(model->recovery()->error().isEmpty());
    model->recovery()->ask();
    settle();
    EXPECT_TRUE(model->recovery()->error().isEmpty());
    EXPECT_EQ(model->recovery()->state(), QStringLiteral("asked"));
}

TEST_F(App, says_what_wrong_tries_lead_to_only_where_they_lead_to_it_soon)
{
    EXPECT_TRUE(model->unlock()->triesLeft().isEmpty());
    tablet.tries = 9;
    EXPECT_TRUE(model->unlock()->triesLeft().isEmpty());
    tablet.tries = 3;
    EXPECT_TRUE(model->unlock()->triesLeft().contains(QLatin1Char('3')));
    tablet.tries = 1;
    EXPECT_FALSE(model->unlock()->triesLeft().isEmpty());
}

TEST_F(App, out_of_touch_for_too_long_it_says_so_and_the_outbox_can_be_saved_to_a_file)
{
    tablet.sync.lease_over = true;
    tablet.sync.visits_waiting = 1;
    emit tablet.syncChanged();
    settle();
    EXPECT_FALSE(model->sync()->lease().isEmpty());

    model->sync()->saveBundle();
    settle();

    EXPECT_TRUE(model->sync()->bundle().contains(QString::fromStdString(tablet.saved.file)));
    EXPECT_FALSE(model->sync()->bundleFailed());
    tablet.refuse_next = Error{Errc::disk_full, {}};
    model->sync()->saveBundle();
    settle();
    EXPECT_TRUE(model->sync()->bundleFailed());
}

TEST_F(App, a_file_for_the_office_is_offered_where_no_network_brings_the_work)
{
    EXPECT_FALSE(model->sync()->cutOff());
    tablet.sync.visits_waiting = 1;
    tablet.sync.cut_off = true;
    tablet.sync.drafts_waiting = 2;
    emit tablet.syncChanged();
    settle();
    EXPECT_TRUE(model->sync()->cutOff());
    EXPECT_TRUE(model->sync()->drafts().contains(QLatin1Char('2')));
    EXPECT_EQ(model->sync()->waiting(), 1) << "nobody waits for copies";
}

// sync-protocol.md, 15.5
TEST_F(App, a_tablet_that_the_office_forgot_says_so_and_is_enrolled_again_with_a_code)
{
    tablet.sync.forgotten = true;
    tablet.sync.problem = Error{Errc::device_unknown, {}};
    emit tablet.syncChanged();
    EXPECT_TRUE(model->sync()->forgotten());
    EXPECT_FALSE(model->sync()->problem().isEmpty());

    tablet.refuse_next = Error{Errc::enrolment_of_another, {}};
    model->sync()->enrolAgain(QStringLiteral("7KQ2-M9XW-4TBC"));
    EXPECT_TRUE(model->sync()->enrolling());
    settle();
    EXPECT_FALSE(model->sync()->enrolError().isEmpty());
    EXPECT_TRUE(model->sync()->forgotten());

    model->sync()->enrolAgain(QStringLiteral(" 7KQ2-M9XW-4TBC "));
    settle();

    EXPECT_EQ(tablet.enrolled_again_with, "7KQ2-M9XW-4TBC");
    EXPECT_TRUE(model->sync()->enrolError().isEmpty());
    EXPECT_FALSE(model->sync()->forgotten());
}

// sync-protocol.md, 16.1
TEST_F(App, says_that_photos_of_a_begun_visit_are_on_this_tablet_only)
{
    device_store::VisitCard card;
    card.progress = device_store::Progress::sealed;
    tablet.handed_in = {card};
    model->sync()->refresh();
    settle();
    EXPECT_FALSE(model->sync()->begun()) << "they are handed in with it";

    card.progress = device_store::Progress::draft;
    card.practice = true;
    tablet.handed_in.push_back(card);
    model->sync()->refresh();
    settle();
    EXPECT_FALSE(model->sync()->begun()) << "practice is never handed in";

    card.practice = false;
    tablet.handed_in.push_back(card);
    model->sync()->refresh();
    settle();
    EXPECT_TRUE(model->sync()->begun());
}

// The order counts on, as only the office takes it back; but it can do so only once it knows the tablet.
TEST_F(App, a_tablet_that_is_locked_by_order_and_forgotten_is_enrolled_again_from_where_it_is_locked)
{
    tablet.lock();
    tablet.refuse_next = Error{Errc::device_revoked, {}};
    model->unlock()->unlock(QString::fromStdString(tablet.secret));
    EXPECT_FALSE(model->unlock()->lockedByOffice()) << "not before the PIN was looked at";
    settle();
    EXPECT_TRUE(model->unlock()->lockedByOffice());
    EXPECT_EQ(model->stage(), QStringLiteral("locked"));

    tablet.sync.forgotten = true;
    emit tablet.syncChanged();
    EXPECT_TRUE(model->sync()->forgotten()) << "heard while it is locked";
    model->sync()->enrolAgain(QStringLiteral("7KQ2-M9XW-4TBC"));
    settle();

    EXPECT_EQ(tablet.enrolled_again_with, "7KQ2-M9XW-4TBC");
    EXPECT_FALSE(model->sync()->forgotten());
    EXPECT_EQ(model->stage(), QStringLiteral("locked")) << "until the office releases it";
    model->unlock()->unlock(QString::fromStdString(tablet.secret));
    settle();
    EXPECT_FALSE(model->unlock()->lockedByOffice());
    EXPECT_EQ(model->stage(), QStringLiteral("open"));
}

TEST_F(App, an_offer_that_is_not_needed_is_put_away)
{
    device_store::DraftOffer offer;
    offer.visit_id = *parse_id<VisitId>("018f0000-0000-7000-8000-000000000001");
    offer.device_name = "tablet A";
    tablet.offers = {offer};
    emit tablet.offersChanged();
    settle();
    ASSERT_EQ(model->offers()->offers()->count(), 1);

    model->offers()->dismiss(model->offers()->offers()->at(0, QStringLiteral("key")).toString());
    settle();

    EXPECT_EQ(model->offers()->offers()->count(), 0);
    EXPECT_TRUE(model->offers()->error().isEmpty());
}

TEST_F(App, a_visit_that_the_office_kept_is_offered_and_taken_back)
{
    device_store::DraftOffer offer;
    offer.visit_id = *parse_id<VisitId>("018f0000-0000-7000-8000-000000000001");
    offer.facts = tablet.cards.at(0).facts;
    offer.device_name = "tablet A";
    tablet.offers = {offer};
    emit tablet.offersChanged();
    settle();

    const auto* offers = model->offers()->offers();
    ASSERT_EQ(offers->count(), 1);
    EXPECT_EQ(offers->at(0, QStringLiteral("place")).toString().toStdString(), offer.facts->location.name);
    EXPECT_TRUE(offers->at(0, QStringLiteral("from")).toString().contains(QLatin1String("tablet A")));
    EXPECT_TRUE(offers->at(0, QStringLiteral("note")).toString().isEmpty());
    model->offers()->takeOver(offers->at(0, QStringLiteral("key")).toString());
    settle();

    EXPECT_TRUE(offers->at(0, QStringLiteral("asked")).toBool());
    EXPECT_TRUE(tablet.offers.at(0).wished);
    tablet.offers.clear();
    emit tablet.offersChanged();
    settle();
    EXPECT_EQ(offers->count(), 0);
}

TEST_F(App, says_why_a_kept_visit_could_not_be_taken_back_and_that_the_other_tablet_is_in_use)
{
    device_store::DraftOffer offer;
    offer.visit_id = *parse_id<VisitId>("018f0000-0000-7000-8000-000000000001");
    offer.device_in_use = true;
    tablet.offers = {offer};
    emit tablet.offersChanged();
    settle();
    const auto* offers = model->offers()->offers();
    const auto warned = offers->at(0, QStringLiteral("note")).toString();
    EXPECT_FALSE(warned.isEmpty());

    tablet.offers.at(0).refused = "unknown_form";
    emit tablet.offersChanged();
    settle();
    EXPECT_NE(offers->at(0, QStringLiteral("note")).toString(), warned);
}

TEST_F(App, a_visit_that_was_begun_on_another_tablet_says_so_before_it_starts_anew)
{
    tablet.cards[0].facts.assignment.state = AssignmentState::in_progress;
    model->assignments()->refresh();
    settle();

    model->showBriefing(model->assignments()->at(0, QStringLiteral("key")).toString());

    EXPECT_EQ(model->assignments()->at(0, QStringLiteral("phase")), AssignmentListModel::tr("Begun on another tablet"));
    EXPECT_FALSE(model->briefing()->notice().isEmpty());
    EXPECT_TRUE(model->briefing()->canStart());
}

TEST_F(App, a_draft_whose_assignment_was_handed_in_from_another_tablet_can_be_finished)
{
    auto& card = tablet.cards[0];
    card.facts.assignment.state = AssignmentState::submitted;
    card.progress = device_store::Progress::draft;
    card.visit_id = VisitId{};
    model->assignments()->refresh();
    settle();

    model->showBriefing(model->assignments()->at(0, QStringLiteral("key")).toString());

    EXPECT_EQ(model->assignments()->at(0, QStringLiteral("phase")),
              AssignmentListModel::tr("Handed in from another tablet"));
    EXPECT_FALSE(model->briefing()->notice().isEmpty());
    EXPECT_TRUE(model->briefing()->canStart());
}

TEST_F(App, a_visit_whose_questionnaire_is_not_here_is_refused_with_what_to_do)
{
    tablet.refuse_next = Error{Errc::unknown_form, {}};

    start_visit();

    EXPECT_FALSE(model->visit()->isOpen());
    EXPECT_EQ(model->briefing()->error(),
              text(sentence({Errc::unknown_form, {}}, bytes(appLanguage()))) + QLatin1Char(' ') +
                  VisitViewModel::tr("Connect the tablet to the internet, so that it can arrive."));
}

TEST_F(App, a_key_store_that_is_away_is_said_and_the_next_try_opens)
{
    tablet.set_state(services::LockState::key_locked);
    tablet.refuse_next = Error{Errc::key_store_away, {}};

    model->unlock()->unlock(QStringLiteral("273918"));
    settle();
    EXPECT_EQ(model->unlock()->error(), text(sentence({Errc::key_store_away, {}}, bytes(appLanguage()))));
    EXPECT_EQ(model->stage(), QStringLiteral("locked"));

    model->unlock()->unlock(QStringLiteral("273918"));
    settle();
    EXPECT_EQ(model->stage(), QStringLiteral("open"));
}

TEST_F(App, after_the_disk_failed_the_visit_shows_what_was_kept_and_why_something_was_refused)
{
    start_visit();
    answer("A1")->propose(QStringLiteral("yes"));
    settle();
    // The answer reached the disk, only its acknowledgement failed: kept behind the page's back.
    tablet.answer("/data/A/A2", "yes", [](auto) {});
    settle();
    ASSERT_TRUE(answer("A2")->value().isEmpty());
    auto* before = answer("A1");
    tablet.refuse_next = Error{Errc::io_failed, {}};
    answer("A1")->propose(QStringLiteral("no"));
    settle();
    const auto refused = model->visit()->form()->error();
    ASSERT_FALSE(refused.isEmpty());

    emit tablet.storeReopened();
    settle();

    EXPECT_EQ(answer("A2")->value(), QStringLiteral("yes"));
    EXPECT_EQ(answer("A1"), before);
    EXPECT_EQ(answer("A1")->value(), QStringLiteral("yes"));
    EXPECT_EQ(model->visit()->form()->error(), refused);
    EXPECT_TRUE(model->inVisit());
}

TEST_F(App, a_visit_that_was_sealed_when_the_disk_failed_is_left)
{
    start_visit();
    tablet.close_visit();

    emit tablet.storeReopened();
    settle();

    EXPECT_FALSE(model->visit()->isOpen());
    EXPECT_FALSE(model->inVisit());
}

TEST_F(App, a_clock_that_jumps_during_the_visit_is_said)
{
    start_visit();
    model->visit()->clock()->tap(QStringLiteral("B1"));
    settle();
    EXPECT_TRUE(model->visit()->clock()->notice().isEmpty());
    clock.pass(seconds{60});
    clock.reading.wall += std::chrono::hours{1};

    model->visit()->clock()->tap(QStringLiteral("C2"));
    settle();

    EXPECT_FALSE(model->visit()->clock()->notice().isEmpty());
}

TEST_F(App, a_declined_assignment_leaves_the_list)
{
    tablet.cards[0].facts.assignment.state = AssignmentState::offered;
    model->assignments()->refresh();
    settle();
    model->showBriefing(model->assignments()->at(0, QStringLiteral("key")).toString());
    EXPECT_TRUE(model->briefing()->canDecline());

    model->briefing()->decline(QStringLiteral("ken daar iemand"));
    settle();

    EXPECT_EQ(model->assignments()->count(), 0);
    EXPECT_EQ(model->page(), QStringLiteral("assignments"));
}

} // namespace
} // namespace balieblik::viewmodels
