// SPDX-License-Identifier: EUPL-1.2
// Enrolment, assignments with commands laid over them, and the outbox (sync-protocol.md 5).
#include "shared/device_store/store_fixture.hpp"

namespace balieblik::test {
namespace {

TEST_F(StoreTest, what_enrolment_gave_survives_and_is_given_once)
{
    reopen();

    EXPECT_EQ((*store->enrolment())->organisation.tenant, enrolled.organisation.tenant);
    EXPECT_EQ(store->enrol(enrolled, device_key, ids.make<InstallId>()).error().code, Errc::state_conflict);
}

TEST_F(StoreTest, a_token_is_signed_with_the_devices_key)
{
    const sync::TokenRequest request{enrolled.organisation.device_id, store->standing()->install_id, "ab12", {}, "1"};

    const auto signature = store->sign_token(enrolled.organisation.tenant, request);

    ASSERT_TRUE(signature);
    EXPECT_TRUE(vault::verify(device_key.public_key(), *signature, vault::label::token,
                              {to_text(enrolled.organisation.tenant), to_text(request.device_id),
                               to_text(request.install_id), request.nonce}));
}

TEST_F(StoreTest, a_receipt_is_genuine_only_under_the_pinned_key)
{
    auto one = receipt(ids.make<VisitVersionId>(), "aa", sync::ReceiptState::received);
    EXPECT_TRUE(store->receipt_is_genuine(one));

    one.state = sync::ReceiptState::complete;

    EXPECT_FALSE(store->receipt_is_genuine(one));
}

TEST_F(StoreTest, settings_survive)
{
    ASSERT_TRUE(store->set_setting("language", "en"));
    ASSERT_TRUE(store->set_setting("language", "nl"));
    reopen();

    EXPECT_EQ(*store->setting("language"), "nl");
    EXPECT_EQ(*store->setting("other"), std::nullopt);
}

TEST_F(StoreTest, an_assignment_is_shown_with_its_place_and_scenario)
{
    pull(page(one_assignment()));

    const auto cards = store->assignments();

    ASSERT_EQ(cards->size(), 1u);
    EXPECT_EQ(cards->front().facts.location.name, "Gemeentehuis Raalte");
    EXPECT_EQ(cards->front().facts.scenario.code, "R1");
    EXPECT_EQ(cards->front().progress, device_store::Progress::none);
    EXPECT_FALSE(cards->front().form_here);
}

TEST_F(StoreTest, accepting_shows_at_once_and_waits_in_the_outbox)
{
    pull(page(one_assignment()));

    ASSERT_TRUE(store->accept(assignment.id));
    reopen();

    EXPECT_EQ(store->assignment(assignment.id)->facts.assignment.state, AssignmentState::accepted);
    const auto waiting = store->unacknowledged(100, 1 << 20);
    ASSERT_EQ(waiting->size(), 1u);
    EXPECT_EQ(waiting->front().no, 1);
    EXPECT_EQ(waiting->front().sha256, vault::sha256_hex(waiting->front().body));
    EXPECT_EQ(json::read_text<sync::AssignmentCommand>(waiting->front().body)->command,
              sync::AssignmentCommandKind::accept);
}

TEST_F(StoreTest, a_command_that_the_state_does_not_allow_is_refused_and_not_queued)
{
    assignment.state = AssignmentState::approved;
    pull(page(one_assignment()));

    EXPECT_EQ(store->accept(assignment.id).error().code, Errc::state_conflict);
    EXPECT_EQ(store->decline(assignment.id, "").error().code, Errc::reason_missing);
    EXPECT_EQ(store->accept(ids.make<AssignmentId>()).error().code, Errc::not_found);
    EXPECT_EQ(store->standing()->unsent_mutations, 0);
}

TEST_F(StoreTest, an_acknowledged_command_stays_visible_until_a_later_pull)
{
    pull(page(one_assignment()));
    ASSERT_TRUE(store->accept(assignment.id));
    const auto begun_before = store->pull_cursor();
    acknowledge_all();
    ASSERT_TRUE(store->apply(page({}, "c2"), false, verifier()));
    EXPECT_EQ(store->assignment(assignment.id)->facts.assignment.state, AssignmentState::accepted)
        << "this pull began before the acknowledgement";

    pull(page({}, "c3"));

    EXPECT_EQ(store->assignment(assignment.id)->facts.assignment.state, AssignmentState::offered)
        << "now the server's own row counts";
}

TEST_F(StoreTest, a_batch_respects_count_and_bytes_but_sends_at_least_one)
{
    pull(page(one_assignment()));
    ASSERT_TRUE(store->accept(assignment.id));
    ASSERT_TRUE(store->hand_back(assignment.id, "illness"));

    EXPECT_EQ(store->unacknowledged(1, 1 << 20)->size(), 1u);
    EXPECT_EQ(store->unacknowledged(100, 1)->size(), 1u);
    EXPECT_EQ(store->unacknowledged(100, 1 << 20)->size(), 2u);
}

class OutboxTest : public StoreTest {
protected:
    void SetUp() override
    {
        pull(page(one_assignment()));
        ASSERT_TRUE(store->accept(assignment.id));
        ASSERT_TRUE(store->hand_back(assignment.id, "illness"));
        install = store->standing()->install_id;
    }
    InstallId install;
};

TEST_F(OutboxTest, a_rewind_makes_acknowledged_mutations_wait_again)
{
    acknowledge_all();
    ASSERT_TRUE(waiting_numbers().empty());

    ASSERT_TRUE(store->rewind(2));

    EXPECT_EQ(waiting_numbers(), std::vector<std::int64_t>{2});
    EXPECT_EQ(store->standing()->install_id, install);
}

TEST_F(OutboxTest, a_server_that_expects_numbers_we_never_gave_out_means_that_we_are_a_copy)
{
    ASSERT_TRUE(store->rewind(17));

    EXPECT_NE(store->standing()->install_id, install);
    EXPECT_EQ(waiting_numbers(), (std::vector<std::int64_t>{1, 2}));
}

TEST_F(OutboxTest, a_new_install_numbers_what_waits_from_one)
{
    ASSERT_TRUE(store->acknowledge(install, {{1, sync::MutationStatus::applied, {}, {}}}));

    ASSERT_TRUE(store->take_new_install());

    EXPECT_EQ(waiting_numbers(), std::vector<std::int64_t>{1});
    ASSERT_TRUE(store->acknowledge(install, {{1, sync::MutationStatus::applied, {}, {}}}));
    EXPECT_EQ(waiting_numbers(), std::vector<std::int64_t>{1}) << "a reply to the install given up";
}

TEST_F(OutboxTest, another_epoch_hands_in_again_what_the_server_lost)
{
    acknowledge_all();

    EXPECT_FALSE(*store->note_epoch("e1", 1)) << "the same history: a smaller number is an old reply";
    EXPECT_TRUE(waiting_numbers().empty());
    EXPECT_TRUE(*store->note_epoch("e2", 1));

    EXPECT_EQ(waiting_numbers(), (std::vector<std::int64_t>{1, 2}));
    EXPECT_FALSE(*store->note_epoch("e2", 1));
}

TEST_F(OutboxTest, a_server_that_forgot_without_a_new_epoch_is_handed_in_again)
{
    EXPECT_FALSE(*store->note_next_no(1)) << "nothing was acknowledged yet";
    acknowledge_all();
    EXPECT_FALSE(*store->note_next_no(3));

    EXPECT_TRUE(*store->note_next_no(2));

    EXPECT_EQ(waiting_numbers(), std::vector<std::int64_t>{2});
}

TEST_F(OutboxTest, a_repeated_reply_changes_nothing)
{
    acknowledge_all();
    const auto before = store->standing()->unsent_mutations;

    ASSERT_TRUE(store->acknowledge(install, {{1, sync::MutationStatus::quarantined, "validation", {}}}));

    EXPECT_EQ(store->standing()->unsent_mutations, before);
    EXPECT_EQ(store->assignment(assignment.id)->refused, std::nullopt);
}

TEST_F(StoreTest, nothing_that_the_server_sent_is_readable_in_the_files)
{
    pull(page(one_assignment()));
    ASSERT_TRUE(store->set_setting("note", "canary-7731"));

    const auto all = everything_in(folder.path());

    EXPECT_EQ(all.find("Raalte"), std::string::npos);
    EXPECT_EQ(all.find("canary-7731"), std::string::npos);
    EXPECT_EQ(all.find("server_row"), std::string::npos);
}

} // namespace
} // namespace balieblik::test
