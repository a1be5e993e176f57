// SPDX-License-Identifier: EUPL-1.2
// The figures as people read them, each beside what it is held against.
#pragma once

#include <optional>
#include <ostream>
#include <string>

namespace balieblik::load {

enum class Aim { at_least, at_most };

struct Target {
    Aim aim{};
    double value{};
};

// One line: "single posts, 64 connections   3,214 /s   (at least 3,000)   holds".
void print_figure(std::ostream& out, const std::string& what, double value, const std::string& unit,
                  std::optional<Target> target = std::nullopt);

} // namespace balieblik::load
