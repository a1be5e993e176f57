// SPDX-License-Identifier: EUPL-1.2
#include "storage/statement.hpp"

#include "storage/connection.hpp"

namespace balieblik::storage {
namespace {

void expect_bound(int code, sqlite3_stmt* prepared, int position)
{
    if (code == SQLITE_OK)
        return;
    if (code == SQLITE_NOMEM)
        throw std::bad_alloc();
    throw BrokenSql("no parameter " + std::to_string(position) + " in: " + sqlite3_sql(prepared));
}

constexpr std::string_view one_more_page = "select 1 from sqlite_master limit 1";
// Below this a row lies on one page, also in a table without row ids.
constexpr int long_row = 400;

bool is_long(sqlite3_stmt* prepared)
{
    int bytes = 0;
    for (int column = 0; column < sqlite3_column_count(prepared); ++column) {
        const int type = sqlite3_column_type(prepared, column);
        if (type == SQLITE_TEXT || type == SQLITE_BLOB)
            bytes += sqlite3_column_bytes(prepared, column);
    }
    return bytes >= long_row;
}

// A page that is not authentic SQLCipher hands on as zeros, and refuses the next one. SQLite notices that by itself,
// but not on the last page of a long value, after which it needs none: so one more is asked for.
bool has_met_damage(Connection& connection)
{
    const auto probe = connection.take(one_more_page);
    if (!probe)
        return probe.error().code == Errc::database_damaged;
    const int code = sqlite3_step(*probe) & 0xff;
    connection.give_back(std::string(one_more_page), *probe);
    return code == SQLITE_ERROR || code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

} // namespace

Statement::Statement(Connection& connection, std::string_view sql, sqlite3_stmt* prepared)
    : connection_(&connection), sql_(sql), prepared_(prepared)
{
}

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_), sql_(std::move(other.sql_)), prepared_(std::exchange(other.prepared_, nullptr)),
      running_(std::exchange(other.running_, false))
{
}

Statement& Statement::operator=(Statement&& other) noexcept
{
    if (this != &other) {
        give_back();
        connection_ = other.connection_;
        sql_ = std::move(other.sql_);
        prepared_ = std::exchange(other.prepared_, nullptr);
        running_ = std::exchange(other.running_, false);
    }
    return *this;
}

Statement::~Statement() { give_back(); }

void Statement::give_back()
{
    if (prepared_)
        connection_->give_back(std::move(sql_), std::exchange(prepared_, nullptr));
}

int Statement::parameter(const char* name) const { return sqlite3_bind_parameter_index(prepared_, name); }
int Statement::parameters() const { return sqlite3_bind_parameter_count(prepared_); }

void Statement::expect_parameters(int bound) const
{
    if (bound != parameters())
        throw BrokenSql(std::to_string(parameters()) + " parameters, " + std::to_string(bound) + " values: " + sql_);
}

void Statement::bind_null(int position) { expect_bound(sqlite3_bind_null(prepared_, position), prepared_, position); }

void Statement::bind_integer(int position, std::int64_t value)
{
    expect_bound(sqlite3_bind_int64(prepared_, position, value), prepared_, position);
}

void Statement::bind_real(int position, double value)
{
    expect_bound(sqlite3_bind_double(prepared_, position, value), prepared_, position);
}

void Statement::bind_text(int position, std::string_view value)
{
    // A null pointer would bind NULL, and an empty view may hold one.
    const char* from = value.data() ? value.data() : "";
    expect_bound(sqlite3_bind_text64(prepared_, position, from, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8), prepared_,
                 position);
}

void Statement::bind_blob(int position, ByteView value)
{
    const void* from = value.data() ? static_cast<const void*>(value.data()) : "";
    expect_bound(sqlite3_bind_blob64(prepared_, position, from, value.size(), SQLITE_TRANSIENT), prepared_, position);
}

Result<bool> Statement::step()
{
    if (connection_->failed)
        return Error{Errc::io_failed, "the connection failed before and must be opened again"};
    if (!running_) {
        connection_->start_deadline();
        if (std::exchange(connection_->in_no_hurry, false))
            connection_->deadline = std::chrono::steady_clock::time_point::max();
        running_ = true;
    }
    const int code = sqlite3_step(prepared_);
    if (code == SQLITE_ROW) {
        if (!is_long(prepared_) || !has_met_damage(*connection_))
            return true;
        reset();
        return Error{Errc::database_damaged, "running a statement: a page is not authentic"};
    }
    running_ = false;
    if (code == SQLITE_DONE) {
        sqlite3_reset(prepared_); // gives up the read snapshot now, not when the statement goes
        return false;
    }
    // The message must be read before the reset, and a throwing refusal must not leave the statement running.
    try {
        auto refused = connection_->refuse(code, "running a statement");
        sqlite3_reset(prepared_);
        return refused;
    } catch (...) {
        sqlite3_reset(prepared_);
        throw;
    }
}

Result<void> Statement::finish()
{
    for (;;) {
        BALIEBLIK_TRY(row, step());
        if (!row)
            return {};
    }
}

void Statement::reset()
{
    sqlite3_reset(prepared_);
    running_ = false;
}

int Statement::columns() const { return sqlite3_column_count(prepared_); }
std::string_view Statement::column_name(int column) const { return sqlite3_column_name(prepared_, column); }

bool Statement::is_null(int column) const { return sqlite3_column_type(prepared_, column) == SQLITE_NULL; }

std::int64_t Statement::integer(int column) const
{
    if (sqlite3_column_type(prepared_, column) != SQLITE_INTEGER)
        misfit(column, "a whole number");
    return sqlite3_column_int64(prepared_, column);
}

double Statement::real(int column) const
{
    const int type = sqlite3_column_type(prepared_, column);
    if (type != SQLITE_FLOAT && type != SQLITE_INTEGER)
        misfit(column, "a number");
    return sqlite3_column_double(prepared_, column);
}

std::string_view Statement::text(int column) const
{
    if (sqlite3_column_type(prepared_, column) != SQLITE_TEXT)
        misfit(column, "a text");
    const auto* from = reinterpret_cast<const char*>(sqlite3_column_text(prepared_, column));
    return {from, static_cast<std::size_t>(sqlite3_column_bytes(prepared_, column))};
}

ByteView Statement::blob(int column) const
{
    if (sqlite3_column_type(prepared_, column) != SQLITE_BLOB)
        misfit(column, "bytes");
    const auto* from = static_cast<const std::uint8_t*>(sqlite3_column_blob(prepared_, column));
    return {from, static_cast<std::size_t>(sqlite3_column_bytes(prepared_, column))};
}

void Statement::misfit(int column, std::string_view wanted) const
{
    const char* column_title = column < columns() ? sqlite3_column_name(prepared_, column) : "no such column";
    throw BrokenSql(std::string(wanted) + " is wanted in column " + column_title + " of: " + sql_);
}

} // namespace balieblik::storage
