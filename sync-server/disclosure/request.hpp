// SPDX-License-Identifier: EUPL-1.2
// A table as somebody writes it down, and what may be shown of it: for statisticians who check the protection by hand.
// The format is described in docs/disclosure.md.
#pragma once

#include "disclosure/table.hpp"

#include <map>
#include <string>

namespace balieblik::disclosure {

struct RequestedCell {
    std::map<std::string, std::string> at; // code by axis: {"place": "GM0177", "channel": "counter"}
    std::int64_t visits{};
    std::int64_t staff_pool{};
    std::int64_t inspectors{};
    std::optional<double> largest_share; // of one visit, 0..1; equal weights if absent
    std::optional<double> mean;          // 0..100; the means are protected if every cell with visits has one
    std::optional<bool> hidden_before;   // by the pattern of an earlier wave
};
BOOST_DESCRIBE_STRUCT(RequestedCell, (), (at, visits, staff_pool, inspectors, largest_share, mean, hidden_before))

// On `axis`, `code` is a part of `within`.
struct RequestedStep {
    std::string axis;
    std::string code;
    std::string within;
};
BOOST_DESCRIBE_STRUCT(RequestedStep, (), (axis, code, within))

struct ProtectRequest {
    std::vector<RequestedCell> cells;
    std::vector<RequestedStep> hierarchy;
    std::optional<PublishingRule> rule; // where stricter than the house's
};
BOOST_DESCRIBE_STRUCT(ProtectRequest, (), (cells, hierarchy, rule))

struct AnsweredCell {
    std::map<std::string, std::string> at;
    bool shown{};
    std::vector<Suppression> hidden_because;
    double lower{}; // what the published cells leave possible: means, or visits where no means were given
    double upper{};
    std::optional<Bound> bound; // shown as "5 or less", "95 or more": what lies within is not told
};
BOOST_DESCRIBE_STRUCT(AnsweredCell, (), (at, shown, hidden_because, lower, upper, bound))
struct ProtectAnswer {
    std::vector<AnsweredCell> cells; // in the order of the request
    PublishingRule rule;
};
BOOST_DESCRIBE_STRUCT(ProtectAnswer, (), (cells, rule))

// Refusals: validation (two cells at one place, sums that do not hold, a negative number, a code within itself),
// not_protectable.
Result<ProtectAnswer> protect(const ProtectRequest& request);

} // namespace balieblik::disclosure
