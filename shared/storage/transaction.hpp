// SPDX-License-Identifier: EUPL-1.2
// A transaction, and a savepoint inside one: what is not committed when they go is undone.
#pragma once

#include "storage/database.hpp"

namespace balieblik::storage {

// On a writer it takes the write lock at once; on a reader it is one snapshot, from the first read on.
class Transaction {
public:
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    // When it returns without refusal, the writes are on the disk. After a refusal everything is undone.
    Result<void> commit();

private:
    explicit Transaction(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

class Savepoint {
public:
    static Result<Savepoint> begin(Database& database);
    Savepoint(Savepoint&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();

    // Keeps the writes, as part of the transaction around it.
    Result<void> release();

private:
    explicit Savepoint(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

} // namespace balieblik::storage
