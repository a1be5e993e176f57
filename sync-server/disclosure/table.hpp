// SPDX-License-Identifier: EUPL-1.2
// Tables with sums of any shape: several margins, linked tables, hierarchies across each other. What a hidden cell can
// be, given everything that is published, is a linear program; which other cells to hide so that it can be enough is an
// integer one. Both are solved by COIN-OR (Clp, Cbc; EPL-1.0 in Debian 12, which the EUPL names as compatible. GLPK
// would put the whole server under the GPL, and HiGHS is not in Debian 12).
#pragma once

#include "disclosure/group.hpp"

#include "base/result.hpp"

#include <limits>
#include <span>
#include <vector>

namespace balieblik::disclosure {

inline constexpr double unbounded = std::numeric_limits<double>::infinity();

struct TableCell {
    double value{};
    Range bounds{0, unbounded}; // what anybody knows beforehand: counts are not negative
    bool hidden{};
    bool always_shown{}; // may not be hidden to protect others
    // What the feasible values of a hidden cell must reach. Without it a cell needs no protection itself.
    std::optional<Range> wanted;
    // What hiding it costs; at best the visits behind it. Cells that were hidden in earlier waves cost nothing.
    double cost = 1;
    // Behind the cell. What a sum leaves over must reach the rule's counts; not asked where `visits` is 0 everywhere.
    std::int64_t visits{};
    std::int64_t staff_pool{};
    std::int64_t inspectors{};
};

// One sum: the cell `total` is the sum of the cells `parts`.
struct Sum {
    std::size_t total{};
    std::vector<std::size_t> parts;
};

struct Table {
    std::vector<TableCell> cells;
    std::vector<Sum> sums;
};

// The feasible values of every cell; of a shown one its value. Refusal: validation (the sums do not hold).
Result<std::vector<Range>> feasible(const Table& table);

// Hides more cells, of the least cost together, until the feasible values of each hidden cell cover what is wanted and
// no sum leaves over fewer visits, staff or inspectors than `rule` asks for. Small tables are solved as a whole; larger
// ones cell after cell, which can hide more than the least. Refusals: validation (as above), not_protectable.
Result<void> hide_least(Table& table, const PublishingRule& rule);

} // namespace balieblik::disclosure
