// SPDX-License-Identifier: EUPL-1.2
// A linear or integer program for COIN-OR, and nothing that knows of tables. Private to this room.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace balieblik::disclosure {

struct Column {
    double lower{};
    double upper{};
    double cost{};
    bool integer{};
};
struct Term {
    std::size_t column{};
    double factor{};
};
struct Row {
    std::vector<Term> terms;
    double lower{};
    double upper{};
};
struct Program {
    std::vector<Column> columns;
    std::vector<Row> rows;
};

// The least and the greatest value of each asked column, whatever the costs. Empty if nothing satisfies the rows.
struct Ends {
    double least{};
    double greatest{};
};
std::optional<std::vector<Ends>> ends_of(const Program& program, std::span<const std::size_t> columns);

// Values of least cost, or empty if there are none.
std::optional<std::vector<double>> minimise(const Program& program);

} // namespace balieblik::disclosure
