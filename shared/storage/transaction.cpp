// SPDX-License-Identifier: EUPL-1.2
#include "storage/transaction.hpp"

#include "storage/connection.hpp"

namespace balieblik::storage {
namespace {

// Never throws: it runs in destructors. If even this fails, the connection is of no more use.
void undo(Connection& connection, const char* sql)
{
    // After some refusals (full disk, failed write) the database has undone everything by itself.
    if (sqlite3_get_autocommit(connection.handle) != 0)
        return;
    if (sqlite3_exec(connection.handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        connection.failed = true;
}

} // namespace

Result<Transaction> Transaction::begin(Database& database)
{
    auto& connection = database.connection();
    BALIEBLIK_CHECK(connection.execute(database.access() == Access::writer ? "begin immediate" : "begin"));
    return Transaction(connection);
}

Transaction::~Transaction()
{
    if (connection_)
        undo(*connection_, "rollback");
}

Result<void> Transaction::commit()
{
    if (!connection_)
        throw BrokenSql("this transaction is over");
    auto& connection = *std::exchange(connection_, nullptr);
    if (sqlite3_get_autocommit(connection.handle) != 0)
        return Error{Errc::io_failed, "the transaction was undone by an earlier refusal"};
    auto committed = connection.execute("commit");
    if (!committed)
        undo(connection, "rollback");
    return committed;
}

Result<Savepoint> Savepoint::begin(Database& database)
{
    auto& connection = database.connection();
    BALIEBLIK_CHECK(connection.execute("savepoint inner_work"));
    return Savepoint(connection);
}

// The innermost savepoint of a name is the one that is meant, so one name serves all depths.
Savepoint::~Savepoint()
{
    if (connection_)
        undo(*connection_, "rollback to inner_work; release inner_work");
}

Result<void> Savepoint::release()
{
    if (!connection_)
        throw BrokenSql("this savepoint is over");
    auto& connection = *std::exchange(connection_, nullptr);
    if (sqlite3_get_autocommit(connection.handle) != 0)
        return Error{Errc::io_failed, "the transaction was undone by an earlier refusal"};
    auto released = connection.execute("release inner_work");
    if (!released)
        undo(connection, "rollback to inner_work; release inner_work");
    return released;
}

} // namespace balieblik::storage
