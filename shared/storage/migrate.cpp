// SPDX-License-Identifier: EUPL-1.2
#include "storage/migrate.hpp"

#include "storage/transaction.hpp"

namespace balieblik::storage {
namespace {

struct Applied {
    int number{};
    std::string name;
    std::string sql;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (number, name, sql))

void expect_numbered(std::span<const Migration> migrations)
{
    int expected = 1;
    for (const auto& migration : migrations)
        if (migration.number != expected++)
            throw BrokenSql("migration " + std::to_string(migration.number) + " is out of order");
}

Result<void> expect_unchanged(Database& database, std::span<const Migration> migrations)
{
    BALIEBLIK_TRY(applied, database.all<Applied>("select number, name, sql from schema_migration order by number"));
    for (const auto& row : applied)
        if (migrations[static_cast<std::size_t>(row.number - 1)].sql != row.sql)
            return Error{Errc::migration_changed, row.name};
    return {};
}

Result<void> apply(Database& database, const Migration& migration, Timestamp now)
{
    BALIEBLIK_TRY(transaction, Transaction::begin(database));
    if (migration.number == 1)
        BALIEBLIK_CHECK(database.script("create table schema_migration (number integer primary key, name text not null,"
                                        " sql text not null, applied_at integer not null) strict"));
    BALIEBLIK_CHECK(database.script(migration.sql));
    if (!database.in_transaction())
        throw BrokenSql("migration " + std::string(migration.name) + " ends the transaction it runs in");
    BALIEBLIK_TRY(orphan, database.first<std::string>("select \"table\" from pragma_foreign_key_check limit 1"));
    if (orphan)
        return Error{Errc::state_conflict,
                     "foreign_key: " + std::string(migration.name) + " leaves rows of " + *orphan};
    BALIEBLIK_CHECK(database.run("insert into schema_migration (number, name, sql, applied_at) values (?, ?, ?, ?)",
                                 migration.number, migration.name, migration.sql, now));
    BALIEBLIK_CHECK(database.script("pragma user_version = " + std::to_string(migration.number)));
    return transaction.commit();
}

} // namespace

Result<int> migrated_to(Database& database)
{
    BALIEBLIK_TRY(number, database.first<int>("pragma user_version"));
    return number.value_or(0);
}

Result<int> migrate(Database& database, std::span<const Migration> migrations, Timestamp now)
{
    expect_numbered(migrations);
    BALIEBLIK_TRY(number, migrated_to(database));
    const auto last = static_cast<int>(migrations.size());
    if (number > last)
        return Error{Errc::database_newer, std::to_string(number) + " > " + std::to_string(last)};
    if (number > 0)
        BALIEBLIK_CHECK(expect_unchanged(database, migrations));
    for (const auto& migration : migrations.subspan(static_cast<std::size_t>(number)))
        BALIEBLIK_CHECK(apply(database, migration, now));
    return last;
}

} // namespace balieblik::storage
