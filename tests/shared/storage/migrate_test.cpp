// SPDX-License-Identifier: EUPL-1.2
#include "storage/migrate.hpp"

#include "fixture.hpp"
#include "support/source_dir.hpp"

using namespace balieblik;
using namespace balieblik::storage;

namespace balieblik::storage_test {

std::span<const Migration> migrations(); // from the folder beside this file, embedded

} // namespace balieblik::storage_test

namespace {

struct MigrateTest : test::DatabaseTest {
    Database database = open();
    std::vector<Migration> steps{{1, "0001_first", "create table a (x integer)"},
                                 {2, "0002_second", "create table b (x integer); insert into b values (1)"}};

    Result<int> run() { return migrate(database, steps, Timestamp{milliseconds{5}}); }
    bool has_table(std::string_view table)
    {
        return *database.first<int>("select count(*) from sqlite_master where name = ?", table).value() == 1;
    }
};

} // namespace

TEST_F(MigrateTest, runs_what_is_missing_and_nothing_twice)
{
    EXPECT_EQ(*migrated_to(database), 0);
    EXPECT_EQ(*run(), 2);
    EXPECT_EQ(*run(), 2);
    steps.push_back({3, "0003_third", "insert into b values (2)"});
    EXPECT_EQ(*run(), 3);

    EXPECT_EQ(*database.first<int>("select count(*) from b").value(), 2);
    EXPECT_EQ(*migrated_to(database), 3);
    EXPECT_EQ(*database.first<Timestamp>("select applied_at from schema_migration where number = 3").value(),
              Timestamp{milliseconds{5}});
}

TEST_F(MigrateTest, stops_at_the_first_failure_with_nothing_half_done)
{
    steps.push_back(
        {3, "0003_bad", "create table c (x integer); insert into c values (1); insert into none values (1)"});
    steps.push_back({4, "0004_never", "create table d (x integer)"});

    EXPECT_THROW((void)run(), BrokenSql);

    EXPECT_EQ(*migrated_to(database), 2);
    EXPECT_TRUE(has_table("b"));
    EXPECT_FALSE(has_table("c"));
    EXPECT_FALSE(has_table("d"));
    EXPECT_FALSE(database.in_transaction());
}

TEST_F(MigrateTest, a_step_that_data_refuse_is_undone_too)
{
    steps.push_back({3, "0003_unique",
                     "create table c (x integer); create unique index u on b (x);"
                     "insert into b values (1)"});

    EXPECT_EQ(run().error().code, Errc::state_conflict);

    EXPECT_EQ(*migrated_to(database), 2);
    EXPECT_FALSE(has_table("c"));
}

TEST_F(MigrateTest, a_step_that_leaves_orphans_is_undone)
{
    steps.push_back({3, "0003_orphans",
                     "create table p (id integer primary key);"
                     "create table c (p integer references p (id) deferrable initially deferred);"
                     "insert into c values (9)"});

    const auto migrated = run();

    ASSERT_FALSE(migrated);
    EXPECT_EQ(violated(migrated.error()), Constraint::foreign_key);
    EXPECT_EQ(*migrated_to(database), 2);
}

TEST_F(MigrateTest, a_database_of_a_newer_program_is_refused)
{
    ASSERT_TRUE(run());
    steps.pop_back();

    EXPECT_EQ(run().error().code, Errc::database_newer);
}

TEST_F(MigrateTest, a_released_step_cannot_change)
{
    ASSERT_TRUE(run());
    steps[0].sql = "create table a (x integer, y integer)";

    const auto migrated = run();

    EXPECT_EQ(migrated.error().code, Errc::migration_changed);
    EXPECT_EQ(migrated.error().detail, "0001_first");
}

TEST_F(MigrateTest, steps_without_a_gap_are_the_programmers_duty)
{
    steps[1].number = 3;

    EXPECT_THROW((void)run(), BrokenSql);
    EXPECT_EQ(*migrated_to(database), 0);
}

TEST_F(MigrateTest, a_step_may_not_end_its_transaction)
{
    steps.push_back({3, "0003_commits", "commit"});

    EXPECT_THROW((void)run(), BrokenSql);
    EXPECT_EQ(*migrated_to(database), 2);
}

TEST_F(MigrateTest, embedded_files_are_word_for_word_what_lies_in_the_folder)
{
    const auto embedded = storage_test::migrations();
    const std::filesystem::path here = balieblik::test::source_dir() / "tests/shared/storage/migrations";

    ASSERT_EQ(embedded.size(), 2u);
    EXPECT_EQ(embedded[1].number, 2);
    EXPECT_EQ(embedded[1].name, "0002_visits");
    EXPECT_EQ(embedded[0].sql, test::contents_of(here / "0001_people.sql"));
    EXPECT_EQ(embedded[1].sql, test::contents_of(here / "0002_visits.sql"));
    EXPECT_EQ(*migrate(database, embedded, Timestamp{}), 2);
    EXPECT_EQ(*database.first<std::string>("select name from person").value(), "semi;colon \"and\" back\\slash");
}
