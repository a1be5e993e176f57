// SPDX-License-Identifier: EUPL-1.2
// sync-protocol.md 3, 4, 5, 8 and 9 from the tablet's side.
#include "shared/sync/client_fixture.hpp"

namespace balieblik::test {
namespace {

TEST_F(ClientTest, a_token_is_asked_for_before_anything_else)
{
    put(1);

    const auto first = sends();

    ASSERT_EQ(first.size(), 1u);
    EXPECT_EQ(first.at(Lane::token).path, "/v1/challenge");
    EXPECT_EQ(header_of(first.at(Lane::token), "Sync-Protocol"), "1");
    EXPECT_EQ(header_of(first.at(Lane::token), "Authorization"), "");
}

TEST_F(ClientTest, with_a_token_every_lane_that_has_work_starts_at_once)
{
    put(1);
    ledger.waiting.push_back({"a", 3, {}, {}});
    get_token();

    const auto all = sends();

    EXPECT_EQ(all.size(), 4u);
    EXPECT_TRUE(all.contains(Lane::attachments) && all.contains(Lane::drafts));
    EXPECT_EQ(header_of(all.at(Lane::push), "Authorization"), "Bearer T");
    EXPECT_EQ(all.at(Lane::pull).path, "/v1/sync/pull");
}

TEST_F(ClientTest, no_lane_waits_for_one_that_fails)
{
    put(1);
    get_token();
    auto all = sends();
    client.on(Dropped{all.at(Lane::push).id, "cut"});

    answer_with(all.at(Lane::pull), last_page());

    EXPECT_EQ(ledger.applied.size(), 1u);
    EXPECT_EQ(lane(Lane::push).state, LaneState::waiting);
    EXPECT_EQ(lane(Lane::pull).state, LaneState::idle);
}

TEST_F(ClientTest, the_token_is_renewed_before_it_runs_out)
{
    settle_in();
    sends();
    clock.pass(std::chrono::minutes{14});

    const auto all = sends();

    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all.at(Lane::token).path, "/v1/challenge");
}

TEST_F(ClientTest, an_expired_token_is_renewed_once_and_the_request_repeated)
{
    settle_in();
    put(1);
    problem(expect(Lane::push), Errc::token_expired, 401);

    get_token();
    answer_with(expect(Lane::push), pushed({applied(1)}));

    EXPECT_TRUE(ledger.outbox.empty());
}

TEST_F(ClientTest, a_fresh_token_that_is_refused_too_makes_the_lane_wait)
{
    settle_in();
    put(1);
    problem(expect(Lane::push), Errc::token_expired, 401);
    get_token();

    problem(expect(Lane::push), Errc::token_expired, 401);

    EXPECT_EQ(lane(Lane::push).last_error, Errc::token_expired);
    EXPECT_EQ(ledger.outbox.size(), 1u);
}

TEST_F(ClientTest, a_portals_page_counts_as_no_reply)
{
    settle_in();
    put(1);
    const auto send = expect(Lane::push);

    client.on(Reply{send.id, 200, {{"Content-Type", "text/html"}}, "<html>Welcome, please sign in</html>"});

    EXPECT_EQ(ledger.outbox.size(), 1u);
    EXPECT_EQ(lane(Lane::push).last_error, Errc::offline);
    EXPECT_FALSE(client.status().online);
}

TEST_F(ClientTest, a_reply_with_another_nonce_counts_as_no_reply)
{
    settle_in();
    put(1);
    const auto send = expect(Lane::push);

    client.on(Reply{send.id,
                    200,
                    {{"Content-Type", "application/json"}, {"Sync-Nonce", "00"}},
                    json::print_struct(pushed({applied(1)}))});

    EXPECT_EQ(ledger.outbox.size(), 1u);
    EXPECT_TRUE(ledger.acknowledged.empty());
}

TEST_F(ClientTest, a_reply_that_comes_twice_is_taken_once)
{
    settle_in();
    put(1);
    const auto send = expect(Lane::push);
    answer_with(send, pushed({applied(1)}));

    answer_with(send, pushed({applied(1)}));

    EXPECT_EQ(ledger.acknowledged.size(), 1u);
}

TEST_F(ClientTest, what_got_no_reply_is_sent_again_with_the_same_number)
{
    settle_in();
    put(1);
    const auto lost = expect(Lane::push);
    client.on(Dropped{lost.id, "cut"});
    clock.pass(seconds{2});

    const auto again = expect(Lane::push);

    EXPECT_EQ(again.body, lost.body);
    answer_with(again, pushed({{1, MutationStatus::duplicate, {}, {}}}));
    EXPECT_TRUE(ledger.outbox.empty());
}

TEST_F(ClientTest, a_driver_that_never_reports_does_not_stop_a_lane)
{
    settle_in();
    put(1);
    expect(Lane::push);

    clock.pass(seconds{31});
    client.next();

    EXPECT_EQ(lane(Lane::push).last_error, Errc::offline);
}

TEST_F(ClientTest, waiting_grows_with_failures_and_never_past_five_minutes)
{
    settle_in();
    put(1);
    milliseconds longest{0};
    for (int failure = 0; failure < 40; ++failure) {
        clock.pass(std::chrono::minutes{5});
        auto all = sends();
        if (all.contains(Lane::token)) {
            answer_with(all.at(Lane::token), Challenge{"abcd"});
            answer_with(expect(Lane::token), TokenReply{"T", clock.now(), {}, {}});
            all = sends();
        }
        if (!all.contains(Lane::push))
            continue;
        client.on(Dropped{all.at(Lane::push).id, "cut"});
        const auto wait = lane(Lane::push).tries_again_in.value_or(milliseconds{0});
        EXPECT_LE(wait, std::min<milliseconds>(seconds{1} * (std::int64_t{1} << std::min(failure, 20)), seconds{300}));
        longest = std::max(longest, wait);
    }
    EXPECT_GT(longest, seconds{60});
}

TEST_F(ClientTest, retry_after_is_a_floor_that_a_wake_up_does_not_shorten)
{
    settle_in();
    put(1);
    problem(expect(Lane::push), Errc::busy, 503, {}, 60);
    clock.pass(seconds{30});

    client.on(Woke{});

    EXPECT_FALSE(sends().contains(Lane::push));
    clock.pass(seconds{31});
    EXPECT_TRUE(sends().contains(Lane::push));
}

TEST_F(ClientTest, a_wake_up_allows_one_try_at_once_in_ten_seconds)
{
    settle_in();
    put(1);
    for (int i = 0; i < 12; ++i) {
        client.on(Dropped{expect(Lane::push).id, "cut"});
        clock.pass(seconds{11});
        client.on(Woke{});
    }
    client.on(Dropped{expect(Lane::push).id, "cut"});
    ASSERT_EQ(lane(Lane::push).state, LaneState::waiting);

    client.on(Woke{});

    EXPECT_FALSE(sends().contains(Lane::push));
}

TEST_F(ClientTest, a_mutation_gap_rewinds_to_what_the_server_expects)
{
    settle_in();
    put(5);

    problem(expect(Lane::push), Errc::mutation_gap, 409, 3);

    EXPECT_EQ(ledger.rewinds, std::vector<std::int64_t>{3});
    EXPECT_TRUE(sends().contains(Lane::push)) << "at once";
}

TEST_F(ClientTest, the_number_that_a_pull_names_is_held_against_what_was_acknowledged)
{
    settle_in();

    EXPECT_EQ(ledger.expected, std::vector<std::int64_t>{1});
}

TEST_F(ClientTest, a_number_that_an_acknowledgement_may_have_overtaken_says_nothing)
{
    get_token();
    const auto pull = expect(Lane::pull);
    put(1);
    expect(Lane::push);

    answer_with(pull, last_page());

    EXPECT_TRUE(ledger.expected.empty());
}

TEST_F(ClientTest, a_page_asked_for_before_the_server_was_known_to_be_set_back_is_not_kept)
{
    get_token();
    const auto pull = expect(Lane::pull);
    put(1);
    PushReply pushed{{{1, MutationStatus::applied, {}, {}}}, 2, "e2", clock.now()};

    answer_with(expect(Lane::push), pushed);
    answer_with(pull, last_page());

    EXPECT_TRUE(ledger.applied.empty());
    EXPECT_NE(nonce_of(expect(Lane::pull)), nonce_of(pull));
}

class DoubtTest : public ClientTest {
protected:
    HeldVersion held = [] {
        HeldVersion one;
        one.visit_version_id.value.data[0] = 7;
        one.sha256 = "hash";
        return one;
    }();
    // The server was set back, and numbers say nothing of what it holds under them.
    void doubt()
    {
        ledger.doubted = {held};
        client.on(Queued{});
    }
};

TEST_F(DoubtTest, what_was_received_is_asked_about_when_nothing_waits)
{
    settle_in();
    doubt();
    const auto asked = expect(Lane::push);
    EXPECT_EQ(asked.path, "/v1/sync/reconcile");
    EXPECT_EQ(json::read_text<ReconcileRequest>(asked.body)->versions.at(0).sha256, "hash");

    answer_with(asked, ReconcileReply{{held.visit_version_id}});

    EXPECT_EQ(ledger.lost, std::vector{held.visit_version_id});
}

TEST_F(DoubtTest, work_goes_before_the_question_and_does_not_wait_for_one_that_failed)
{
    settle_in();
    put(1);
    doubt();
    const auto push = expect(Lane::push);
    EXPECT_EQ(push.path, "/v1/sync/push");
    answer_with(push, pushed({applied(1)}));
    problem(expect(Lane::push), Errc::busy, 503, {}, {});

    put(2);

    EXPECT_EQ(expect(Lane::push).path, "/v1/sync/push");
}

TEST_F(DoubtTest, an_answer_that_was_under_way_when_the_server_was_set_back_says_nothing)
{
    settle_in();
    doubt();
    const auto asked = expect(Lane::push);
    client.on(Woke{});
    auto page = last_page("c2");
    page.restart_streams = {"inbox"};
    answer_with(expect(Lane::pull), page);

    answer_with(asked, ReconcileReply{});

    EXPECT_EQ(ledger.doubted.size(), 1u) << "of the history before";
    EXPECT_EQ(expect(Lane::push).path, "/v1/sync/reconcile");
}

TEST_F(ClientTest, a_server_that_always_finds_a_gap_is_not_asked_in_a_busy_loop)
{
    settle_in();
    put(5);
    problem(expect(Lane::push), Errc::mutation_gap, 409, 3);

    problem(expect(Lane::push), Errc::mutation_gap, 409, 3);

    EXPECT_EQ(lane(Lane::push).last_error, Errc::mutation_gap);
    EXPECT_GE(lane(Lane::push).tries_again_in.value_or(milliseconds{0}), milliseconds{0});
    EXPECT_EQ(ledger.rewinds.size(), 2u);
}

TEST_F(ClientTest, a_forked_install_takes_a_new_identity_and_a_token_of_its_own)
{
    settle_in();
    put(1);

    problem(expect(Lane::push), Errc::install_forked, 409);

    EXPECT_EQ(ledger.installs, 1);
    answer_with(expect(Lane::token), Challenge{"abcd"});
    const auto asked = expect(Lane::token);
    EXPECT_EQ(json::read_text<TokenRequest>(asked.body)->install_id, ledger.who.install_id);
}

TEST_F(ClientTest, a_page_asked_for_before_the_install_was_given_up_is_not_kept)
{
    get_token();
    auto first = last_page();
    first.has_more = true;
    first.cursor = "half";
    answer_with(expect(Lane::pull), first);
    put(1);
    const auto all = sends();

    problem(all.at(Lane::push), Errc::install_forked, 409);
    answer_with(all.at(Lane::pull), last_page());

    EXPECT_TRUE(ledger.applied.empty()) << "the page before it is forgotten";
}

TEST_F(ClientTest, an_app_that_is_too_old_stops_pulling_and_keeps_handing_in)
{
    get_token();
    problem(expect(Lane::pull), Errc::upgrade_required, 426);
    put(1);
    clock.pass(std::chrono::minutes{10});

    const auto all = sends();

    EXPECT_FALSE(all.contains(Lane::pull));
    EXPECT_TRUE(all.contains(Lane::push));
    EXPECT_TRUE(client.status().upgrade_required);
    EXPECT_EQ(lane(Lane::pull).state, LaneState::stopped);
}

TEST_F(ClientTest, a_revoked_tablet_says_so_and_loses_nothing)
{
    settle_in();
    put(1);

    problem(expect(Lane::push), Errc::device_revoked, 401);

    EXPECT_TRUE(client.status().revoked);
    EXPECT_EQ(ledger.outbox.size(), 1u);
}

// sync-protocol.md, 15.5
TEST_F(ClientTest, a_tablet_that_the_office_forgot_says_so_loses_nothing_and_goes_on_once_it_is_known_again)
{
    settle_in();
    put(1);
    problem(expect(Lane::push), Errc::device_unknown, 401);
    answer_with(expect(Lane::token), Challenge{std::string(64, 'a')});
    problem(expect(Lane::token), Errc::device_unknown, 401);

    EXPECT_TRUE(client.status().unknown);
    EXPECT_FALSE(client.status().revoked);
    EXPECT_EQ(ledger.outbox.size(), 1u);

    client.on(EnrolledAgain{});
    get_token();
    answer_with(expect(Lane::push), pushed({applied(1)}));

    EXPECT_FALSE(client.status().unknown);
    EXPECT_TRUE(ledger.outbox.empty());
}

TEST_F(ClientTest, a_quarantined_item_does_not_stop_the_queue)
{
    settle_in();
    put(1);
    put(2);

    answer_with(expect(Lane::push), pushed({{1, MutationStatus::quarantined, "validation", {}}, applied(2)}));

    EXPECT_EQ(ledger.acknowledged.size(), 2u);
}

TEST_F(ClientTest, results_before_a_retry_are_kept_and_the_rest_waits)
{
    settle_in();
    put(1);
    put(2);

    answer_with(expect(Lane::push), pushed({applied(1), {2, MutationStatus::retry, "storage_full", {}}}));

    ASSERT_EQ(ledger.outbox.size(), 1u);
    EXPECT_EQ(ledger.outbox[0].no, 2);
    EXPECT_EQ(lane(Lane::push).last_error, Errc::storage_full);
}

TEST_F(ClientTest, nothing_is_marked_on_a_receipt_that_is_not_genuine)
{
    settle_in();
    put(1, MutationKind::visit_version);
    genuine = false;
    Receipt receipt;
    receipt.sha256 = "hash1";

    answer_with(expect(Lane::push), pushed({{1, MutationStatus::applied, {}, receipt}}));

    EXPECT_TRUE(ledger.acknowledged.empty());
    EXPECT_EQ(lane(Lane::push).last_error, Errc::signature_invalid);
}

TEST_F(ClientTest, a_receipt_for_other_bytes_or_none_at_all_marks_nothing)
{
    settle_in();
    put(1, MutationKind::visit_version);
    Receipt other;
    other.sha256 = "hash2";
    answer_with(expect(Lane::push), pushed({{1, MutationStatus::applied, {}, other}}));
    clock.pass(std::chrono::minutes{1});

    answer_with(expect(Lane::push), pushed({applied(1)}));

    EXPECT_TRUE(ledger.acknowledged.empty());
}

TEST_F(ClientTest, a_genuine_receipt_acknowledges_a_visit_and_a_pull_follows)
{
    settle_in();
    put(1, MutationKind::visit_version);
    Receipt receipt;
    receipt.sha256 = "hash1";

    answer_with(expect(Lane::push), pushed({{1, MutationStatus::applied, {}, receipt}}));

    ASSERT_EQ(ledger.acknowledged.size(), 1u);
    EXPECT_TRUE(ledger.acknowledged[0].receipt);
    EXPECT_TRUE(sends().contains(Lane::pull));
}

TEST_F(ClientTest, a_batch_that_is_too_large_is_halved)
{
    settle_in();
    for (std::int64_t no = 1; no <= 8; ++no)
        put(no);
    problem(expect(Lane::push), Errc::too_large, 413);

    const auto smaller = json::read_text<PushRequest>(expect(Lane::push).body);

    EXPECT_EQ(smaller->mutations.size(), 4u);
}

TEST_F(ClientTest, pages_are_staged_and_applied_with_the_last)
{
    get_token();
    auto page = last_page("p1");
    page.has_more = true;
    answer_with(expect(Lane::pull), page);
    EXPECT_TRUE(ledger.applied.empty());

    const auto second = expect(Lane::pull);
    EXPECT_EQ(json::read_text<PullRequest>(second.body)->cursor, "p1");
    answer_with(second, last_page("c9"));

    EXPECT_EQ(ledger.applied.size(), 2u);
    EXPECT_EQ(ledger.cursor, "c9");
}

TEST_F(ClientTest, a_cursor_that_stands_still_is_not_followed)
{
    ledger.cursor = "p1";
    get_token();
    auto page = last_page("p1");
    page.has_more = true;

    answer_with(expect(Lane::pull), page);

    EXPECT_TRUE(ledger.staged.empty());
    EXPECT_EQ(lane(Lane::pull).last_error, Errc::malformed);
}

TEST_F(ClientTest, a_differing_checksum_loads_everything_again_but_only_once)
{
    get_token();
    ledger.differing = {"inbox"};
    answer_with(expect(Lane::pull), last_page());
    EXPECT_EQ(ledger.forgotten, 1);

    answer_with(expect(Lane::pull), last_page("c2"));

    EXPECT_EQ(ledger.forgotten, 1);
    EXPECT_EQ(lane(Lane::pull).last_error, Errc::checksum_mismatch);
    EXPECT_FALSE(sends().contains(Lane::pull));
}

TEST_F(ClientTest, an_expired_cursor_starts_the_pull_from_nothing)
{
    ledger.cursor = "old";
    get_token();
    problem(expect(Lane::pull), Errc::cursor_expired, 410);

    EXPECT_EQ(json::read_text<PullRequest>(expect(Lane::pull).body)->cursor, std::nullopt);
}

TEST_F(ClientTest, after_a_pull_the_next_one_comes_within_the_poll_period)
{
    settle_in();
    sends();

    EXPECT_GE(sleeps(), std::chrono::minutes{4});
    EXPECT_LE(sleeps(), std::chrono::minutes{6});
}

TEST_F(ClientTest, a_full_disk_fails_the_lane_and_loses_nothing)
{
    get_token();
    ledger.full = Errc::disk_full;
    answer_with(expect(Lane::pull), last_page());
    EXPECT_EQ(lane(Lane::pull).last_error, Errc::disk_full);
    EXPECT_EQ(ledger.cursor, std::nullopt);

    ledger.full.reset();
    clock.pass(seconds{2});
    answer_with(expect(Lane::pull), last_page());

    EXPECT_EQ(ledger.cursor, "c1");
}

TEST_F(ClientTest, an_unknown_code_of_a_newer_server_is_followed_by_its_class)
{
    settle_in();
    put(1);
    answer(expect(Lane::push), 409,
           R"({"type":"","title":"","status":409,"code":"brand_new","error_class":"identity"})");

    EXPECT_EQ(ledger.installs, 1);
}

TEST_F(ClientTest, every_refusal_has_a_consequence_and_none_touches_the_outbox)
{
    for (const auto& row : all_errors()) {
        MemoryLedger own;
        own.cursor = "c";
        SyncClient one{own,
                       {[](const TenantId&, const TokenRequest&) -> Result<std::string> { return "s"; },
                        [](const Receipt&) { return true; }},
                       clock,
                       random};
        const auto first_of = [&](Lane wanted) {
            std::optional<Send> found;
            for (auto action = one.next(); std::holds_alternative<Send>(action); action = one.next())
                if (std::get<Send>(action).lane == wanted)
                    found = std::get<Send>(action);
            return found;
        };
        const auto say = [&](const Send& send, int status, const std::string& body) {
            one.on(
                Reply{send.id, status, {{"Sync-Nonce", nonce_of(send)}, {"Content-Type", "application/json"}}, body});
        };
        say(*first_of(Lane::token), 200, R"({"nonce":"00"})");
        say(*first_of(Lane::token), 200, R"({"token":"T","expires_at":"2026-01-01T00:00:00Z"})");
        Mutation waiting;
        waiting.no = 1;
        own.outbox.push_back(waiting);
        one.on(Queued{});
        const auto push = first_of(Lane::push);
        ASSERT_TRUE(push);

        say(*push, 400, problem_text(row.name, row.error_class, 400));

        EXPECT_EQ(own.outbox.size(), 1u) << row.name;
        EXPECT_EQ(one.status().lanes[1].last_error, row.code) << row.name;
    }
}

TEST_F(ClientTest, a_stopped_client_sends_nothing_more)
{
    client.stop();

    EXPECT_TRUE(std::holds_alternative<Done>(client.next()));
}

} // namespace
} // namespace balieblik::test
