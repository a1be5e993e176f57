// SPDX-License-Identifier: EUPL-1.2
// sync-protocol.md 4 from the tablet's side: staging, applying, restarts, and a randomised run against an oracle.
#include "shared/device_store/store_fixture.hpp"

#include <map>
#include <set>

namespace balieblik::test {
namespace {

constexpr auto kind = sync::EntityKind::assignment;

TEST_F(StoreTest, a_staged_page_shows_nothing_until_the_last_one)
{
    auto entries = one_assignment();
    const std::vector<sync::PullEntry> first(entries.begin(), entries.begin() + 2),
        rest(entries.begin() + 2, entries.end());
    ASSERT_TRUE(store->stage(page(first, "p1", true), true));
    EXPECT_EQ(*store->pull_cursor(), "p1");
    EXPECT_TRUE(store->assignments()->empty());
    reopen();
    EXPECT_EQ(*store->pull_cursor(), "p1") << "an interrupted pull goes on where it was";

    ASSERT_TRUE(store->apply(page(rest, "c1"), false, verifier()));

    EXPECT_EQ(store->assignments()->size(), 1u);
    EXPECT_EQ(*store->pull_cursor(), "c1");
}

TEST_F(StoreTest, an_entity_is_visible_while_one_of_its_streams_holds_it)
{
    auto entries = one_assignment();
    entries.push_back(put("project", 1, kind, to_text(assignment.id), assignment));
    pull(page(entries));
    pull(page({rem("inbox", 5, kind, to_text(assignment.id))}, "c2"));
    EXPECT_EQ(store->assignments()->size(), 1u);

    pull(page({rem("project", 2, kind, to_text(assignment.id))}, "c3"));

    EXPECT_TRUE(store->assignments()->empty());
}

TEST_F(StoreTest, a_dropped_stream_takes_what_only_it_held)
{
    pull(page(one_assignment()));
    auto reply = page({}, "c2");
    reply.drop_streams = {"inbox"};

    pull(reply);

    EXPECT_TRUE(store->assignments()->empty());
}

TEST_F(StoreTest, a_restarted_stream_replaces_what_it_held_even_by_lower_revisions)
{
    assignment.rev = 9;
    auto entries = one_assignment();
    entries.back().rev = 9;
    pull(page(entries));
    assignment.state = AssignmentState::accepted;
    auto reply = page(one_assignment(), "c2");
    reply.restart_streams = {"inbox"};

    pull(reply);

    EXPECT_EQ(store->assignment(assignment.id)->facts.assignment.state, AssignmentState::accepted);
}

TEST_F(StoreTest, the_checksum_is_of_kind_id_and_revision)
{
    auto reply = page(one_assignment());
    std::uint64_t sum = 0;
    for (const auto& entry : reply.entries) {
        const auto hash = vault::sha256(as_bytes(entry.kind + "\n" + entry.id + "\n" + std::to_string(entry.rev)));
        std::uint64_t first = 0;
        for (std::size_t i = 0; i < 8; ++i)
            first = first * 256 + hash[i];
        sum += first;
    }
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(sum));
    reply.checksums = {{"inbox", text}, {"elsewhere", "0000000000000000"}};
    EXPECT_TRUE(store->apply(reply, true, verifier())->empty());

    reply.entries.pop_back();

    EXPECT_EQ(*store->apply(reply, true, verifier()), std::vector<std::string>{"inbox"});
}

TEST_F(StoreTest, kinds_of_a_newer_server_and_unreadable_rows_do_no_harm)
{
    auto entries = one_assignment();
    entries.push_back({"inbox", 9, "hologram", "x", sync::Op::put, 1, boost::json::object{{"a", 1}}});
    entries.push_back({"inbox", 10, "assignment", "y", sync::Op::put, 1, boost::json::object{{"a", 1}}});

    pull(page(entries));

    EXPECT_EQ(store->assignments()->size(), 1u);
}

TEST_F(StoreTest, a_full_disk_leaves_the_last_state_and_its_cursor)
{
    pull(page(one_assignment()));
    const Bytes bytes(32, std::uint8_t{42});
    store.reset();
    auto database = storage::Database::open(folder / "tablet.db", *storage::Key::from(bytes));
    ASSERT_TRUE(database);
    const auto pages = *database->first<std::int64_t>("PRAGMA page_count");
    ASSERT_TRUE(database->first<std::int64_t>("PRAGMA max_page_count = " + std::to_string(*pages + 2)));
    store = std::move(*DeviceStore::open(std::move(*database), folder / "photos", clock, random, {"1", "test"}));
    std::vector<sync::PullEntry> many;
    for (int i = 0; i < 200; ++i) {
        Location location;
        location.id = ids.make<LocationId>();
        location.address = std::string(500, 'x');
        many.push_back(put("inbox", 10 + i, sync::EntityKind::location, to_text(location.id), location));
    }

    const auto applied = store->apply(page(many, "c2"), false, verifier());

    ASSERT_FALSE(applied);
    EXPECT_EQ(applied.error().code, Errc::disk_full);
    EXPECT_EQ(*store->pull_cursor(), "c1");
    EXPECT_EQ(store->assignments()->size(), 1u);
    reopen();
    pull(page(many, "c2"));
    EXPECT_EQ(*store->pull_cursor(), "c2");
}

// --- Against an oracle -------------------------------------------------------------------------------------------

// A server of two streams that holds entities with revisions, cuts pages anywhere, and forgets tablets at will.
class ModelServer {
public:
    struct Held {
        std::int64_t seq{};
        std::int64_t rev{}; // 0: removed
    };
    std::map<std::string, std::map<std::string, Held>> streams{{"a", {}}, {"b", {}}};
    std::map<std::string, std::int64_t> heads{{"a", 0}, {"b", 0}};
    std::int64_t revision = 0;

    void change(const std::string& stream, const std::string& id, bool remove)
    {
        auto& held = streams[stream][id];
        if (remove && held.rev == 0)
            return;
        held = {++heads[stream], remove ? 0 : ++revision};
        // An entity has one revision, whichever stream brings it.
        if (!remove)
            for (auto& [name, others] : streams)
                if (auto other = others.find(id); name != stream && other != others.end() && other->second.rev != 0)
                    other->second = {++heads[name], revision};
    }
    std::map<std::string, std::int64_t> visible() const
    {
        std::map<std::string, std::int64_t> found;
        for (const auto& [name, entries] : streams)
            for (const auto& [id, held] : entries)
                if (held.rev != 0)
                    found[id] = held.rev;
        return found;
    }
    // A cursor is "a-position,b-position".
    sync::PullReply page(const std::optional<std::string>& cursor, std::size_t limit,
                         const std::set<std::string>& restart)
    {
        std::map<std::string, std::int64_t> from{{"a", 0}, {"b", 0}};
        if (cursor)
            std::sscanf(cursor->c_str(), "%ld,%ld", &from["a"], &from["b"]);
        sync::PullReply reply;
        for (const auto& stream : restart) {
            from[stream] = 0;
            reply.restart_streams.push_back(stream);
        }
        for (auto& [name, entries] : streams) {
            std::map<std::int64_t, std::string> due;
            for (const auto& [id, held] : entries)
                if (held.seq > from[name])
                    due[held.seq] = id;
            for (const auto& [seq, id] : due) {
                if (reply.entries.size() == limit) {
                    reply.has_more = true;
                    break;
                }
                const auto rev = entries[id].rev;
                sync::PullEntry entry{name, seq, "thing", id, rev ? sync::Op::put : sync::Op::rem, rev, {}};
                if (rev)
                    entry.body = boost::json::object{{"rev", rev}};
                reply.entries.push_back(entry);
                from[name] = seq;
            }
        }
        reply.cursor = std::to_string(from["a"]) + "," + std::to_string(from["b"]);
        reply.epoch = "e1";
        return reply;
    }
};

class RandomisedPull : public StoreTest, public ::testing::WithParamInterface<std::uint32_t> {
protected:
    std::map<std::string, std::int64_t> seen()
    {
        // Read as a stranger would: through a connection of its own.
        const Bytes bytes(32, std::uint8_t{42});
        auto database = storage::Database::open(folder / "tablet.db", *storage::Key::from(bytes),
                                                {.access = storage::Access::reader, .create = false});
        std::map<std::string, std::int64_t> found;
        using Row = std::tuple<std::string, boost::json::object>;
        const auto keep = [&](const Row& row) { found[std::get<0>(row)] = std::get<1>(row).at("rev").as_int64(); };
        EXPECT_TRUE(database->each<Row>(keep, "SELECT id, body FROM server_row WHERE kind = 'thing'"));
        return found;
    }
};

TEST_P(RandomisedPull, after_every_last_page_the_tablet_shows_what_the_server_holds)
{
    std::mt19937 dice{GetParam()};
    const auto one_in = [&](std::uint32_t n) { return dice() % n == 0; };
    ModelServer server;
    int last_pages = 0;
    for (int step = 0; step < 120; ++step) {
        for (std::uint32_t changes = dice() % 4; changes > 0; --changes)
            server.change(one_in(2) ? "a" : "b", "id" + std::to_string(dice() % 12), one_in(3));
        if (one_in(20))
            reopen(); // a crash: what is staged stays
        if (one_in(25)) {
            ASSERT_TRUE(store->forget_cursor());
        }
        std::set<std::string> restart;
        if (one_in(8))
            restart.insert(one_in(2) ? "a" : "b");

        const auto cursor = store->pull_cursor();
        ASSERT_TRUE(cursor);
        const auto reply = server.page(*cursor, 1 + dice() % 6, *cursor ? restart : std::set<std::string>{});
        if (one_in(10))
            continue; // the reply is lost
        if (reply.has_more) {
            ASSERT_TRUE(store->stage(reply, !*cursor));
            continue;
        }
        ASSERT_TRUE(store->apply(reply, !*cursor, verifier()));
        ++last_pages;
        ASSERT_EQ(seen(), server.visible()) << "seed " << GetParam() << ", step " << step;
    }
    EXPECT_GT(last_pages, 5);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomisedPull, ::testing::Range(1u, 41u));

} // namespace
} // namespace balieblik::test
