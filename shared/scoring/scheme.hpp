// SPDX-License-Identifier: EUPL-1.2
// What a form says about scoring: its items, weights and rules, read from definition and attributes only.
#pragma once

#include "base/result.hpp"
#include "forms/xform/form.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace balieblik::scoring {

inline constexpr std::string_view ms_namespace = "https://balieblik.example/ns/mystery-shopper";

enum class PointsFrom {
    choice,
    mark,
    wait,         // from the laps; with a norm of its own (`norm`) the answer itself is the wait
    working_days, // from the roles sent, reply and replied
};
enum class CriticalPolicy { flag, zero_dimension, zero_total };

struct Item {
    std::string reference;
    std::string name;
    std::string dimension;
    double weight = 0;
    bool bonus = false;
    PointsFrom from = PointsFrom::choice;
    std::string norm; // the kind of norm row that judges it: "answer"; empty: a counter's wait
    std::map<std::string, std::optional<double>> choices; // name to points; none: not applicable
};

struct CriticalItem {
    std::string reference;
    std::string name;
    std::string dimension;
    std::vector<std::string> values;
};

struct Scheme {
    std::string channel = "counter"; // as in the norm rows
    std::vector<std::pair<std::string, double>> dimensions;
    double coverage_min = 0.5;
    CriticalPolicy policy = CriticalPolicy::flag;
    std::vector<Item> items;
    std::vector<CriticalItem> critical;
    std::map<std::string, std::string, std::less<>> roles; // "called" to "/data/C/C2"
};

// Refusal: form_invalid (says which attribute).
Result<Scheme> read_scheme(const forms::Form& form);

} // namespace balieblik::scoring
