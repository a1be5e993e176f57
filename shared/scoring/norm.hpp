// SPDX-License-Identifier: EUPL-1.2
// The norm that a visit is judged by. It is data beside the form, so that another norm is not another form.
#pragma once

#include "base/result.hpp"

#include <boost/describe.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balieblik::scoring {

// Where the clock of a wait starts; it flips verdicts, so it belongs to the norm.
enum class ClockStart {
    appointment, // the later of arrival and appointment
    checked_in,  // the ticket or the check-in
    arrived,     // the front door
};
BOOST_DESCRIBE_ENUM(ClockStart, appointment, checked_in, arrived)

struct NormRow {
    std::string channel; // "counter"
    std::string kind;    // "wait_appointment", "wait_walk_in"
    ClockStart clock_start = ClockStart::checked_in;
    double value = 0; // seconds

    bool operator==(const NormRow&) const = default;
};
BOOST_DESCRIBE_STRUCT(NormRow, (), (channel, kind, clock_start, value))

struct Norm {
    std::string name; // the set: "katwijk"
    std::vector<NormRow> rows;

    const NormRow* find(std::string_view channel, std::string_view kind) const;
};
BOOST_DESCRIBE_STRUCT(Norm, (), (name, rows))

// The waiting norms of one set, from a CSV with at least the columns norm_set, channel, kind, clock_start and value.
// Refusals: malformed (no such column, a row with a wrong value; says which), not_found (no such set).
Result<Norm> read_norm(std::string_view csv, std::string_view norm_set);

} // namespace balieblik::scoring
