// SPDX-License-Identifier: EUPL-1.2
// sync-protocol.md 16 from the tablet's side: drafts are kept at their own pace, and taken over when somebody wants
// one.
#include "shared/sync/client_fixture.hpp"

namespace balieblik::test {
namespace {

class DraftLane : public ClientTest {
protected:
    DraftBackup draft(std::uint8_t which, std::int64_t rev = 1)
    {
        DraftBackup made;
        made.visit_id.value.data[0] = which;
        made.rev = rev;
        made.sealed = "sealed";
        return made;
    }
    // Somebody wrote in a visit.
    void edit(const DraftBackup& changed)
    {
        std::erase_if(ledger.drafts, [&](const auto& one) { return one.visit_id == changed.visit_id; });
        ledger.drafts.push_back(changed);
        client.on(Edited{});
    }
    void start()
    {
        get_token();
        auto all = sends();
        answer_with(all.at(Lane::pull), last_page());
        answer_with(all.at(Lane::drafts), DraftHeads{});
    }
    bool wants_to_send() { return sends().contains(Lane::drafts); }
};

TEST_F(DraftLane, asks_once_what_was_begun_on_other_tablets)
{
    get_token();
    const auto asked = expect(Lane::drafts);
    EXPECT_EQ(asked.method, "GET");
    EXPECT_EQ(asked.path, "/v1/drafts");
    answer_with(asked, DraftHeads{{{draft(1).visit_id, {}, 1, "tablet A", false, {}}}});

    ASSERT_TRUE(ledger.offers);
    EXPECT_EQ(ledger.offers->drafts.at(0).device_name, "tablet A");
    EXPECT_FALSE(wants_to_send());
    clock.pass(std::chrono::hours{2});
    get_token();
    EXPECT_EQ(expect(Lane::drafts).path, "/v1/drafts");
}

TEST_F(DraftLane, many_answers_go_together_once_a_minute)
{
    start();
    edit(draft(1, 1));
    const auto first = expect(Lane::drafts);
    EXPECT_EQ(first.method, "PUT");
    EXPECT_EQ(first.path, "/v1/drafts/" + to_text(draft(1).visit_id));
    answer(first, 200, "{}");
    EXPECT_TRUE(ledger.drafts.empty());

    for (std::int64_t rev = 2; rev < 20; ++rev) {
        clock.pass(seconds{3});
        edit(draft(1, rev));
        EXPECT_FALSE(wants_to_send()) << rev;
    }
    clock.pass(seconds{7});
    EXPECT_EQ(json::read_text<DraftBackup>(expect(Lane::drafts).body)->rev, 19);
}

TEST_F(DraftLane, what_was_written_while_it_was_on_its_way_is_kept_next)
{
    start();
    edit(draft(1, 1));
    const auto sent = expect(Lane::drafts);
    edit(draft(1, 2));
    answer(sent, 200, "{}");

    ASSERT_EQ(ledger.drafts.size(), 1u) << "only what was sent counts as kept";
    clock.pass(seconds{61});
    EXPECT_EQ(json::read_text<DraftBackup>(expect(Lane::drafts).body)->rev, 2);
}

TEST_F(DraftLane, waits_for_no_other_lane_and_makes_none_wait)
{
    start();
    put(1);
    edit(draft(1));
    auto all = sends();
    ASSERT_TRUE(all.contains(Lane::push));
    ASSERT_TRUE(all.contains(Lane::drafts));
    problem(all.at(Lane::push), Errc::busy, 503);
    answer(all.at(Lane::drafts), 200, "{}");
    EXPECT_TRUE(ledger.drafts.empty());
    EXPECT_FALSE(ledger.outbox.empty());

    clock.pass(seconds{61});
    edit(draft(2));
    all = sends();
    problem(all.at(Lane::drafts), Errc::storage_full, 507);
    answer_with(all.at(Lane::push), pushed({applied(1)}));
    put(2);
    EXPECT_TRUE(sends().contains(Lane::push));
}

TEST_F(DraftLane, backs_off_by_itself_however_often_somebody_writes)
{
    start();
    edit(draft(1));
    for (int tries = 0; tries < 6; ++tries) {
        problem(expect(Lane::drafts), Errc::busy, 503);
        clock.pass(seconds{65}); // longer than any of these waits
    }
    problem(expect(Lane::drafts), Errc::busy, 503, {}, 240);
    for (int edits = 0; edits < 20; ++edits) {
        clock.pass(seconds{10});
        edit(draft(1, 2 + edits));
        EXPECT_FALSE(wants_to_send());
    }
}

TEST_F(DraftLane, one_that_is_refused_does_not_keep_back_the_next)
{
    start();
    edit(draft(1));
    edit(draft(2));
    problem(expect(Lane::drafts), Errc::too_large, 413);

    EXPECT_EQ(ledger.drafts_refused.at(draft(1).visit_id), Errc::too_large);
    const auto next = expect(Lane::drafts);
    EXPECT_EQ(next.path, "/v1/drafts/" + to_text(draft(2).visit_id));
}

TEST_F(DraftLane, a_wish_does_not_wait_for_the_pace)
{
    start();
    edit(draft(1));
    answer(expect(Lane::drafts), 200, "{}");
    ledger.wish = DraftWish{draft(7).visit_id, "key"};
    client.on(Edited{});

    const auto wanted = expect(Lane::drafts);
    EXPECT_EQ(wanted.method, "POST");
    EXPECT_EQ(wanted.path, "/v1/drafts/" + to_text(draft(7).visit_id) + "/take-over");
    EXPECT_EQ(json::read_text<TakeOverRequest>(wanted.body)->request_key, "key");
    answer_with(wanted, TakenDraft{{draft(7).visit_id, {}, 1, "tablet A", true, {}}, "sealed"});
    ASSERT_EQ(ledger.taken.size(), 1u);
    EXPECT_EQ(ledger.taken[0].sealed, "sealed");
}

TEST_F(DraftLane, one_that_was_handed_in_from_another_tablet_is_not_told_again)
{
    start();
    edit(draft(1, 7));

    answer(expect(Lane::drafts), 200, R"({"over":true})");

    EXPECT_EQ(ledger.drafts_refused.at(draft(1).visit_id), Errc::state_conflict) << "as it is now";
    clock.pass(std::chrono::minutes{2});
    EXPECT_FALSE(wants_to_send());
}

TEST_F(DraftLane, an_empty_answer_of_an_older_server_says_that_it_is_kept)
{
    start();
    edit(draft(1));

    answer(expect(Lane::drafts), 204, "");

    EXPECT_TRUE(ledger.drafts.empty());
    EXPECT_TRUE(ledger.drafts_refused.empty());
}

TEST_F(DraftLane, a_wish_that_the_office_cannot_grant_any_more_ends)
{
    start();
    ledger.wish = DraftWish{draft(7).visit_id, "key"};
    client.on(Edited{});
    problem(expect(Lane::drafts), Errc::not_found, 404);

    EXPECT_EQ(ledger.gone, std::vector{draft(7).visit_id});
    EXPECT_FALSE(wants_to_send());
}

TEST_F(DraftLane, a_lost_reply_to_a_wish_is_asked_for_again)
{
    start();
    ledger.wish = DraftWish{draft(7).visit_id, "key"};
    client.on(Edited{});
    client.on(Dropped{expect(Lane::drafts).id, "cut"});
    EXPECT_TRUE(ledger.wish);
    clock.pass(seconds{2});
    EXPECT_EQ(expect(Lane::drafts).path, "/v1/drafts/" + to_text(draft(7).visit_id) + "/take-over");
}

} // namespace
} // namespace balieblik::test
