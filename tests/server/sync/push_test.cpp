// SPDX-License-Identifier: EUPL-1.2
// What becomes of what a tablet hands in (sync-protocol.md, 5).
#include "server/sync/sync_fixture.hpp"

#include "storage/database.hpp"
#include "usecases/review.hpp"

#include <gmock/gmock.h>

namespace balieblik::test {
namespace {

using sync::AssignmentCommandKind;
using sync::MutationStatus;
using testing::Contains;

struct PushTest : SyncTest {
    Tablet tablet{*store, field};

    sync::MutationResult pushed(const sync::Mutation& mutation)
    {
        const auto reply = tablet.push({mutation});
        EXPECT_TRUE(reply) << reply.error().detail;
        return reply ? reply->results.at(0) : sync::MutationResult{};
    }
    void expect_quarantined(const sync::Mutation& mutation, Errc code)
    {
        const auto result = pushed(mutation);
        EXPECT_EQ(result.status, MutationStatus::quarantined);
        EXPECT_EQ(result.code, name(code));
        const auto item =
            read([&](store::Tx& tx) { return tx.installs().quarantined(tablet.install_id, mutation.no); });
        ASSERT_TRUE(item);
        EXPECT_EQ(item->body, mutation.body);
        EXPECT_EQ(item->code, name(code));
    }
};

TEST_F(PushTest, a_visit_is_stored_byte_for_byte_and_vouched_for)
{
    const auto assignment = offered();
    const auto body = tablet.body(assignment);
    const auto mutation = tablet.seal(body);

    const auto result = pushed(mutation);

    EXPECT_EQ(result.status, MutationStatus::applied);
    ASSERT_TRUE(result.receipt);
    EXPECT_EQ(result.receipt->state, sync::ReceiptState::complete); // it declares no photo
    EXPECT_EQ(result.receipt->sha256, mutation.sha256);
    EXPECT_FALSE(result.receipt->late);
    EXPECT_TRUE(tablet.vouches(*result.receipt));
    EXPECT_EQ(read([&](store::Tx& tx) { return tx.visits().body(body.visit_version_id); }), mutation.body);
    EXPECT_EQ(stored(body)->state, VisitVersionState::complete);
    EXPECT_EQ(stored(assignment).state, AssignmentState::submitted);
    EXPECT_THAT(trail(), Contains("visit.received"));
}

TEST_F(PushTest, a_repeated_push_is_answered_again_and_not_carried_out_again)
{
    const auto assignment = offered();
    const std::vector mutations{tablet.command(assignment, AssignmentCommandKind::start),
                                tablet.seal(tablet.body(assignment))};
    const auto first = tablet.push(mutations).value();
    const auto events = trail().size();

    const auto again = tablet.push(mutations).value();

    EXPECT_EQ(json::print_struct(again.results), json::print_struct(first.results));
    EXPECT_EQ(again.next_no, 3);
    EXPECT_EQ(trail().size(), events);
}

TEST_F(PushTest, a_gap_is_refused_and_names_the_number_expected)
{
    const auto assignment = offered();
    (void)tablet.command(assignment, AssignmentCommandKind::accept); // never arrives
    const auto reply = tablet.push({tablet.command(assignment, AssignmentCommandKind::start)});
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code, Errc::mutation_gap);
    EXPECT_EQ(reply.error().detail, "1");
}

TEST_F(PushTest, a_number_that_comes_again_with_another_content_is_a_fork)
{
    const auto assignment = offered();
    ASSERT_TRUE(tablet.push({tablet.command(assignment, AssignmentCommandKind::accept)}));
    tablet.next_no = 1;
    const auto reply = tablet.push({tablet.command(assignment, AssignmentCommandKind::start)});
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code, Errc::install_forked);
    EXPECT_EQ(stored(assignment).state, AssignmentState::accepted);
}

TEST_F(PushTest, an_install_of_another_tablet_is_refused)
{
    Tablet other(*store, field);
    other.install_id = tablet.install_id;
    EXPECT_EQ(other.push({}).error().code, Errc::install_forked);
    other.install_id = ids.make<InstallId>();
    EXPECT_EQ(other.push({}).error().code, Errc::install_unknown);
}

TEST_F(PushTest, commands_move_the_assignment)
{
    auto assignment = offered();
    EXPECT_EQ(pushed(tablet.command(assignment, AssignmentCommandKind::accept)).status, MutationStatus::applied);
    EXPECT_EQ(stored(assignment).state, AssignmentState::accepted);
    EXPECT_EQ(pushed(tablet.command(assignment, AssignmentCommandKind::start)).status, MutationStatus::applied);
    EXPECT_EQ(stored(assignment).state, AssignmentState::in_progress);
    EXPECT_EQ(pushed(tablet.command(assignment, AssignmentCommandKind::hand_back, "ziek")).status,
              MutationStatus::applied);
    EXPECT_EQ(stored(assignment).state, AssignmentState::draft);
    EXPECT_FALSE(stored(assignment).inspector_id);
    EXPECT_EQ(stored(assignment).reason, "ziek");
}

// sync-protocol.md, 17: assignment
TEST_F(PushTest, a_command_that_came_too_late_is_recorded_and_changes_nothing)
{
    auto assignment = offered();
    change(assignment, AssignmentState::cancelled, assignment.inspector_id);

    const auto result = pushed(tablet.command(assignment, AssignmentCommandKind::accept));

    EXPECT_EQ(result.status, MutationStatus::applied);
    EXPECT_EQ(result.code, "state_conflict");
    EXPECT_EQ(stored(assignment).state, AssignmentState::cancelled);
    EXPECT_THAT(trail(), Contains("assignment.command_too_late"));
}

TEST_F(PushTest, a_bad_item_is_set_aside_and_the_queue_goes_on)
{
    const auto assignment = offered();
    auto bad = tablet.seal(tablet.body(assignment));
    bad.body += " ";
    const auto good = tablet.seal(tablet.body(assignment));

    const auto reply = tablet.push({bad, good}).value();

    EXPECT_EQ(reply.results.at(0).status, MutationStatus::quarantined);
    EXPECT_EQ(reply.results.at(1).status, MutationStatus::applied);
    EXPECT_EQ(reply.next_no, 3);
}

TEST_F(PushTest, what_cannot_be_interpreted_or_verified_is_quarantined_with_its_code)
{
    const auto assignment = offered();
    auto body = tablet.body(assignment);

    auto wrong_hash = tablet.seal(body);
    wrong_hash.sha256 = std::string(64, '0');
    expect_quarantined(wrong_hash, Errc::hash_mismatch);

    auto wrong_signature = tablet.seal(body);
    wrong_signature.signature = std::string(128, '0');
    expect_quarantined(wrong_signature, Errc::signature_invalid);
    auto no_signature = tablet.seal(body);
    no_signature.signature = std::nullopt;
    expect_quarantined(no_signature, Errc::signature_invalid);

    expect_quarantined(tablet.numbered("visit_version", "{not json"), Errc::malformed);
    expect_quarantined(tablet.numbered("visit_version", json::print(json::write(body))), Errc::validation);
    expect_quarantined(tablet.numbered("something_newer", "{}"), Errc::unknown_kind);
    expect_quarantined(tablet.numbered("visit_version", std::string(256 * 1024 + 1, 'x')), Errc::too_large);

    auto other_form = body;
    other_form.form.version = "99";
    expect_quarantined(tablet.seal(other_form), Errc::unknown_form);
    auto other_hash = body;
    other_hash.form.sha256 = std::string(64, 'b');
    expect_quarantined(tablet.seal(other_hash), Errc::unknown_form);

    auto stranger = body;
    stranger.inspector_id = ids.make<InspectorId>();
    expect_quarantined(tablet.seal(stranger), Errc::validation);
    auto number = body;
    number.data["a2"] = 5;
    expect_quarantined(tablet.seal(number), Errc::validation);
    auto crowded = body;
    for (int i = 0; i < 21; ++i)
        crowded.attachments.push_back({std::string(64, 'd'), 10, "image/jpeg", "/data/h5", std::to_string(i)});
    expect_quarantined(tablet.seal(crowded), Errc::too_large);
    for (const auto* type : {"video/mp4", "image/svg+xml", "image/jpeg\r\nSet-Cookie: a=b", "image/", "IMAGE/JPEG"}) {
        auto attached = body;
        attached.attachments.push_back({std::string(64, 'd'), 10, type, "/data/h5", "1"});
        expect_quarantined(tablet.seal(attached), Errc::validation);
    }

    EXPECT_FALSE(stored(body));
    EXPECT_EQ(stored(assignment).state, AssignmentState::offered);
}

// sync-protocol.md, 17: visit version
TEST_F(PushTest, the_same_id_with_another_content_is_quarantined_and_the_first_stays)
{
    const auto assignment = offered();
    auto body = tablet.body(assignment);
    const auto first = tablet.seal(body);
    pushed(first);
    body.language = "en";

    expect_quarantined(tablet.seal(body), Errc::hash_mismatch);

    EXPECT_EQ(read([&](store::Tx& tx) { return tx.visits().body(body.visit_version_id); }), first.body);
}

TEST_F(PushTest, the_same_visit_from_another_install_is_a_duplicate_with_its_receipt)
{
    const auto assignment = offered();
    auto mutation = tablet.seal(tablet.body(assignment));
    pushed(mutation);
    Tablet restored(*store, field);

    const auto reply = restored.push({mutation});

    EXPECT_EQ(reply->results.at(0).status, MutationStatus::duplicate);
    EXPECT_TRUE(restored.vouches(reply->results[0].receipt.value()));
}

// sync-protocol.md, 17: cancelled, expired or reassigned meanwhile
TEST_F(PushTest, a_visit_for_a_cancelled_or_reassigned_assignment_is_kept_and_marked_late)
{
    auto cancelled = offered();
    change(cancelled, AssignmentState::cancelled, cancelled.inspector_id);
    auto reassigned = offered();
    Inspector other;
    other.id = ids.make<InspectorId>();
    other.alias = "Specht";
    write([&](store::Tx& tx) { return tx.field().add(other); });
    change(reassigned, AssignmentState::offered, other.id);

    for (auto* assignment : {&cancelled, &reassigned}) {
        const auto body = tablet.body(*assignment);
        const auto result = pushed(tablet.seal(body));
        EXPECT_EQ(result.status, MutationStatus::applied);
        EXPECT_TRUE(result.receipt.value().late);
        EXPECT_TRUE(stored(body)->late);
        EXPECT_EQ(stored(*assignment).state, assignment->state);
    }
}

// sync-protocol.md, 17: visit version
TEST_F(PushTest, two_visits_of_one_assignment_are_both_kept_as_competing)
{
    const auto assignment = offered();
    const auto first = tablet.body(assignment);
    const auto second = tablet.body(assignment);
    pushed(tablet.seal(first));
    EXPECT_FALSE(stored(first)->competing);
    pushed(tablet.seal(second));
    EXPECT_TRUE(stored(first)->competing);
    EXPECT_TRUE(stored(second)->competing);
}

// sync-protocol.md, 17: version of a questionnaire
TEST_F(PushTest, a_visit_on_the_version_it_was_begun_with_is_taken_although_its_wave_went_over_to_another)
{
    const auto body = tablet.body(offered());
    write([&](store::Tx& tx) -> Result<void> {
        auto newer = field.form;
        newer.form.version = "2";
        newer.form.sha256 = std::string(64, '2');
        BALIEBLIK_CHECK(tx.field().add(newer, clock.now()));
        BALIEBLIK_TRY(wave, tx.field().wave(field.wave.id));
        wave->form_version = "2";
        return tx.field().update(*wave);
    });

    const auto result = pushed(tablet.seal(body));

    EXPECT_EQ(result.status, MutationStatus::applied);
    EXPECT_FALSE(result.receipt->late);
    EXPECT_EQ(stored(body)->form_version, field.form.form.version);
    usecases::Actor reviewer;
    reviewer.person_id = ids.make<PersonId>();
    reviewer.grants = {{Role::reviewer, std::nullopt}};
    const auto queue = write([&](store::Tx& tx) {
        return usecases::review_queue(tx, env, reviewer, {field.wave.id, false, {0, 50}});
    });
    ASSERT_EQ(queue.rows.size(), 1u);
    const auto& flags = queue.rows[0].flags;
    EXPECT_NE(std::find(flags.begin(), flags.end(), usecases::VisitFlag::other_form), flags.end())
        << "a reviewer sees it";
}

// sync-protocol.md, 17: return for correction
TEST_F(PushTest, a_correction_supersedes_what_was_returned_in_whatever_order_they_arrive)
{
    for (const bool in_order : {true, false}) {
        const auto assignment = offered();
        const auto first = tablet.body(assignment);
        auto second = tablet.body(assignment);
        second.visit_id = first.visit_id;
        second.version = 2;
        second.supersedes = first.visit_version_id;

        pushed(tablet.seal(in_order ? first : second));
        pushed(tablet.seal(in_order ? second : first));

        EXPECT_EQ(stored(first)->state, VisitVersionState::superseded);
        EXPECT_EQ(stored(second)->state, VisitVersionState::complete);
        EXPECT_FALSE(stored(first)->competing);
        EXPECT_FALSE(stored(second)->competing);
    }
}

TEST_F(PushTest, at_most_a_hundred_mutations_that_count_up)
{
    const auto assignment = offered();
    std::vector<sync::Mutation> many;
    for (int i = 0; i < 101; ++i)
        many.push_back(tablet.command(assignment, AssignmentCommandKind::accept));
    EXPECT_EQ(tablet.push(many).error().code, Errc::too_large);
    many.resize(3);
    std::swap(many[1], many[2]);
    EXPECT_EQ(tablet.push(many).error().code, Errc::validation);
}

struct TroubleTest : SyncTest {
    // A row that the server itself cannot read: a fault of ours, whatever the tablet sends about it.
    Assignment damaged()
    {
        const auto assignment = offered();
        store.reset();
        {
            const auto key = storage::Key::from(Bytes(32, 9)).value();
            auto database = storage::Database::open(folder.path() / "server.db", key).value();
            EXPECT_EQ(database.run("update assignment set state = 'nonsense' where id = ?", assignment.id).value(), 1);
        }
        store = open();
        return assignment;
    }
};

TEST_F(TroubleTest, a_fault_of_the_server_asks_for_patience_and_in_the_end_blocks_nobody)
{
    const auto bad = damaged();
    const auto good = offered();
    Tablet tablet{*store, field};
    const std::vector mutations{tablet.command(good, AssignmentCommandKind::accept),
                                tablet.command(bad, AssignmentCommandKind::accept),
                                tablet.command(good, AssignmentCommandKind::start)};

    const auto first = tablet.push(mutations).value();

    ASSERT_EQ(first.results.size(), 2u); // what comes behind waits
    EXPECT_EQ(first.results[0].status, MutationStatus::applied);
    EXPECT_EQ(first.results[1].status, MutationStatus::retry);
    EXPECT_EQ(first.next_no, 2);

    clock.pass(usecases::max_trouble - seconds{1});
    EXPECT_EQ(tablet.push({mutations[1], mutations[2]})->results.at(0).status, MutationStatus::retry);
    clock.pass(seconds{2});
    const auto last = tablet.push({mutations[1], mutations[2]}).value();

    ASSERT_EQ(last.results.size(), 2u);
    EXPECT_EQ(last.results[0].status, MutationStatus::quarantined);
    EXPECT_EQ(last.results[0].code, "internal");
    EXPECT_EQ(last.results[1].status, MutationStatus::applied);
    EXPECT_EQ(last.next_no, 4);
    EXPECT_EQ(read([](store::Tx& tx) { return tx.installs().quarantine_count(); }), 1);
    const auto kept = read([&](store::Tx& tx) { return tx.installs().quarantined(tablet.install_id, 2); });
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->body, mutations[1].body);
}

} // namespace
} // namespace balieblik::test
