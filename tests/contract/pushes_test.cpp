// SPDX-License-Identifier: EUPL-1.2
// The race that made duplicates elsewhere: many requests with the same work at once (sync-protocol.md, 5.1 and 5.2).
#include "contract/store_contract.hpp"

#include "support/tablet.hpp"

#include <latch>
#include <thread>

namespace balieblik::contract {
namespace {

TEST_P(StoreContract, the_same_push_from_sixteen_threads_is_one_visit)
{
    test::Tablet tablet(*store, field);
    const auto assignment = field.assignment();
    write([&](store::Tx& tx) { return field.offer(tx, assignment); });
    const auto body = tablet.body(assignment);
    const std::vector<sync::Mutation> mutations{tablet.seal(body)};

    constexpr int threads = 16;
    std::latch ready(threads);
    std::vector<Result<sync::PushReply>> replies(threads, Error{Errc::internal, {}});
    std::vector<std::thread> running;
    for (std::size_t i = 0; i < threads; ++i)
        running.emplace_back([&, i] {
            ready.arrive_and_wait();
            replies[i] = tablet.push(mutations);
        });
    for (auto& thread : running)
        thread.join();

    for (const auto& reply : replies) {
        ASSERT_TRUE(reply) << reply.error().detail;
        EXPECT_EQ(reply->results.at(0).status, sync::MutationStatus::applied);
        EXPECT_EQ(reply->next_no, 2);
        ASSERT_TRUE(reply->results[0].receipt);
        EXPECT_TRUE(tablet.vouches(*reply->results[0].receipt));
    }
    EXPECT_EQ(read([&](store::Tx& tx) { return tx.visits().of_assignment(assignment.id); }).size(), 1u);
    EXPECT_EQ(read([&](store::Tx& tx) { return tx.visits().body(body.visit_version_id); }), mutations[0].body);
}

TEST_P(StoreContract, the_same_visit_from_sixteen_installs_at_once_is_one_visit)
{
    const auto assignment = field.assignment();
    write([&](store::Tx& tx) { return field.offer(tx, assignment); });
    constexpr int threads = 16;
    test::Tablet first(*store, field);
    const auto body = first.body(assignment);
    const auto original = first.seal(body);
    // Copies of one tablet, each with an install of its own, as after several restores.
    std::vector<test::Tablet> tablets;
    for (int i = 0; i < threads; ++i)
        tablets.emplace_back(*store, field);

    std::latch ready(threads);
    std::atomic<int> applied = 0;
    std::atomic<int> duplicate = 0;
    std::vector<std::thread> running;
    for (auto& tablet : tablets)
        running.emplace_back([&] {
            auto mutation = original;
            mutation.id = ids.make<MutationId>();
            ready.arrive_and_wait();
            const auto reply = tablet.push({mutation});
            if (!reply)
                return;
            applied += reply->results.at(0).status == sync::MutationStatus::applied;
            duplicate += reply->results.at(0).status == sync::MutationStatus::duplicate;
        });
    for (auto& thread : running)
        thread.join();

    EXPECT_EQ(applied, 1);
    EXPECT_EQ(duplicate, threads - 1);
    EXPECT_EQ(read([&](store::Tx& tx) { return tx.visits().of_assignment(assignment.id); }).size(), 1u);
}

} // namespace
} // namespace balieblik::contract
