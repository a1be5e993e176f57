// SPDX-License-Identifier: EUPL-1.2
// What a tablet is told, page by page (sync-protocol.md, 4).
#include "server/sync/sync_fixture.hpp"

#include "usecases/cursor.hpp"

#include <random>
#include <set>

namespace balieblik::test {
namespace {

// What a tablet makes of pages: it stages them, and applies them with the cursor on the last one.
struct Copy {
    using Held = std::map<std::string, std::map<std::string, std::int64_t>>; // stream -> "kind id" -> rev

    Held held;
    std::optional<std::string> cursor;
    Held staged;
    std::optional<std::string> staged_cursor;

    std::optional<std::string> asks_from() const { return staged_cursor ? staged_cursor : cursor; }
    // An app that was closed in the middle forgets what it staged.
    void forget_staged() { staged_cursor.reset(); }

    void take(const sync::PullReply& page)
    {
        if (!staged_cursor)
            staged = cursor ? held : Held{};
        for (const auto& stream : page.restart_streams)
            staged.erase(stream);
        for (const auto& stream : page.drop_streams)
            staged.erase(stream);
        for (const auto& entry : page.entries) {
            if (entry.op == sync::Op::put)
                staged[entry.stream][entry.kind + " " + entry.id] = entry.rev;
            else
                staged[entry.stream].erase(entry.kind + " " + entry.id);
        }
        staged_cursor = page.cursor;
        if (page.has_more)
            return;
        held = std::exchange(staged, {});
        cursor = std::exchange(staged_cursor, {});
    }
    std::map<std::string, std::int64_t> of_kind(const std::string& kind) const
    {
        std::map<std::string, std::int64_t> found;
        for (const auto& [stream, entries] : held)
            for (const auto& [key, rev] : entries)
                if (key.starts_with(kind + " "))
                    found[key.substr(kind.size() + 1)] = rev;
        return found;
    }
    std::string sum(const std::string& stream)
    {
        std::uint64_t total = 0;
        for (const auto& [key, rev] : held[stream]) {
            auto text = key;
            text[text.find(' ')] = '\n';
            const auto hash = vault::sha256(as_bytes(text + "\n" + std::to_string(rev)));
            std::uint64_t value = 0;
            for (std::size_t i = 0; i < 8; ++i)
                value = value << 8 | hash[i];
            total += value;
        }
        char text[17];
        std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(total));
        return text;
    }
};

struct PullTest : SyncTest {
    Tablet tablet{*store, field};

    std::map<std::string, std::int64_t> truth()
    {
        std::map<std::string, std::int64_t> shown;
        const auto all = read([&](store::Tx& tx) { return tx.field().assignments_of_inspector(field.inspector.id); });
        for (const auto& assignment : all)
            if (usecases::is_shown(assignment.state))
                shown[to_text(assignment.id)] = assignment.rev;
        return shown;
    }
};

TEST_F(PullTest, a_new_tablet_gets_its_assignment_with_all_it_needs)
{
    const auto assignment = offered();

    const auto page = tablet.pull().value();

    EXPECT_FALSE(page.has_more);
    std::map<std::string, boost::json::object> bodies;
    std::int64_t last = 0;
    for (const auto& entry : page.entries) {
        EXPECT_EQ(entry.stream, "inbox:" + to_text(field.inspector.id));
        EXPECT_GT(entry.seq, last);
        last = entry.seq;
        bodies[entry.kind] = entry.body.value();
    }
    EXPECT_EQ(json::read<Assignment>(bodies["assignment"])->id, assignment.id);
    EXPECT_EQ(json::read<Location>(bodies["location"])->name, "Gemeentehuis Raalte");
    EXPECT_EQ(json::read<Scenario>(bodies["scenario"])->code, "R1");
    const auto brief = json::read<sync::WaveBrief>(bodies["wave"]).value();
    EXPECT_EQ(brief.project_name, "Raalte");
    EXPECT_EQ(brief.norm.value, 600);
    EXPECT_EQ(brief.form.sha256, field.form.form.sha256);
    EXPECT_EQ(json::read<sync::FormVersion>(bodies["form_version"])->xml, "<form/>");
    EXPECT_EQ(page.next_no, 1);
}

TEST_F(PullTest, a_second_pull_brings_only_what_changed_and_the_questionnaire_travels_once)
{
    auto first = offered();
    const auto cursor = tablet.pull()->cursor;
    EXPECT_TRUE(tablet.pull(cursor)->entries.empty());

    change(first, AssignmentState::accepted, first.inspector_id);
    offered();

    const auto page = tablet.pull(cursor).value();
    ASSERT_EQ(page.entries.size(), 2u);
    EXPECT_EQ(page.entries[0].kind, "assignment");
    EXPECT_EQ(page.entries[1].kind, "assignment");
}

TEST_F(PullTest, who_loses_an_assignment_is_told_and_who_gets_it_sees_it)
{
    auto assignment = offered();
    Copy copy;
    copy.take(tablet.pull().value());
    Inspector other;
    other.id = ids.make<InspectorId>();
    other.alias = "Specht";
    write([&](store::Tx& tx) { return tx.field().add(other); });

    change(assignment, AssignmentState::offered, other.id);

    copy.take(tablet.pull(copy.cursor).value());
    EXPECT_TRUE(copy.of_kind("assignment").empty());
    EXPECT_FALSE(copy.of_kind("form_version").empty()); // work that was begun can be finished
    Tablet second(*store, field);
    second.session.inspector_id = other.id;
    EXPECT_EQ(second.pull()->entries.back().id, to_text(assignment.id));
}

TEST_F(PullTest, a_page_holds_what_was_asked_for_and_says_that_there_is_more)
{
    for (int i = 0; i < 7; ++i)
        offered();
    Copy copy;
    int pages = 0;
    for (bool more = true; more; ++pages) {
        const auto page = tablet.pull(copy.asks_from(), 3).value();
        EXPECT_LE(page.entries.size(), 3u);
        more = page.has_more;
        EXPECT_EQ(page.checksums.empty(), more);
        copy.take(page);
    }
    EXPECT_EQ(pages, 4); // four needed things and seven assignments
    EXPECT_EQ(copy.of_kind("assignment"), truth());

    sync::PullRequest request;
    request.install_id = tablet.install_id;
    request.kinds = {"assignment", "form_version"};
    request.max_bytes = 1; // one entry a page, whatever its size
    const auto page = tablet.pull(request).value();
    EXPECT_EQ(page.entries.size(), 1u);
    EXPECT_TRUE(page.has_more);
}

TEST_F(PullTest, kinds_that_were_hidden_come_when_the_app_learns_them)
{
    offered();
    sync::PullRequest request;
    request.install_id = tablet.install_id;
    request.kinds = {"assignment"};
    const auto first = tablet.pull(request).value();
    EXPECT_EQ(first.entries.size(), 1u);
    EXPECT_TRUE(first.checksums.empty()); // it sees a part of what they sum up

    request.cursor = first.cursor;
    request.kinds = {"assignment", "location"};
    const auto second = tablet.pull(request).value();

    EXPECT_EQ(second.entries.size(), 2u);
    EXPECT_FALSE(second.restart_streams.empty());
    request.cursor = second.cursor;
    request.schema_rev = sync::schema_rev + 1;
    EXPECT_EQ(tablet.pull(request)->entries.size(), 2u);
}

TEST_F(PullTest, a_cursor_that_is_not_ours_is_refused_and_another_epoch_starts_anew)
{
    offered();
    const auto cursor = tablet.pull()->cursor;
    auto altered = cursor;
    altered[20] = altered[20] == 'A' ? 'B' : 'A';
    EXPECT_EQ(tablet.pull(altered).error().code, Errc::cursor_expired);
    Tablet other(*store, field);
    EXPECT_EQ(other.pull(cursor).error().code, Errc::cursor_expired);

    write([](store::Tx& tx) { return tx.tenancy().set_epoch("another"); });

    const auto page = tablet.pull(cursor).value();
    EXPECT_EQ(page.epoch, "another");
    EXPECT_EQ(page.restart_streams.size(), 2u);
    EXPECT_EQ(page.entries.size(), 5u);
}

TEST_F(PullTest, a_returned_visit_comes_with_reasons_remark_and_body)
{
    const auto assignment = offered();
    const auto body = tablet.body(assignment);
    const auto mutation = tablet.seal(body);
    ASSERT_TRUE(tablet.push({mutation}));
    write([&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_TRY(version, tx.visits().find(body.visit_version_id));
        version->state = VisitVersionState::returned;
        ++version->rev;
        BALIEBLIK_CHECK(tx.visits().update(*version));
        BALIEBLIK_CHECK(tx.reviews().add({version->id,
                                          ids.make<PersonId>(),
                                          ReviewOutcome::give_back,
                                          {ReasonCode::photo_missing},
                                          "Graag een foto.",
                                          clock.now()}));
        usecases::publish_return(tx, *version);
        return {};
    });

    const auto page = tablet.pull().value();

    const auto returned = json::read<sync::VisitReturn>(*page.entries.back().body).value();
    EXPECT_EQ(returned.visit_version_id, body.visit_version_id);
    EXPECT_EQ(returned.reasons, std::vector{ReasonCode::photo_missing});
    EXPECT_EQ(returned.remark, "Graag een foto.");
    EXPECT_EQ(returned.body, mutation.body);

    // The correction takes the return away and says what became of the first version.
    auto second = tablet.body(assignment);
    second.visit_id = body.visit_id;
    second.version = 2;
    second.supersedes = body.visit_version_id;
    ASSERT_TRUE(tablet.push({tablet.seal(second)}));
    Copy copy;
    copy.take(page);
    copy.take(tablet.pull(page.cursor).value());
    EXPECT_TRUE(copy.of_kind("visit_return").empty());
    EXPECT_EQ(copy.of_kind("visit_outcome").size(), 1u);
}

// The protocol against an oracle: whatever happens in between (changes, cut pulls, compaction, restarts, a restore from
// a backup), after a completed pull the tablet holds what the server's tables say, and no wave of it was missed.
TEST_F(PullTest, whatever_happens_a_completed_pull_equals_the_servers_tables)
{
    Inspector other;
    other.id = ids.make<InspectorId>();
    other.alias = "Specht";
    write([&](store::Tx& tx) { return tx.field().add(other); });
    namespace fs = std::filesystem;
    const auto backup = folder.path() / "backup.db";
    const auto file = folder.path() / "server.db";
    auto copy_closed = [&](const fs::path& from, const fs::path& to) {
        store.reset(); // closing moves the log into the file
        fs::copy_file(from, to, fs::copy_options::overwrite_existing);
        store = open();
    };
    copy_closed(file, backup);

    int completed = 0;
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 chance(seed);
        Copy copy;
        for (int step = 0; step < 120; ++step) {
            const auto all = read([&](store::Tx& tx) { return tx.field().assignments_of_wave(field.wave.id); });
            const auto roll = chance() % 100;
            if (roll < 20 || all.empty()) {
                offered();
            } else if (roll < 50) {
                auto assignment = all[chance() % all.size()];
                const AssignmentState states[] = {AssignmentState::offered, AssignmentState::accepted,
                                                  AssignmentState::cancelled};
                change(assignment, states[chance() % 3], chance() % 2 ? field.inspector.id : other.id);
            } else if (roll < 55) {
                clock.pass(std::chrono::hours{1});
                write([&](store::Tx& tx) { return tx.streams().compact(clock.now()); });
            } else if (roll < 57) {
                store.reset();
                store = open();
            } else if (roll < 58) {
                copy_closed(file, backup);
            } else if (roll < 60) {
                copy_closed(backup, file);
            } else if (roll < 63) {
                copy.forget_staged();
            } else {
                auto& now = *store;
                sync::PullRequest request;
                request.install_id = tablet.install_id;
                request.cursor = copy.asks_from();
                request.max_entries = 1 + chance() % 40;
                for (const auto* kind : {"assignment", "location", "scenario", "wave", "form_version", "receipt",
                                         "visit_return", "visit_outcome"})
                    request.kinds.emplace_back(kind);
                const auto page = now.read(
                    field.tenant, [&](store::Tx& tx) { return usecases::pull(tx, env, tablet.session, request); });
                ASSERT_TRUE(page) << name(page.error().code);
                if (chance() % 5 == 0)
                    continue; // the reply was lost
                copy.take(*page);
                if (page->has_more)
                    continue;
                ++completed;
                ASSERT_EQ(copy.of_kind("assignment"), truth()) << "step " << step;
                for (const auto& checksum : page->checksums)
                    ASSERT_EQ(copy.sum(checksum.stream), checksum.sum) << "step " << step;
            }
        }
    }
    EXPECT_GT(completed, 20);
}

} // namespace
} // namespace balieblik::test
