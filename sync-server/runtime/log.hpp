// SPDX-License-Identifier: EUPL-1.2
// Structured logs: one JSON line an event. A field's name decides whether its value may be read: names that are not on
// the list of open ones are written as "[secret]", so a secret, a name or an answer cannot slip in by a careless call.
#pragma once

#include "base/error.hpp"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace balieblik::log {

enum class Level { debug, info, warning, error };

class Field {
public:
    Field(std::string_view name, std::string_view text) : name_(name), value_(std::string(text)) {}
    Field(std::string_view name, const char* text) : Field(name, std::string_view(text)) {}
    template <std::integral Number>
    Field(std::string_view name, Number number) : name_(name)
    {
        if constexpr (std::same_as<Number, bool>)
            value_ = number;
        else
            value_ = static_cast<std::int64_t>(number);
    }

    std::string_view name() const { return name_; }
    const std::variant<std::string, std::int64_t, bool>& value() const { return value_; }

private:
    std::string_view name_;
    std::variant<std::string, std::int64_t, bool> value_;
};

// May a value under this name stand in a log?
bool is_open(std::string_view field_name);

// The line without its time: {"level":"info","event":"request","status":200}. What `write` prints.
std::string line(Level level, std::string_view event, std::initializer_list<Field> fields);

// Where lines go: standard error (an empty path) or a file that is appended to. Called once, before the threads start.
void open(Level lowest, const std::string& path);
// Any thread. Control characters in values are escaped, so one event is always one line.
void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});
// Everything written so far has left this process.
void flush();

inline void info(std::string_view event, std::initializer_list<Field> fields = {})
{
    write(Level::info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {})
{
    write(Level::warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {})
{
    write(Level::error, event, fields);
}

} // namespace balieblik::log
