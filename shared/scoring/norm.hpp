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
    dialled,     // the last digit of the number
    promised,    // the moment at which a call-back was promised
    sent,        // the moment at which the message went off
};
BOOST_DESCRIBE_ENUM(ClockStart, appointment, checked_in, arrived, dialled, promised, sent)

struct NormRow {
    std::string channel; // "counter", "phone", "mail"
    std::string kind;    // "wait_appointment", "wait_walk_in", "answer", "call_back", "receipt"
    ClockStart clock_start = ClockStart::checked_in;
    double value = 0; // seconds, or working days for messages

    bool operator==(const NormRow&) const = default;
};
BOOST_DESCRIBE_STRUCT(NormRow, (), (channel, kind, clock_start, value))

struct Norm {
    std::string name; // the set: "katwijk"
    std::vector<NormRow> rows;
    std::vector<std::string> holidays; // dates that are no working days, "2026-04-27"

    const NormRow* find(std::string_view channel, std::string_view kind) const;
};
BOOST_DESCRIBE_STRUCT(Norm, (), (name, rows, holidays))

// The dates of a calendar: the column `date` of a CSV. Refusal: malformed (no such column, a cell that is no date).
Result<std::vector<std::string>> read_holidays(std::string_view csv);

// The norms of one set, from a CSV with at least the columns norm_set, channel, kind, clock_start and value.
// Refusals: malformed (no such column, a row with a wrong value; says which), not_found (no such set).
Result<Norm> read_norm(std::string_view csv, std::string_view norm_set);

} // namespace balieblik::scoring
