// SPDX-License-Identifier: EUPL-1.2
#include "storage/database.hpp"

#include "storage/connection.hpp"

#include <charconv>

// Declared by SQLCipher's header only for those who define SQLITE_HAS_CODEC, which is for builders of the library.
extern "C" int sqlite3_key_v2(sqlite3* connection, const char* schema, const void* key, int size);

namespace balieblik::storage {
namespace {

void wipe(void* from, std::size_t size)
{
    auto* bytes = static_cast<volatile unsigned char*>(from); // volatile: the compiler may not leave the writes out
    while (size-- > 0)
        *bytes++ = 0;
}

int past_deadline(void* connection)
{
    return std::chrono::steady_clock::now() > static_cast<Connection*>(connection)->deadline ? 1 : 0;
}

// As text (x'..') the key is taken as it is; SQLCipher derives nothing from it. Given through the C call it never
// passes through the SQL parser, which would leave copies.
int give_key(sqlite3* handle, const Key& key)
{
    constexpr char digits[] = "0123456789abcdef";
    char text[2 + 2 * Key::size + 1] = {'x', '\''};
    char* to = text + 2;
    for (const auto byte : key.bytes()) {
        *to++ = digits[byte >> 4];
        *to++ = digits[byte & 15];
    }
    *to = '\'';
    const int code = sqlite3_key_v2(handle, "main", text, sizeof text);
    wipe(text, sizeof text);
    return code;
}

// "4.6.1 community" against 4.5.
bool cipher_new_enough(std::string_view version)
{
    int major = 0;
    int minor = 0;
    const char* end = version.data() + version.size();
    const auto [dot, problem] = std::from_chars(version.data(), end, major);
    if (problem != std::errc{} || dot == end || *dot != '.')
        return false;
    std::from_chars(dot + 1, end, minor);
    return major > 4 || (major == 4 && minor >= 5);
}

// Asks where SQLite will look: the file system that it opens files with may be another than the machine's.
bool is_there(const std::string& name)
{
    auto* files = sqlite3_vfs_find(nullptr);
    int found = 0;
    return files && files->xAccess(files, name.c_str(), SQLITE_ACCESS_EXISTS, &found) == SQLITE_OK && found != 0;
}

Result<void> set_up(Connection& connection)
{
    sqlite3* handle = connection.handle;
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, static_cast<int>(connection.options.busy_timeout.count()));
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    if (connection.options.statement_timeout.count() > 0)
        sqlite3_progress_handler(handle, 1000, past_deadline, &connection);
    // Temporary tables and sorting stay in memory: on the disk they would not be encrypted.
    return connection.execute("pragma temp_store = memory; pragma mmap_size = 0; pragma secure_delete = on;"
                              "pragma cell_size_check = on; pragma foreign_keys = on; pragma trusted_schema = off;");
}

Result<void> unlock(Connection& connection, const Key& key)
{
    // Else a wrong key writes lines to the program's standard error.
    BALIEBLIK_CHECK(connection.execute("pragma cipher_log = off; pragma cipher_log_level = none"));
    if (const int code = give_key(connection.handle, key); code != SQLITE_OK)
        return connection.refuse(code, "giving the key");
    BALIEBLIK_TRY(version, connection.ask("pragma cipher_version"));
    if (!cipher_new_enough(version))
        return Error{Errc::cipher_too_old, version.empty() ? "no SQLCipher" : version};
    // The version stands on the first page: what cannot be read there was never this key's. The names of the tables
    // fill several pages, and one of those that is damaged is damage.
    auto first_page = connection.ask("pragma user_version");
    if (!first_page && first_page.error().code == Errc::database_damaged)
        return Error{Errc::database_key_wrong, first_page.error().detail};
    if (!first_page)
        return first_page.error();
    auto tables = connection.ask("select count(*) from sqlite_master");
    if (!tables)
        return tables.error();
    connection.ready = true;
    return {};
}

Result<void> make_durable(Connection& connection)
{
    if (connection.options.access == Access::reader)
        return connection.execute("pragma wal_autocheckpoint = 0; pragma query_only = on");
    BALIEBLIK_TRY(mode, connection.ask("pragma journal_mode = wal"));
    if (mode != "wal" && mode != "memory")
        return Error{Errc::io_failed, "no write-ahead log on this disk (" + mode + ")"};
    return connection.execute("pragma synchronous = full; pragma wal_autocheckpoint = 1000");
}

} // namespace

Result<Key> Key::from(ByteView bytes)
{
    if (bytes.size() != size)
        return Error{Errc::validation, "a database key has 32 bytes"};
    Held held(new std::array<std::uint8_t, size>);
    std::copy(bytes.begin(), bytes.end(), held->begin());
    return Key(std::move(held));
}

void Key::Wipe::operator()(std::array<std::uint8_t, size>* bytes) const
{
    wipe(bytes->data(), bytes->size());
    delete bytes;
}

Connection::~Connection()
{
    for (const auto& idle : idle_)
        sqlite3_finalize(idle.prepared);
    sqlite3_close_v2(handle);
}

Error Connection::refuse(int code, std::string_view doing)
{
    auto refused = refusal(handle, code, doing);
    // After an I/O error what reached the disk is unknown. A file that was opened while it could only be read stays so
    // until it is opened again, whatever becomes of the disk.
    if ((code & 0xff) == SQLITE_IOERR || ((code & 0xff) == SQLITE_READONLY && options.access == Access::writer))
        failed = true; // a reader that is told not to write is in order
    return refused;
}

Result<sqlite3_stmt*> Connection::take(std::string_view sql)
{
    if (failed)
        return Error{Errc::io_failed, "the connection failed before and must be opened again"};
    if (const auto found = by_sql_.find(sql); found != by_sql_.end()) {
        const auto idle = found->second;
        auto* prepared = idle->prepared;
        by_sql_.erase(found);
        idle_.erase(idle);
        return prepared;
    }
    sqlite3_stmt* prepared = nullptr;
    const char* rest = nullptr;
    start_deadline(); // compiling may read the schema
    const int code = sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &prepared, &rest);
    if (code != SQLITE_OK)
        return refuse(code, sql);
    if (!prepared || std::string_view(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest))
                             .find_first_not_of(" \t\r\n;") != std::string_view::npos) {
        sqlite3_finalize(prepared);
        throw BrokenSql("one statement is wanted: " + std::string(sql));
    }
    return prepared;
}

void Connection::give_back(std::string sql, sqlite3_stmt* prepared)
{
    sqlite3_reset(prepared);
    sqlite3_clear_bindings(prepared);
    if (options.cached_statements == 0) {
        sqlite3_finalize(prepared);
        return;
    }
    if (idle_.size() >= options.cached_statements) {
        const auto oldest = std::prev(idle_.end());
        const auto [from, to] = by_sql_.equal_range(oldest->sql);
        by_sql_.erase(std::find_if(from, to, [&](const auto& entry) { return entry.second == oldest; }));
        sqlite3_finalize(oldest->prepared);
        idle_.erase(oldest);
    }
    idle_.push_front({std::move(sql), prepared});
    by_sql_.emplace(idle_.front().sql, idle_.begin());
}

Result<void> Connection::execute(const char* sql)
{
    if (failed)
        return Error{Errc::io_failed, "the connection failed before and must be opened again"};
    start_deadline();
    if (const int code = sqlite3_exec(handle, sql, nullptr, nullptr, nullptr); code != SQLITE_OK)
        return refuse(code, std::string_view(sql).substr(0, 60));
    return {};
}

Result<std::string> Connection::ask(const char* sql)
{
    BALIEBLIK_TRY(prepared, take(sql));
    Statement statement(*this, sql, prepared);
    BALIEBLIK_TRY(row, statement.step());
    if (!row)
        return std::string();
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0));
    return std::string(text ? text : "");
}

void Connection::start_deadline()
{
    if (options.statement_timeout.count() > 0)
        deadline = std::chrono::steady_clock::now() + options.statement_timeout;
}

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

void Database::take_any_time() { connection_->in_no_hurry = true; }

Result<Database> Database::open_named(const std::string& name, const Key& key, OpenOptions options)
{
    const bool writer = options.access == Access::writer;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (writer && options.create ? SQLITE_OPEN_CREATE : 0);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
    auto connection = std::make_unique<Connection>(handle, options);
    if (code != SQLITE_OK)
        return refusal(handle, code, "opening the database");
    BALIEBLIK_CHECK(set_up(*connection));
    BALIEBLIK_CHECK(unlock(*connection, key));
    BALIEBLIK_CHECK(make_durable(*connection));
    return Database(std::move(connection));
}

Result<Database> Database::open(const std::filesystem::path& file, const Key& key, OpenOptions options)
{
    const auto text = file.u8string();
    const std::string name(text.begin(), text.end());
    const bool makes_it = options.access == Access::writer && options.create;
    if (!makes_it && !is_there(name))
        return Error{Errc::not_found, "no database file"};
    return open_named(name, key, options);
}

Result<Database> Database::open_in_memory(const Key& key, OpenOptions options)
{
    options.access = Access::writer;
    options.create = true;
    return open_named(":memory:", key, options);
}

Access Database::access() const { return connection_->options.access; }
bool Database::failed() const { return connection_->failed; }
bool Database::in_transaction() const { return sqlite3_get_autocommit(connection_->handle) == 0; }

Result<Statement> Database::prepare(std::string_view sql)
{
    BALIEBLIK_TRY(prepared, connection_->take(sql));
    return Statement(*connection_, sql, prepared);
}

Result<void> Database::script(std::string_view sql) { return connection_->execute(std::string(sql).c_str()); }

Result<std::int64_t> Database::counted(Statement& statement)
{
    const auto before = sqlite3_total_changes64(connection_->handle);
    BALIEBLIK_CHECK(statement.finish());
    // Changes of the statement itself; sqlite3_changes keeps an older figure when a statement changes nothing.
    const auto any = sqlite3_total_changes64(connection_->handle) != before;
    return any ? static_cast<std::int64_t>(sqlite3_changes64(connection_->handle)) : std::int64_t{0};
}

Result<void> Database::checkpoint()
{
    if (access() != Access::writer)
        throw BrokenSql("only the writer checkpoints");
    BALIEBLIK_TRY(blocked, first<int>("pragma wal_checkpoint(truncate)"));
    if (blocked.value_or(0) != 0)
        return Error{Errc::busy, "a reader holds on to the log"};
    return {};
}

Result<void> Database::verify()
{
    // The check of the pages reads the file only: without a checkpoint it blames pages that wait in the log.
    if (access() == Access::writer)
        BALIEBLIK_CHECK(checkpoint());
    BALIEBLIK_TRY(page, first<std::string>("pragma cipher_integrity_check"));
    if (page)
        return Error{Errc::database_damaged, *page};
    BALIEBLIK_TRY(structure, first<std::string>("pragma integrity_check(1)"));
    if (structure != "ok")
        return Error{Errc::database_damaged, structure.value_or("no answer")};
    return {};
}

Result<void> Database::copy_to(Database& empty)
{
    auto* copying = sqlite3_backup_init(empty.connection_->handle, "main", connection_->handle, "main");
    if (!copying)
        return empty.connection_->refuse(sqlite3_errcode(empty.connection_->handle), "beginning a copy");
    // All pages in one step: one snapshot, which no writer can disturb. In smaller steps each commit would start it
    // anew.
    connection_->deadline = std::chrono::steady_clock::time_point::max();
    empty.connection_->deadline = std::chrono::steady_clock::time_point::max();
    const int stepped = sqlite3_backup_step(copying, -1);
    const int finished = sqlite3_backup_finish(copying);
    if (stepped != SQLITE_DONE)
        return empty.connection_->refuse(stepped, "copying");
    return finished == SQLITE_OK ? Result<void>{} : empty.connection_->refuse(finished, "ending a copy");
}

} // namespace balieblik::storage
