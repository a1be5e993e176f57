// SPDX-License-Identifier: EUPL-1.2
#include "storage/outcome.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <string>

namespace balieblik::storage {
namespace {

struct Rule {
    int code;
    Constraint constraint;
    std::string_view name;
};

// Two codes may share a name: the rows are found by code first and by name afterwards.
constexpr Rule rules[] = {
    {SQLITE_CONSTRAINT_UNIQUE, Constraint::unique, "unique"},
    {SQLITE_CONSTRAINT_PRIMARYKEY, Constraint::unique, "unique"},
    {SQLITE_CONSTRAINT_ROWID, Constraint::unique, "unique"},
    {SQLITE_CONSTRAINT_FOREIGNKEY, Constraint::foreign_key, "foreign_key"},
    {SQLITE_CONSTRAINT_CHECK, Constraint::check, "check"},
    {SQLITE_CONSTRAINT_DATATYPE, Constraint::check, "check"},
    {SQLITE_CONSTRAINT_NOTNULL, Constraint::not_null, "not_null"},
    {SQLITE_CONSTRAINT_TRIGGER, Constraint::trigger, "trigger"},
};

// "UNIQUE constraint failed: visit.visit_id" -> "visit.visit_id"; a trigger's own words as they are.
std::string subject_of(std::string_view message)
{
    constexpr std::string_view marker = "constraint failed: ";
    const auto at = message.find(marker);
    return std::string(at == message.npos ? message : message.substr(at + marker.size()));
}

Error constraint_refusal(int code, std::string_view message)
{
    for (const auto& rule : rules)
        if (rule.code == code)
            return {Errc::state_conflict, std::string(rule.name) + ": " + subject_of(message)};
    return {Errc::state_conflict, "check: " + subject_of(message)};
}

} // namespace

Error refusal(sqlite3* connection, int code, std::string_view doing)
{
    const std::string_view message = connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
    const auto detail = std::string(doing) + ": " + sqlite3_errstr(code);
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {Errc::disk_full, std::string(doing)};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return {Errc::database_damaged, detail};
    case SQLITE_ERROR:
        if (message != sqlite3_errstr(SQLITE_ERROR)) // broken SQL has words of its own
            throw BrokenSql(std::string(message) + " (" + std::string(doing) + ")");
        return {Errc::database_damaged, detail}; // after a page that was not authentic, until the transaction ends
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT:
        return {Errc::busy, detail};
    case SQLITE_READONLY:
        return {Errc::disk_read_only, detail};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        // What a file system does that met an error and protects itself.
        if (connection && sqlite3_system_errno(connection) == EROFS)
            return {Errc::disk_read_only, detail};
        return {Errc::io_failed, detail};
    case SQLITE_PERM:
    case SQLITE_NOLFS:
    case SQLITE_PROTOCOL:
        return {Errc::io_failed, detail};
    case SQLITE_TOOBIG:
        return {Errc::too_large, std::string(doing)};
    case SQLITE_CONSTRAINT:
        return constraint_refusal(code, message);
    case SQLITE_NOMEM:
        throw std::bad_alloc();
    default:
        throw BrokenSql(std::string(message) + " (" + std::string(doing) + ")");
    }
}

std::optional<Constraint> violated(const Error& error)
{
    if (error.code != Errc::state_conflict)
        return std::nullopt;
    const auto name = std::string_view(error.detail).substr(0, error.detail.find(':'));
    for (const auto& rule : rules)
        if (rule.name == name)
            return rule.constraint;
    return std::nullopt;
}

} // namespace balieblik::storage
