// SPDX-License-Identifier: EUPL-1.2
// What a request hands to a function, read generously: each input may have more than one name, null is a missing value,
// and what is wrong is told with the name of the input.
#pragma once

#include "base/result.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace balieblik::calc {

using Names = std::initializer_list<std::string_view>; // the first is the one that the documentation uses
using Column = std::vector<std::optional<double>>;

class Inputs {
public:
    explicit Inputs(const boost::json::object& members) : members_(members) {}

    bool has(Names names) const { return find(names) != nullptr; }
    // The first of these that is there and not null.
    const boost::json::value* find(Names names) const;
    // Refusals of all that follow: malformed, naming the input that is missing or of another type.
    Result<const boost::json::value*> need(Names names) const;
    Result<double> number(Names names) const;
    Result<double> number_or(Names names, double otherwise) const;
    Result<std::optional<double>> optional_number(Names names) const;
    Result<std::int64_t> whole(Names names) const;
    Result<std::int64_t> whole_or(Names names, std::int64_t otherwise) const;
    Result<std::vector<double>> numbers(Names names) const; // missing values left out
    Result<Column> column(Names names) const;               // missing values kept as none
    Result<std::vector<Column>> rows(Names names) const;
    Result<std::vector<std::string>> texts(Names names) const; // numbers are taken as their text
    Result<std::optional<std::string>> optional_text(Names names) const;

private:
    const boost::json::object& members_;
};

// One value, with the name by which a refusal calls it.
Result<double> as_number(const boost::json::value& value, std::string_view name);
Result<std::int64_t> as_whole(const boost::json::value& value, std::string_view name);
Result<std::optional<double>> as_score(const boost::json::value& value, std::string_view name); // null, "n/a", "nvt"
Result<const boost::json::array*> as_list(const boost::json::value& value, std::string_view name);
Result<const boost::json::object*> as_object(const boost::json::value& value, std::string_view name);
Result<Column> as_column(const boost::json::value& value, std::string_view name);
std::string as_text(const boost::json::value& value); // what names a thing: a text, or a number

// Small letters and digits only, so that "Type 7" and "type7" are one word.
std::string letters_of(std::string_view text);

// Without the missing ones.
std::vector<double> present(const Column& column);

Error wrong(std::string_view name, std::string_view wanted);

} // namespace balieblik::calc
