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

} // namespace
} // namespace balieblik::test
