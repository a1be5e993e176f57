// SPDX-License-Identifier: EUPL-1.2
// Streams: gapless numbers in commit order, compacted by entity, and a cursor that misses nothing (sync-protocol.md,
// 4).
#include "contract/store_contract.hpp"

#include "vault/hash.hpp"

#include <latch>
#include <map>
#include <random>
#include <thread>

namespace balieblik::contract {
namespace {

using sync::EntityKind;

const std::string stream = "inbox:somebody";

// The checksum as section 4.5 describes it, computed anew.
std::string sum_of(const std::map<std::string, std::int64_t>& shown)
{
    std::uint64_t sum = 0;
    for (const auto& [id, rev] : shown) {
        const auto hash = vault::sha256(as_bytes("location\n" + id + "\n" + std::to_string(rev)));
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < 8; ++i)
            value = value << 8 | hash[i];
        sum += value;
    }
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(sum));
    return text;
}

TEST_P(StoreContract, numbers_are_gapless_although_works_are_undone)
{
    constexpr int threads = 8;
    constexpr int works = 40;
    std::vector<std::thread> running;
    for (int t = 0; t < threads; ++t)
        running.emplace_back([this, t] {
            for (int i = 0; i < works; ++i)
                (void)store->write(field.tenant, [&](store::Tx& tx) -> Result<void> {
                    tx.streams().put(stream, EntityKind::location, std::to_string(t * works + i), 1);
                    return (t + i) % 5 == 0 ? Error{Errc::validation, {}} : Result<void>{};
                });
        });
    for (auto& thread : running)
        thread.join();

    const auto entries = read([](store::Tx& tx) { return tx.streams().entries_after(stream, 0, 1000); });
    ASSERT_EQ(entries.size(), 256u);
    for (std::size_t i = 0; i < entries.size(); ++i)
        EXPECT_EQ(entries[i].seq, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(read([](store::Tx& tx) { return tx.streams().head(stream); }).last_seq, 256);
}

TEST_P(StoreContract, a_stream_holds_the_last_word_on_each_entity_once)
{
    write([](store::Tx& tx) -> Result<void> {
        tx.streams().put(stream, EntityKind::location, "a", 1);
        tx.streams().put(stream, EntityKind::location, "a", 2);
        tx.streams().rem(stream, EntityKind::location, "never there");
        tx.streams().put(stream, EntityKind::location, "b", 1);
        return {};
    });
    write([](store::Tx& tx) -> Result<void> {
        tx.streams().put(stream, EntityKind::location, "a", 2); // shown already
        tx.streams().rem(stream, EntityKind::location, "b");
        return {};
    });

    const auto entries = read([](store::Tx& tx) { return tx.streams().entries_after(stream, 0, 10); });
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[0].id, "a");
    EXPECT_EQ(entries[0].rev, 2);
    EXPECT_EQ(entries[1].id, "b");
    EXPECT_EQ(entries[1].op, sync::Op::rem);
    EXPECT_EQ(entries[1].seq, 3);
}

TEST_P(StoreContract, a_reader_that_follows_the_numbers_misses_nothing_while_others_write)
{
    constexpr int writers = 4;
    constexpr int works = 150;
    std::atomic<int> writing = writers;
    std::vector<std::thread> running;
    for (int t = 0; t < writers; ++t)
        running.emplace_back([this, t, &writing] {
            std::mt19937 chance(static_cast<std::uint32_t>(t));
            for (int i = 0; i < works; ++i)
                (void)store->write(field.tenant, [&](store::Tx& tx) -> Result<void> {
                    const auto id = std::to_string(chance() % 40);
                    if (chance() % 4 == 0)
                        tx.streams().rem(stream, EntityKind::location, id);
                    else
                        tx.streams().put(stream, EntityKind::location, id, static_cast<std::int64_t>(chance()));
                    return chance() % 10 == 0 ? Error{Errc::validation, {}} : Result<void>{};
                });
            --writing;
        });

    std::map<std::string, std::int64_t> shown;
    std::int64_t cursor = 0;
    store::StreamHead head;
    auto follow = [&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_TRY(entries, tx.streams().entries_after(stream, cursor, 1000));
        for (const auto& entry : entries) {
            EXPECT_GT(entry.seq, cursor);
            cursor = entry.seq;
            if (entry.op == sync::Op::put)
                shown[entry.id] = entry.rev;
            else
                shown.erase(entry.id);
        }
        BALIEBLIK_TRY(now, tx.streams().head(stream));
        head = now;
        return {};
    };
    while (writing > 0) {
        read(follow);
        EXPECT_EQ(head.sum, sum_of(shown)); // at every moment, not only in the end
    }
    for (auto& thread : running)
        thread.join();
    read(follow);
    EXPECT_EQ(head.sum, sum_of(shown));
    EXPECT_EQ(cursor, head.last_seq);
}

TEST_P(StoreContract, each_run_of_the_server_leaves_its_mark_on_the_numbers_it_wrote)
{
    auto put = [this](const std::string& id) {
        write([&](store::Tx& tx) -> Result<void> {
            tx.streams().put(stream, EntityKind::location, id, 1);
            return {};
        });
    };
    auto writer = [this](std::int64_t seq) {
        return read([&](store::Tx& tx) { return tx.streams().written_by(stream, seq); });
    };
    put("a");
    put("b");
    reopen();
    put("c");

    EXPECT_EQ(writer(0), "");
    EXPECT_EQ(writer(1), writer(2));
    EXPECT_NE(writer(2), writer(3));
}

TEST_P(StoreContract, old_tombstones_go_and_raise_the_floor)
{
    write([](store::Tx& tx) -> Result<void> {
        tx.streams().put(stream, EntityKind::location, "a", 1);
        tx.streams().put(stream, EntityKind::location, "b", 1);
        return {};
    });
    write([](store::Tx& tx) -> Result<void> {
        tx.streams().rem(stream, EntityKind::location, "a");
        return {};
    });
    clock.pass(std::chrono::hours{24});
    write([](store::Tx& tx) -> Result<void> {
        tx.streams().rem(stream, EntityKind::location, "b");
        return {};
    });

    const auto gone = write([&](store::Tx& tx) { return tx.streams().compact(clock.now()); });

    EXPECT_EQ(gone, 1);
    EXPECT_EQ(read([](store::Tx& tx) { return tx.streams().head(stream); }).floor_seq, 3);
    EXPECT_EQ(read([](store::Tx& tx) { return tx.streams().entries_after(stream, 0, 10); }).size(), 1u);
}

} // namespace
} // namespace balieblik::contract
