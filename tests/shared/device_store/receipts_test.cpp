// SPDX-License-Identifier: EUPL-1.2
// What the server said it holds, where it was set back since (sync-protocol.md, 7 and 13).
#include "shared/device_store/visit_fixture.hpp"

namespace balieblik::test {
namespace {

TEST_F(VisitTest, a_pull_from_the_start_tells_anew_which_receipts_hold)
{
    const auto id = sealed_visit();
    const auto complete = receipt_entry(11, receipt(id, sealed_hash(id), sync::ReceiptState::complete));
    acknowledge_all();
    pull(page({complete}, "c2"));
    EXPECT_EQ(store->visits()->front().progress, Progress::complete);

    auto anew = page({}, "c3");
    anew.restart_streams = {"inbox"};
    pull(anew);
    EXPECT_EQ(store->visits()->front().progress, Progress::received) << "a machine's snapshot was put back";

    anew = page({complete}, "c4");
    anew.restart_streams = {"inbox"};
    pull(anew);
    EXPECT_EQ(store->visits()->front().progress, Progress::complete);
}

TEST_F(VisitTest, a_server_that_does_not_know_the_install_any_more_is_handed_everything_again)
{
    const auto id = sealed_visit();
    acknowledge_all();
    EXPECT_TRUE(waiting_numbers().empty());

    ASSERT_TRUE(store->take_new_install());

    const auto waiting = *store->unacknowledged(100, 1 << 20);
    ASSERT_EQ(waiting.size(), 1u);
    EXPECT_EQ(waiting[0].no, 1);
    EXPECT_EQ(json::read_text<VisitBody>(waiting[0].body)->visit_version_id, id);
    EXPECT_EQ(store->visits()->front().progress, Progress::sealed);
}

class DoubtedVisit : public VisitTest {
protected:
    VisitVersionId received()
    {
        const auto id = sealed_visit();
        acknowledge_all();
        return id;
    }
    // Its numbers may fit all the same: a copy of this tablet may have handed in something else under them.
    void server_is_set_back()
    {
        auto anew = page({}, "after");
        anew.restart_streams = {"inbox"};
        pull(anew);
    }
    std::vector<sync::HeldVersion> asked() { return store->versions_to_ask(100).value(); }
};

TEST_F(DoubtedVisit, is_asked_about_by_its_content_once_the_server_was_set_back)
{
    const auto id = sealed_visit();
    const auto hash = sealed_hash(id);
    acknowledge_all();
    EXPECT_TRUE(asked().empty()) << "the server has just said so";

    server_is_set_back();

    ASSERT_EQ(asked().size(), 1u);
    EXPECT_EQ(asked()[0].visit_version_id, id);
    EXPECT_EQ(asked()[0].sha256, hash);
    EXPECT_EQ(store->standing()->doubted_visits, 1);
}

TEST_F(DoubtedVisit, is_handed_in_again_under_a_number_of_its_own_when_the_server_does_not_hold_it)
{
    const auto id = sealed_visit();
    const auto number = waiting_numbers().back();
    acknowledge_all();
    server_is_set_back();

    ASSERT_TRUE(store->versions_told(asked(), {id}));

    const auto waiting = *store->unacknowledged(100, 1 << 20);
    ASSERT_EQ(waiting.size(), 1u);
    EXPECT_EQ(json::read_text<VisitBody>(waiting[0].body)->visit_version_id, id);
    EXPECT_EQ(waiting[0].no, number + 1) << "under the old one the server holds something else";
    EXPECT_EQ(store->visits()->front().progress, Progress::sealed);
    EXPECT_EQ(store->standing()->doubted_visits, 0);
    EXPECT_TRUE(asked().empty()) << "it waits in the outbox";
}

TEST_F(DoubtedVisit, is_not_doubted_any_more_when_the_server_holds_it)
{
    received();
    server_is_set_back();

    ASSERT_TRUE(store->versions_told(asked(), {}));

    EXPECT_TRUE(asked().empty());
    EXPECT_TRUE(waiting_numbers().empty());
}

TEST_F(DoubtedVisit, that_nobody_asked_about_is_not_handed_in_twice)
{
    const auto id = received();

    ASSERT_TRUE(store->versions_told({}, {id}));

    EXPECT_TRUE(waiting_numbers().empty());
}

TEST_F(DoubtedVisit, is_asked_about_each_week_as_a_server_may_be_set_back_without_any_sign)
{
    received();
    clock.pass(std::chrono::hours{24 * 7 - 1});
    EXPECT_TRUE(asked().empty());
    clock.pass(std::chrono::hours{1});
    EXPECT_EQ(asked().size(), 1u);
    EXPECT_EQ(store->standing()->doubted_visits, 0) << "nothing says that it is gone";
}

} // namespace
} // namespace balieblik::test
