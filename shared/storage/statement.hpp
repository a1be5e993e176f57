// SPDX-License-Identifier: EUPL-1.2
// One prepared statement: bind by position (from 1), step, read columns (from 0).
//
// How values lie in the database: ids as 16 bytes, Timestamp and durations as whole numbers (milliseconds since 1970;
// the duration's own count), days as "2026-03-12", described enums by name, Bytes as they are, JSON values, described
// structs, lists and maps as JSON text, an empty optional as NULL.
#pragma once

#include "base/json.hpp"
#include "storage/outcome.hpp"

struct sqlite3_stmt;

namespace balieblik::storage {

class Connection;

// Used by the thread that uses its Database, and gone before it. A statement that goes returns to the cache.
class Statement {
public:
    Statement(Connection& connection, std::string_view sql, sqlite3_stmt* prepared);
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    // Binds everything from the first position on.
    template <class... Values>
    void bind_all(const Values&... values)
    {
        int position = 0;
        (bind(++position, values), ...);
        expect_parameters(position);
    }
    template <class T>
    void bind(int position, const T& value);
    // Position of ":name", or 0.
    int parameter(const char* name) const;
    int parameters() const;

    // True: a row stands ready. False: done. Refusals as in outcome.hpp.
    Result<bool> step();
    // Steps to the end.
    Result<void> finish();
    // Makes it ready to run again; bindings stay until they are bound anew.
    void reset();

    int columns() const;
    std::string_view column_name(int column) const;
    // Throws BrokenSql if the column holds something else; only an optional may be NULL.
    template <class T>
    T column(int column) const;

private:
    void bind_null(int position);
    void bind_integer(int position, std::int64_t value);
    void bind_real(int position, double value);
    void bind_text(int position, std::string_view value);
    void bind_blob(int position, ByteView value);
    void expect_parameters(int bound) const;

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const; // until the next step
    ByteView blob(int column) const;         // until the next step
    [[noreturn]] void misfit(int column, std::string_view wanted) const;
    void give_back();

    Connection* connection_;
    std::string sql_;
    sqlite3_stmt* prepared_;
    bool running_ = false;
};

namespace detail {

template <class T>
concept JsonColumn = (json::detail::Described<T> || json::detail::is_vector<T>::value ||
                      json::detail::is_map<T>::value || std::is_same_v<T, boost::json::value> ||
                      std::is_same_v<T, boost::json::object>)&&!std::is_same_v<T, Bytes>;

} // namespace detail

template <class T>
void Statement::bind(int position, const T& value)
{
    if constexpr (std::is_same_v<T, std::nullopt_t> || std::is_same_v<T, std::nullptr_t>) {
        bind_null(position);
    } else if constexpr (json::detail::is_optional<T>::value) {
        value ? bind(position, *value) : bind_null(position);
    } else if constexpr (json::detail::is_id<T>::value) {
        bind_blob(position, {value.value.begin(), value.value.size()});
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        bind_integer(position, value.time_since_epoch().count());
    } else if constexpr (std::is_same_v<T, std::chrono::sys_days>) {
        bind_text(position, to_date_text(value));
    } else if constexpr (json::detail::is_duration<T>::value) {
        bind_integer(position, static_cast<std::int64_t>(value.count()));
    } else if constexpr (json::detail::DescribedEnum<T>) {
        bind_text(position, json::enum_name(value));
    } else if constexpr (std::is_integral_v<T>) {
        static_assert(sizeof(T) < 8 || std::is_signed_v<T>, "the database's whole numbers are signed, 64 bits");
        bind_integer(position, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_floating_point_v<T>) {
        bind_real(position, static_cast<double>(value));
    } else if constexpr (detail::JsonColumn<T>) {
        bind_text(position, json::print(json::write(value)));
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        bind_text(position, std::string_view(value));
    } else {
        bind_blob(position, ByteView(value));
    }
}

template <class T>
T Statement::column(int index) const
{
    if constexpr (json::detail::is_optional<T>::value) {
        return is_null(index) ? T{} : T{column<typename T::value_type>(index)};
    } else if constexpr (json::detail::is_id<T>::value) {
        const auto bytes = blob(index);
        T id;
        if (bytes.size() != id.value.size())
            misfit(index, "an id");
        std::copy(bytes.begin(), bytes.end(), id.value.begin());
        return id;
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        return Timestamp{milliseconds{integer(index)}};
    } else if constexpr (std::is_same_v<T, std::chrono::sys_days>) {
        const auto day = parse_date(text(index));
        if (!day)
            misfit(index, "a date");
        return *day;
    } else if constexpr (json::detail::is_duration<T>::value) {
        return T{static_cast<typename T::rep>(integer(index))};
    } else if constexpr (json::detail::DescribedEnum<T>) {
        const auto named = json::enum_named<T>(text(index));
        if (!named)
            misfit(index, "one of the known words");
        return *named;
    } else if constexpr (std::is_same_v<T, bool>) {
        return integer(index) != 0;
    } else if constexpr (std::is_integral_v<T>) {
        const auto value = integer(index);
        if (!std::in_range<T>(value))
            misfit(index, "a smaller number");
        return static_cast<T>(value);
    } else if constexpr (std::is_floating_point_v<T>) {
        return static_cast<T>(real(index));
    } else if constexpr (std::is_same_v<T, Bytes>) {
        const auto bytes = blob(index);
        return Bytes(bytes.begin(), bytes.end());
    } else if constexpr (detail::JsonColumn<T>) {
        auto value = json::read_text<T>(text(index), {.bytes = 64 * 1024 * 1024, .depth = 64});
        if (!value)
            misfit(index, value.error().detail);
        return std::move(*value);
    } else {
        return T(text(index));
    }
}

} // namespace balieblik::storage
