// SPDX-License-Identifier: EUPL-1.2
#include "fixture.hpp"
#include "storage/transaction.hpp"

#include <cstdio>
#include <fstream>

#include <sqlite3.h>

using namespace balieblik;
using namespace balieblik::storage;

namespace {

struct Opening : test::DatabaseTest {
    Errc refused(OpenOptions options = {})
    {
        const auto opened = Database::open(file, key, options);
        EXPECT_FALSE(opened);
        return opened ? Errc::internal : opened.error().code;
    }
    void fill(Database& database, int rows = 200)
    {
        database.script("create table if not exists note (id integer primary key, text text unique)").value();
        for (int i = 0; i < rows; ++i)
            database.run("insert into note (text) values (?)", "kanarie " + std::to_string(i)).value();
    }
};

} // namespace

TEST_F(Opening, what_was_committed_is_there_after_opening_again)
{
    {
        auto database = open();
        fill(database, 3);
    }
    auto database = open();

    EXPECT_EQ(*database.first<int>("select count(*) from note").value(), 3);
    EXPECT_TRUE(database.verify());
}

TEST_F(Opening, is_durable_and_leaves_nothing_for_temporary_files)
{
    auto database = open();

    EXPECT_EQ(*database.first<std::string>("pragma journal_mode").value(), "wal");
    EXPECT_EQ(*database.first<int>("pragma synchronous").value(), 2);
    EXPECT_EQ(*database.first<int>("pragma foreign_keys").value(), 1);
    EXPECT_EQ(*database.first<int>("pragma trusted_schema").value(), 0);
    EXPECT_EQ(*database.first<int>("pragma temp_store").value(), 2);
    EXPECT_EQ(*database.first<int>("pragma secure_delete").value(), 1);
    EXPECT_EQ(*database.first<int>("pragma cell_size_check").value(), 1);
    EXPECT_EQ(*database.first<int>("pragma wal_autocheckpoint").value(), 1000);
    auto reader = open({.access = Access::reader});
    EXPECT_EQ(*reader.first<int>("pragma wal_autocheckpoint").value(), 0);
}

TEST_F(Opening, no_byte_of_any_value_or_name_is_readable_on_the_disk)
{
    auto database = open();
    fill(database);
    database.run("create temp table sorted as select * from note order by text desc").value();

    const auto while_open = test::everything_in(folder.path()); // the file and its log
    ASSERT_TRUE(database.checkpoint());
    const auto after_checkpoint = test::everything_in(folder.path());

    for (const auto& bytes : {while_open, after_checkpoint})
        for (const auto* text : {"kanarie", "note", "SQLite format", "create table"})
            EXPECT_EQ(bytes.find(text), std::string::npos) << text;
    EXPECT_GT(while_open.size(), 20'000u);
}

TEST_F(Opening, another_key_is_refused_and_harms_nothing)
{
    {
        auto database = open();
        fill(database, 1);
    }
    const auto other = std::move(Key::from(Bytes(32, 1)).value());

    const auto opened = Database::open(file, other);

    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::database_key_wrong);
    auto database = open();
    EXPECT_EQ(*database.first<int>("select count(*) from note").value(), 1);
}

TEST_F(Opening, a_plain_database_is_not_opened_as_if_it_were_encrypted)
{
    sqlite3* plain = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &plain), SQLITE_OK);
    sqlite3_exec(plain, "create table t (x)", nullptr, nullptr, nullptr);
    sqlite3_close(plain);

    EXPECT_EQ(refused(), Errc::database_key_wrong);
}

TEST_F(Opening, a_damaged_page_is_noticed_and_the_file_is_kept)
{
    {
        auto database = open();
        fill(database);
        database.checkpoint().value();
    }
    auto bytes = test::contents_of(file);
    ASSERT_GE(bytes.size(), 3 * 4096u);
    for (std::size_t page = 1; page < bytes.size() / 4096; ++page) // all but the first, which holds the schema
        bytes[page * 4096 + 100] = static_cast<char>(bytes[page * 4096 + 100] ^ 1);
    test::write_contents(file, bytes);

    auto database = open();

    EXPECT_EQ(database.verify().error().code, Errc::database_damaged);
    EXPECT_EQ(database.all<std::string>("select text from note").error().code, Errc::database_damaged);
    EXPECT_TRUE(std::filesystem::exists(file));
}

TEST_F(Opening, a_long_text_is_read_as_it_was_written_or_not_at_all_whichever_page_is_damaged)
{
    const std::string text(11'000, 'k');
    {
        auto database = open();
        database.script("create table letter (id integer primary key, text text)").value();
        database.run("insert into letter (text) values (?)", text).value();
        database.checkpoint().value();
    }
    const auto whole = test::contents_of(file);
    int refused = 0;
    for (std::size_t page = 1; page < whole.size() / 4096; ++page) {
        auto bytes = whole;
        bytes[page * 4096 + 100] = static_cast<char>(bytes[page * 4096 + 100] ^ 1);
        test::write_contents(file, bytes);
        auto database = open();

        const auto read = database.first<std::string>("select text from letter");

        if (read) {
            EXPECT_EQ(read->value(), text) << "page " << page;
        } else {
            EXPECT_EQ(read.error().code, Errc::database_damaged) << "page " << page;
            ++refused;
        }
        EXPECT_EQ(database.first<int>("select 1").value(), 1) << "what needs no page goes on";
    }
    EXPECT_EQ(refused, 3) << "the page of the row, and two that it continues on";
}

TEST_F(Opening, a_missing_file_is_not_made_by_a_reader_or_by_who_does_not_want_it)
{
    EXPECT_EQ(refused({.access = Access::reader}), Errc::not_found);
    EXPECT_EQ(refused({.create = false}), Errc::not_found);
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(Opening, a_folder_that_is_not_there_is_a_refusal)
{
    file = folder / "none" / "data.db";

    EXPECT_EQ(refused(), Errc::io_failed);
}

TEST_F(Opening, a_key_has_32_bytes_and_is_not_copied)
{
    EXPECT_EQ(Key::from(Bytes(31)).error().code, Errc::validation);
    static_assert(!std::is_copy_constructible_v<Key>);
}

TEST_F(Opening, in_memory_nothing_touches_the_disk)
{
    auto database = std::move(Database::open_in_memory(key).value());
    fill(database, 5);

    EXPECT_EQ(*database.first<int>("select count(*) from note").value(), 5);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(Opening, a_full_disk_is_said_so_and_loses_nothing)
{
    auto database = open();
    fill(database, 10);
    database.script("pragma max_page_count = " + std::to_string(*database.first<int>("pragma page_count").value()))
        .value();

    const auto written = database.run("insert into note (text) values (?)", std::string(100'000, 'x'));

    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, Errc::disk_full);
    EXPECT_FALSE(database.failed());
    database.script("pragma max_page_count = 100000").value();
    EXPECT_TRUE(database.run("insert into note (text) values (?)", std::string(100'000, 'x')));
    EXPECT_EQ(*database.first<int>("select count(*) from note").value(), 11);
}

TEST_F(Opening, a_second_writer_waits_and_then_is_told)
{
    auto first = open();
    fill(first, 1);
    auto second = open({.busy_timeout = milliseconds{1}});
    auto held = std::move(Transaction::begin(first).value());

    EXPECT_EQ(Transaction::begin(second).error().code, Errc::busy);
    ASSERT_TRUE(held.commit());
    EXPECT_TRUE(Transaction::begin(second));
}

TEST_F(Opening, a_reader_sees_one_snapshot_and_may_not_write)
{
    auto writer = open();
    fill(writer, 1);
    auto reader = open({.access = Access::reader});
    auto snapshot = std::move(Transaction::begin(reader).value());
    EXPECT_EQ(*reader.first<int>("select count(*) from note").value(), 1);

    writer.run("insert into note (text) values ('later')").value();

    EXPECT_EQ(*reader.first<int>("select count(*) from note").value(), 1);
    EXPECT_EQ(reader.run("insert into note (text) values ('mine')").error().code, Errc::disk_read_only);
    ASSERT_TRUE(snapshot.commit());
    EXPECT_EQ(*reader.first<int>("select count(*) from note").value(), 2);
    EXPECT_THROW((void)reader.checkpoint(), BrokenSql);
}

TEST_F(Opening, a_statement_that_takes_too_long_is_stopped)
{
    auto database = open({.statement_timeout = milliseconds{20}});

    const auto counted =
        database.first<int>("with recursive n (i) as (select 1 union all select i + 1 from n) select count(*) from n");

    ASSERT_FALSE(counted);
    EXPECT_EQ(counted.error().code, Errc::busy);
    EXPECT_TRUE(database.first<int>("select 1"));
}

TEST_F(Opening, one_that_may_take_any_time_is_not_stopped_but_the_next_one_is)
{
    auto database = open({.statement_timeout = milliseconds{1}});
    constexpr const char* slow =
        "with recursive n (i) as (select 1 union all select i + 1 from n where i < 200000) select count(*) from n";
    ASSERT_FALSE(database.first<int>(slow)) << "it is too fast to show anything";

    database.take_any_time();

    EXPECT_EQ(database.first<int>(slow).value(), 200000);
    EXPECT_EQ(database.first<int>(slow).error().code, Errc::busy);
}

TEST_F(Opening, violated_rules_are_told_apart)
{
    auto database = open();
    database
        .script("create table a (id integer primary key, u text unique, c integer check (c > 0), n text not null"
                " default '');"
                "create table b (a integer references a (id));"
                "create trigger t before delete on a begin select raise(abort, 'kept'); end;"
                "insert into a (id, u) values (1, 'x')")
        .value();
    const auto rule = [&](std::string_view sql) {
        const auto changed = database.run(sql);
        EXPECT_FALSE(changed) << sql;
        EXPECT_EQ(changed.error().code, Errc::state_conflict);
        return *violated(changed.error());
    };

    EXPECT_EQ(rule("insert into a (u) values ('x')"), Constraint::unique);
    EXPECT_EQ(rule("insert into a (id) values (1)"), Constraint::unique);
    EXPECT_EQ(rule("insert into b (a) values (7)"), Constraint::foreign_key);
    EXPECT_EQ(rule("insert into a (c) values (0)"), Constraint::check);
    EXPECT_EQ(rule("insert into a (n) values (null)"), Constraint::not_null);
    EXPECT_EQ(rule("delete from a"), Constraint::trigger);
    EXPECT_EQ(database.run("insert into a (u) values ('x')").error().detail, "unique: a.u");
    EXPECT_FALSE(violated(Error{Errc::state_conflict, "closed"}));
    EXPECT_FALSE(violated(Error{Errc::busy, "unique: a.u"}));
}

TEST_F(Opening, an_insert_that_happened_before_is_recognised)
{
    auto database = open();
    database.script("create table a (id integer primary key, c integer check (c > 0))").value();

    EXPECT_TRUE(*database.insert_once("insert into a (id) values (?)", 1));
    EXPECT_FALSE(*database.insert_once("insert into a (id) values (?)", 1));
    EXPECT_EQ(database.insert_once("insert into a (id, c) values (?, ?)", 2, 0).error().code, Errc::state_conflict);
}

TEST_F(Opening, broken_sql_throws)
{
    auto database = open();

    EXPECT_THROW((void)database.run("selekt 1"), BrokenSql);
    EXPECT_THROW((void)database.run("select 1; select 2"), BrokenSql);
    EXPECT_THROW((void)database.run(""), BrokenSql);
    EXPECT_THROW((void)database.run("select ?", 1, 2), BrokenSql);
    EXPECT_THROW((void)database.run("select ?"), BrokenSql);
    EXPECT_THROW((void)database.first<int>("select \"no_such_column\""), BrokenSql);
    EXPECT_EQ(*database.first<int>("select 1;").value(), 1); // and the connection goes on
}

TEST_F(Opening, how_many_rows_a_statement_changed)
{
    auto database = open();
    fill(database, 4);

    EXPECT_EQ(*database.run("delete from note where id > ?", 2), 2);
    EXPECT_EQ(*database.run("delete from note where id > ?", 2), 0);
    EXPECT_EQ(*database.run("select 1"), 0);
}

TEST_F(Opening, statements_may_be_used_within_each_other_and_are_kept_for_later)
{
    auto database = open({.cached_statements = 2});
    fill(database, 3);
    int seen = 0;

    const auto outer = database.each<int>(
        [&](int) {
            for (const auto id : *database.all<int>("select id from note order by id"))
                seen += id;
        },
        "select id from note order by id");

    ASSERT_TRUE(outer);
    EXPECT_EQ(seen, 18);
    for (int round = 0; round < 3; ++round) // more statements than the cache holds
        for (int i = 0; i < 10; ++i)
            EXPECT_EQ(*database.first<int>("select ? + " + std::to_string(i), 1).value(), i + 1);
}

TEST_F(Opening, bindings_of_an_earlier_use_do_not_come_back)
{
    auto database = open();
    ASSERT_TRUE(database.first<std::string>("select ?", "geheim"));

    auto statement = std::move(database.prepare("select ?").value());

    ASSERT_TRUE(*statement.step());
    EXPECT_FALSE(statement.column<std::optional<std::string>>(0));
}

// Debian's own shell, which shares nothing with us but the library's format.
struct ForeignShell : Opening {
    std::string says(const std::string& key_text)
    {
        const auto script = file.parent_path() / "script.sql";
        std::ofstream(script) << "pragma key = \"x'" << key_text << "'\";\nselect count(*), max(text) from note;\n";
        auto* shell = ::popen(("sqlcipher -batch " + file.string() + " < " + script.string() + " 2>&1").c_str(), "r");
        std::string said;
        char piece[512];
        while (const auto got = std::fread(piece, 1, sizeof piece, shell))
            said.append(piece, got);
        ::pclose(shell);
        return said;
    }
};

TEST_F(ForeignShell, opens_it_with_the_raw_key_and_with_no_other)
{
    {
        auto database = open();
        fill(database, 3);
    }
    auto text = to_hex(key.bytes());

    EXPECT_NE(says(text).find("3|kanarie 2"), std::string::npos) << says(text);

    text.front() = text.front() == '0' ? '1' : '0';
    EXPECT_EQ(says(text).find("kanarie"), std::string::npos);
    EXPECT_NE(says(text).find("file is not a database"), std::string::npos) << says(text);
}
