// SPDX-License-Identifier: EUPL-1.2
// A question that says no more than which organisation asks walks through everything it ever handed in. With a handful
// of visits nobody notices; with the visits of a year every tablet waits for it.
#include "storage/database.hpp"
#include "storage/migrate.hpp"
#include "store_sqlite/migrations.hpp"
#include "support/source_dir.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace balieblik::test {
namespace {

const std::set<std::string> growing{"assignment", "attachment",   "audit_event",  "blob",
                                    "mutation",   "stream_entry", "visit_version"};

// Jobs that have everything to look at, or all that is left of a list which they themselves make shorter.
const std::vector<std::string> jobs{
    "select distinct file, size, key from blob",                   // a backup copies all photos
    "from visit_version v where v.tenant = ? and v.backed_up = 0", // its own index holds only these
    "select count(*) from visit_version where tenant = ?",         // a backup is counted when it was read back
    "select b.* from blob b",                                      // coarsening of a wave
    "select count(*) from blob b",                                 // the same, looked at before
    "update stream set floor_seq",                                 // tombstones that are old enough, once a day
    "delete from stream_entry where tenant = ? and op = 'rem'",    // the same
};

std::vector<std::string> statements_in(const std::filesystem::path& file)
{
    static const std::regex literals{R"re((?:"(?:[^"\\]|\\.)*"\s*)+)re"};
    static const std::regex literal{R"re("((?:[^"\\]|\\.)*)")re"};
    static const std::regex reads{R"re(^(select|update|delete|with)\b)re"};
    const auto text = contents_of(file);
    std::vector<std::string> found;
    for (std::sregex_iterator run{text.begin(), text.end(), literals}, end; run != end; ++run) {
        const auto pieces = run->str();
        std::string sql;
        for (std::sregex_iterator piece{pieces.begin(), pieces.end(), literal}; piece != end; ++piece)
            sql += (*piece)[1].str();
        if (std::regex_search(sql, reads))
            found.push_back(sql);
    }
    return found;
}

// What each name in a statement stands for: "from visit_version v" gives v and visit_version.
std::map<std::string, std::string> tables_of(const std::string& sql)
{
    static const std::regex table{R"re(\b(?:from|join|update)\s+(\w+)(?:\s+(?:as\s+)?(\w+))?)re"};
    std::map<std::string, std::string> named;
    for (std::sregex_iterator one{sql.begin(), sql.end(), table}, end; one != end; ++one) {
        named[(*one)[1]] = (*one)[1];
        named[(*one)[2]] = (*one)[1];
    }
    return named;
}

struct PlanRow {
    std::int64_t id{};
    std::int64_t parent{};
    std::int64_t notused{};
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(PlanRow, (), (id, parent, notused, detail))

// The step of its plan that walks through a growing table, or nothing.
std::string walk_of(storage::Database& database, const std::string& sql)
{
    static const std::regex parameter{R"re(\?\d*|:\w+)re"};
    static const std::regex step{R"re((?:SCAN|SEARCH) (\w+)(.*))re"};
    const auto plan = database.all<PlanRow>("explain query plan " + std::regex_replace(sql, parameter, "1")).value();
    const bool limited =
        sql.find("limit") != sql.npos && std::none_of(plan.begin(), plan.end(), [](const PlanRow& row) {
            return row.detail.find("ORDER BY") != row.detail.npos;
        });
    const auto tables = tables_of(sql);
    for (const auto& row : plan) {
        std::smatch match;
        if (!std::regex_match(row.detail, match, step))
            continue;
        const auto named = tables.find(match[1]);
        const bool grows = named != tables.end() && growing.contains(named->second);
        const auto how = match[2].str();
        const bool walks = row.detail.starts_with("SCAN") || how.ends_with("(tenant=?)");
        if (grows && walks && !limited)
            return row.detail;
    }
    return {};
}

TEST(Plans, no_question_walks_through_everything_an_organisation_handed_in)
{
    const Bytes secret(storage::Key::size, 7);
    auto database = storage::Database::open_in_memory(*storage::Key::from(secret)).value();
    ASSERT_TRUE(storage::migrate(database, store_sqlite::migrations(), Timestamp{}));
    int looked_at = 0;
    for (const auto& entry : std::filesystem::directory_iterator(source_dir() / "sync-server/store_sqlite")) {
        if (entry.path().extension() != ".cpp")
            continue;
        for (const auto& sql : statements_in(entry.path())) {
            const bool job =
                std::any_of(jobs.begin(), jobs.end(), [&](const auto& part) { return sql.find(part) != sql.npos; });
            if (job)
                continue;
            ++looked_at;
            EXPECT_EQ(walk_of(database, sql), "") << entry.path().filename() << ": " << sql;
        }
    }
    EXPECT_GT(looked_at, 100);
}

} // namespace
} // namespace balieblik::test
