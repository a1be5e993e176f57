// SPDX-License-Identifier: EUPL-1.2
// An encrypted database: opened with a raw key, durable at every commit, and leaving nothing readable on the disk.
//
// Exactly one writer connection may exist for a file, and it alone checkpoints; any number of readers may stand beside
// it. A connection is used by one thread at a time. After a failed read or write of the disk a connection refuses
// everything (io_failed): what reached the disk is unknown, so it must be closed and opened again, as after a crash.
#pragma once

#include "storage/key.hpp"
#include "storage/row.hpp"

#include <filesystem>

namespace balieblik::storage {

enum class Access { writer, reader };

struct OpenOptions {
    Access access = Access::writer;
    bool create = true;                  // a writer may make the file; without it a missing file is not_found
    milliseconds busy_timeout{5000};     // how long to wait for a lock
    milliseconds statement_timeout{0};   // after this a statement ends as `busy`; 0: never
    std::size_t cached_statements = 128; // prepared statements kept for the next use
};

class Database {
public:
    // Refusals: cipher_too_old, database_key_wrong (or the first page is damaged: nobody can tell), database_damaged,
    // not_found, io_failed, busy, disk_full.
    static Result<Database> open(const std::filesystem::path& file, const Key& key, OpenOptions options = {});
    // Lives in memory only and ends with the connection.
    static Result<Database> open_in_memory(const Key& key, OpenOptions options = {});

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    Access access() const;
    // True once the disk failed; from then on every call refuses.
    bool failed() const;

    // A statement, from the cache if it was used before. Broken SQL throws.
    Result<Statement> prepare(std::string_view sql);
    // The next statement that runs has no deadline: for one whose work grows with what its transaction wrote.
    void take_any_time();
    // Runs several statements that take no parameters and whose rows nobody wants.
    Result<void> script(std::string_view sql);

    // Runs one statement to its end; gives how many rows it changed.
    template <class... Values>
    Result<std::int64_t> run(std::string_view sql, const Values&... values)
    {
        BALIEBLIK_TRY(statement, prepare(sql));
        statement.bind_all(values...);
        return counted(statement);
    }
    // The same with a described struct for the named parameters.
    template <json::detail::Described T>
    Result<std::int64_t> run_with(std::string_view sql, const T& members)
    {
        BALIEBLIK_TRY(statement, prepare(sql));
        bind_members(statement, members);
        return counted(statement);
    }
    // An insert that may have happened before: false if a unique key stands in its way. Other refusals as ever.
    template <class... Values>
    Result<bool> insert_once(std::string_view sql, const Values&... values)
    {
        auto changed = run(sql, values...);
        if (changed)
            return *changed > 0;
        if (violated(changed.error()) == Constraint::unique)
            return false;
        return changed.error();
    }

    // Runs a prepared and bound statement to its end; gives how many rows it changed.
    Result<std::int64_t> counted(Statement& statement);
    // The first row, or none. T: described struct, tuple or single value (row.hpp).
    template <class T, class... Values>
    Result<std::optional<T>> first(std::string_view sql, const Values&... values)
    {
        BALIEBLIK_TRY(statement, prepare(sql));
        statement.bind_all(values...);
        BALIEBLIK_TRY(ready, statement.step());
        if (!ready)
            return std::optional<T>{};
        return std::optional<T>{RowReader<T>(statement).read(statement)};
    }
    template <class T, class... Values>
    Result<std::vector<T>> all(std::string_view sql, const Values&... values)
    {
        std::vector<T> rows;
        auto keep = [&rows](T row) { rows.push_back(std::move(row)); };
        BALIEBLIK_CHECK(each<T>(keep, sql, values...));
        return rows;
    }
    // Calls visit(T) for each row, without holding them all.
    template <class T, class Visit, class... Values>
    Result<void> each(Visit&& visit, std::string_view sql, const Values&... values)
    {
        BALIEBLIK_TRY(statement, prepare(sql));
        statement.bind_all(values...);
        std::optional<RowReader<T>> reader;
        for (;;) {
            BALIEBLIK_TRY(ready, statement.step());
            if (!ready)
                return {};
            if (!reader)
                reader.emplace(statement);
            visit(reader->read(statement));
        }
    }

    // Writer only: moves the write-ahead log into the file and empties it. Refusal: busy while readers hold on to it.
    Result<void> checkpoint();
    // Reads everything: pages against their keyed hashes, then the structure. Refusal: database_damaged.
    Result<void> verify();
    // Writes everything as it is at one moment into an empty database, which keeps its own key. The writer of this file
    // goes on meanwhile. Refusals: busy, disk_full, io_failed, database_damaged.
    Result<void> copy_to(Database& empty);
    bool in_transaction() const;

    Connection& connection() { return *connection_; } // for the other files of this room

private:
    explicit Database(std::unique_ptr<Connection> connection);
    static Result<Database> open_named(const std::string& name, const Key& key, OpenOptions options);

    std::unique_ptr<Connection> connection_;
};

} // namespace balieblik::storage
