// SPDX-License-Identifier: EUPL-1.2
// What database, statement and transaction share: the handle, its cache of statements, and its deadline.
// Only for the .cpp files of this room, which alone see the C header.
#pragma once

#include "storage/database.hpp"

#include <list>
#include <unordered_map>

#include <sqlite3.h>

namespace balieblik::storage {

class Connection {
public:
    Connection(sqlite3* opened, OpenOptions chosen) : handle(opened), options(chosen) {}
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    // Notes a failed disk, then says what the code means.
    Error refuse(int code, std::string_view doing);
    Result<sqlite3_stmt*> take(std::string_view sql);
    void give_back(std::string sql, sqlite3_stmt* prepared);
    // Runs SQL of our own that takes no parameters.
    Result<void> execute(const char* sql);
    // The first column of the first row, empty if there is none.
    Result<std::string> ask(const char* sql);
    void start_deadline();

    sqlite3* handle;
    OpenOptions options;
    bool failed = false;
    bool ready = false;       // the key has opened the file
    bool in_no_hurry = false; // the next statement has no deadline
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();

private:
    struct Idle {
        std::string sql;
        sqlite3_stmt* prepared;
    };
    std::list<Idle> idle_; // most recently used first
    std::unordered_multimap<std::string_view, std::list<Idle>::iterator> by_sql_;
};

} // namespace balieblik::storage
