// SPDX-License-Identifier: EUPL-1.2
// The arrows of ARCHITECTURE.md, checked: which room may include which, and what CMake cannot see.
#include "support/source_dir.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Rooms = std::set<std::string>;

const fs::path root = balieblik::test::source_dir();

// What each room may include, besides itself. Everybody may include base.
const std::map<std::string, Rooms> arrows{
    {"shared/base", {}},
    {"shared/model", {}},
    {"shared/storage", {}},
    {"shared/vault", {}},
    {"shared/sync", {"model"}},
    {"shared/forms", {"model"}},
    {"shared/scoring", {"forms", "model"}},
    {"shared/device_store", {"forms", "model", "scoring", "storage", "sync", "vault"}},
    {"sync-server/store", {"model", "sync"}},
    {"sync-server/store_sqlite", {"model", "storage", "store", "sync", "vault"}},
    {"sync-server/store_postgres", {"model", "store", "sync", "vault"}},
    {"sync-server/statistics", {}},
    {"sync-server/disclosure", {"model"}},
    {"sync-server/calc", {"disclosure", "statistics"}},
    {"sync-server/usecases", {"disclosure", "forms", "model", "scoring", "statistics", "store", "sync", "vault"}},
    {"sync-server/exports", {"model", "store", "usecases"}},
    {"sync-server/runtime", {}},
    {"sync-server/http", {"exports", "model", "runtime", "store", "sync", "usecases", "vault"}},
    {"mobile/platform", {}},
    {"mobile/services", {"device_store", "forms", "model", "platform", "scoring", "storage", "sync", "vault"}},
    {"mobile/viewmodels", {"device_store", "forms", "model", "services", "sync"}},
};

struct File {
    std::string path; // relative to the project
    std::string text;
};

std::vector<File> files_in(const std::string& folder, const std::set<std::string>& endings)
{
    std::vector<File> found;
    if (!fs::exists(root / folder))
        return found;
    for (fs::recursive_directory_iterator entry{root / folder}, end; entry != end; ++entry) {
        if (entry->path().filename() == "node_modules")
            entry.disable_recursion_pending();
        if (!entry->is_regular_file() || !endings.contains(entry->path().extension().string()))
            continue;
        std::ostringstream text;
        text << std::ifstream(entry->path(), std::ios::binary).rdbuf();
        found.push_back({fs::relative(entry->path(), root).generic_string(), text.str()});
    }
    return found;
}

std::vector<File> cpp_files_in(const std::string& folder) { return files_in(folder, {".cpp", ".hpp", ".h", ".inc"}); }

std::vector<std::string> includes_of(const std::string& text, char open)
{
    static const std::regex line{"#include ([\"<])([^\">]+)[\">]"};
    std::vector<std::string> found;
    for (std::sregex_iterator it{text.begin(), text.end(), line}, end; it != end; ++it)
        if ((*it)[1].str()[0] == open)
            found.push_back((*it)[2]);
    return found;
}

TEST(Architecture, every_room_includes_only_the_rooms_its_arrows_point_at)
{
    for (const auto& [room, allowed] : arrows) {
        const auto own = room.substr(room.find('/') + 1);
        for (const auto& file : cpp_files_in(room)) {
            for (const auto& include : includes_of(file.text, '"')) {
                const auto slash = include.find('/');
                if (slash == std::string::npos)
                    continue; // a neighbour in the same folder
                const auto target = include.substr(0, slash);
                if (file.path.starts_with("shared/forms/cli/") && target == "scoring")
                    continue; // a program on top of both rooms
                EXPECT_TRUE(target == own || target == "base" || allowed.contains(target))
                    << file.path << " includes " << include;
            }
        }
    }
}

TEST(Architecture, the_scorer_knows_the_definition_of_a_form_and_not_what_computes_it)
{
    for (const auto& file : cpp_files_in("shared/scoring"))
        for (const auto& include : includes_of(file.text, '"'))
            EXPECT_TRUE(!include.starts_with("forms/") || include.starts_with("forms/xform/"))
                << file.path << " includes " << include;
}

TEST(Architecture, every_room_of_the_house_has_its_arrows_written_down)
{
    for (const auto* part : {"shared", "sync-server"}) {
        for (const auto& entry : fs::directory_iterator{root / part}) {
            const auto room = std::string(part) + "/" + entry.path().filename().string();
            if (!entry.is_directory() || cpp_files_in(room).empty())
                continue;
            if (room == "sync-server/console" || room == "sync-server/examples")
                continue; // programs and data, not rooms that others include
            EXPECT_TRUE(arrows.contains(room)) << room << " has no row in this test";
        }
    }
}

TEST(Architecture, shared_knows_no_qt_and_no_asio)
{
    for (const auto& file : cpp_files_in("shared"))
        for (const auto& include : includes_of(file.text, '<')) {
            EXPECT_FALSE(std::regex_match(include, std::regex{"Q[A-Z].*|Qt[A-Z].*"})) << file.path << ": " << include;
            EXPECT_EQ(include.find("boost/asio"), std::string::npos) << file.path;
            EXPECT_EQ(include.find("boost/beast"), std::string::npos) << file.path;
        }
}

TEST(Architecture, use_cases_know_no_sockets_and_no_threads)
{
    for (const auto& file : cpp_files_in("sync-server/usecases"))
        for (const auto& include : includes_of(file.text, '<')) {
            EXPECT_EQ(include.find("boost/asio"), std::string::npos) << file.path;
            EXPECT_NE(include, "thread") << file.path;
        }
}

// It is worth as much as it knows from elsewhere: what protects, and what works figures out, is under attack. Only its
// tests, and what builds the house for them, may include that.
TEST(Architecture, the_attacker_knows_nothing_of_what_it_attacks)
{
    static const std::regex target{"(disclosure|usecases|exports|store|store_sqlite|calc)/.*|attacker/house.hpp"};
    std::size_t looked_at = 0;
    for (const auto& file : cpp_files_in("tests/attacker")) {
        if (file.path.ends_with("_test.cpp") || file.path.find("/house.") != std::string::npos)
            continue;
        ++looked_at;
        for (const auto& include : includes_of(file.text, '"')) {
            EXPECT_FALSE(std::regex_match(include, target)) << file.path << " includes " << include;
            EXPECT_TRUE(!include.starts_with("statistics/") || include == "statistics/synthetic.hpp")
                << file.path << " includes " << include;
        }
    }
    EXPECT_GT(looked_at, 8u);
}

TEST(Architecture, sql_is_spoken_in_the_storage_rooms_only)
{
    // In capitals, as the tablet's store writes it, or in small letters, as the server's does; "select one from file"
    // is a questionnaire's.
    static const std::regex sql{
        "\"\\s*(SELECT |select (\\*|count\\(|distinct |[a-z_.]+,|[a-z_.]+ from [a-z_]+ (where|order|limit))"
        "|INSERT (OR [A-Z]+ )?INTO |insert (or [a-z]+ )?into |UPDATE [a-z_]+ SET|update [a-z_]+ set "
        "|DELETE FROM |delete from |CREATE TABLE |create table |pragma )"};
    static const std::set<std::string> storage_rooms{"shared/storage", "shared/device_store",
                                                     "sync-server/store_sqlite", "sync-server/store_postgres"};
    for (const auto& [room, allowed] : arrows) {
        if (storage_rooms.contains(room))
            continue;
        for (const auto& file : cpp_files_in(room))
            EXPECT_FALSE(std::regex_search(file.text, sql)) << file.path;
    }
    // And it is recognised where it stands.
    for (const auto* room : {"shared/device_store", "sync-server/store_sqlite"}) {
        const auto files = cpp_files_in(room);
        EXPECT_GT(std::count_if(files.begin(), files.end(),
                                [](const File& file) { return std::regex_search(file.text, sql); }),
                  5)
            << room;
    }
}

TEST(Architecture, only_the_storage_room_includes_the_database_library)
{
    for (const auto* part : {"shared", "sync-server", "mobile"})
        for (const auto& file : cpp_files_in(part))
            for (const auto& include : includes_of(file.text, '<'))
                if (include.find("sqlite3.h") != std::string::npos) {
                    EXPECT_TRUE(file.path.starts_with("shared/storage/")) << file.path;
                }
}

TEST(Architecture, the_app_uses_neither_qt_sql_nor_local_storage)
{
    for (const auto& file : files_in("mobile", {".cpp", ".hpp", ".h", ".qml", ".txt"}))
        EXPECT_FALSE(std::regex_search(file.text, std::regex{"QSql|Qt6::Sql|QtQuick.LocalStorage"})) << file.path;
}

TEST(Architecture, qml_files_import_no_store_and_no_service)
{
    for (const auto& file : files_in("mobile", {".qml"}))
        EXPECT_FALSE(std::regex_search(file.text, std::regex{"import Balieblik\\.(Services|Store)"})) << file.path;
}

TEST(Architecture, every_source_file_names_its_licence)
{
    for (const auto* part : {"shared", "sync-server", "mobile", "tests"})
        for (const auto& file : files_in(part, {".cpp", ".hpp", ".h", ".qml", ".ts", ".tsx", ".sh", ".sql"})) {
            if (file.path.ends_with("api/schema.ts"))
                continue; // generated from docs/openapi.json
            EXPECT_NE(file.text.substr(0, 200).find("SPDX-License-Identifier: EUPL-1.2"), std::string::npos)
                << file.path;
        }
}

} // namespace
