// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/table.hpp"

#include "disclosure/solver.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace balieblik::disclosure {
namespace {

constexpr double tolerance = 1e-6;
// Above this product of cells and cells to protect a table is solved cell after cell.
constexpr std::size_t whole_table_limit = 4000;

bool holds(const Table& table, const Sum& sum)
{
    double parts = 0;
    for (const auto part : sum.parts)
        parts += table.cells[part].value;
    const double total = table.cells[sum.total].value;
    return std::abs(parts - total) <= tolerance * std::max(1.0, std::abs(total));
}

// The sums over hidden cells only, what is shown being known.
Program attacker(const Table& table, std::vector<std::size_t>& hidden)
{
    Program program;
    std::vector<std::size_t> column(table.cells.size());
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        const auto& cell = table.cells[i];
        if (!cell.hidden)
            continue;
        column[i] = program.columns.size();
        program.columns.push_back({cell.bounds.lower, cell.bounds.upper, 0, false});
        hidden.push_back(i);
    }
    for (const auto& sum : table.sums) {
        Row row;
        double known = 0;
        const auto put = [&](std::size_t cell, double sign) {
            if (table.cells[cell].hidden)
                row.terms.push_back({column[cell], sign});
            else
                known -= sign * table.cells[cell].value;
        };
        for (const auto part : sum.parts)
            put(part, 1);
        put(sum.total, -1);
        row.lower = row.upper = known;
        if (!row.terms.empty())
            program.rows.push_back(std::move(row));
    }
    return program;
}

// One integer program: which cells to hide so that for each of `protect` there is one table with the same published
// cells in which it is as low as wanted, and one in which it is as high.
class LeastHiding {
public:
    LeastHiding(const Table& table, const PublishingRule& rule, std::span<const std::size_t> protect)
        : table_(table), rule_(rule)
    {
        hide_columns();
        for (const auto cell : protect) {
            add_other_table(cell, table.cells[cell].wanted->lower - table.cells[cell].value);
            add_other_table(cell, table.cells[cell].wanted->upper - table.cells[cell].value);
        }
        for (const auto& sum : table.sums)
            ask_for_rest(sum);
    }

    std::optional<std::vector<bool>> solve() const
    {
        const auto solution = minimise(program_);
        if (!solution)
            return std::nullopt;
        std::vector<bool> hidden;
        for (std::size_t i = 0; i < table_.cells.size(); ++i)
            hidden.push_back((*solution)[i] > 0.5);
        return hidden;
    }

private:
    // Columns 0..cells-1: 1 for a cell that is hidden.
    void hide_columns()
    {
        for (const auto& cell : table_.cells)
            program_.columns.push_back({cell.hidden ? 1.0 : 0.0, cell.always_shown && !cell.hidden ? 0.0 : 1.0,
                                        cell.hidden ? 0.0 : std::max(cell.cost, 0.0), true});
    }

    void add_other_table(std::size_t wanted, double distance)
    {
        const auto& own = table_.cells[wanted];
        distance = std::clamp(distance, own.bounds.lower - own.value, own.bounds.upper - own.value);
        if (std::abs(distance) < tolerance)
            return;
        const auto first = program_.columns.size();
        for (std::size_t i = 0; i < table_.cells.size(); ++i) {
            const auto& cell = table_.cells[i];
            // A change larger than what the total of the table could take is never needed.
            const double down = std::min(cell.value - cell.bounds.lower, largest_change());
            const double up = std::min(cell.bounds.upper - cell.value, largest_change());
            program_.columns.push_back({i == wanted ? distance : -down, i == wanted ? distance : up, 0, false});
            program_.rows.push_back({{{first + i, 1}, {i, -up}}, -unbounded, 0});
            program_.rows.push_back({{{first + i, 1}, {i, down}}, 0, unbounded});
        }
        for (const auto& sum : table_.sums) {
            Row row;
            for (const auto part : sum.parts)
                row.terms.push_back({first + part, 1});
            row.terms.push_back({first + sum.total, -1});
            program_.rows.push_back(std::move(row));
        }
    }

    double largest_change() const
    {
        double sum = 1;
        for (const auto& cell : table_.cells)
            sum = std::max({sum, std::abs(cell.value), cell.wanted ? std::abs(cell.wanted->upper) : 0.0});
        return 2 * sum;
    }

    // Where the total is shown and a part is hidden, the hidden parts together must be fit to be shown: they are, by
    // subtraction.
    void ask_for_rest(const Sum& sum)
    {
        const auto ask = [&](auto behind, double least) {
            double all = 0;
            for (const auto part : sum.parts)
                all += behind(table_.cells[part]);
            for (const auto one : sum.parts) {
                Row row;
                for (const auto part : sum.parts)
                    row.terms.push_back({part, behind(table_.cells[part]) - (part == one ? least : 0)});
                row.terms.push_back({sum.total, least});
                row.lower = 0;
                row.upper = unbounded;
                program_.rows.push_back(std::move(row));
            }
        };
        if (std::none_of(table_.cells.begin(), table_.cells.end(), [](const auto& cell) { return cell.visits > 0; }))
            return;
        ask([](const TableCell& cell) { return static_cast<double>(cell.visits); }, rule_.min_visits);
        ask([](const TableCell& cell) { return static_cast<double>(cell.staff_pool); }, rule_.min_staff_pool);
        // The same inspectors may stand behind several cells, so that only the cell with the most of them counts.
        ask([&](const TableCell& cell) { return cell.inspectors >= rule_.min_inspectors ? 1.0 : 0.0; }, 1);
    }

    const Table& table_;
    const PublishingRule& rule_;
    Program program_;
};

Result<std::vector<std::size_t>> unprotected(const Table& table)
{
    BALIEBLIK_TRY(ranges, feasible(table));
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < table.cells.size(); ++i)
        if (table.cells[i].hidden && table.cells[i].wanted && !covers(ranges[i], *table.cells[i].wanted))
            cells.push_back(i);
    return cells;
}

Result<void> hide(Table& table, const PublishingRule& rule, std::span<const std::size_t> protect)
{
    const auto hidden = LeastHiding(table, rule, protect).solve();
    if (!hidden)
        return Error{Errc::not_protectable, std::to_string(protect.empty() ? 0 : protect.front())};
    for (std::size_t i = 0; i < table.cells.size(); ++i)
        table.cells[i].hidden = (*hidden)[i];
    return {};
}

} // namespace

Result<std::vector<Range>> feasible(const Table& table)
{
    for (const auto& sum : table.sums)
        if (!holds(table, sum))
            return Error{Errc::validation, "sum of cell " + std::to_string(sum.total)};
    std::vector<std::size_t> hidden;
    const auto program = attacker(table, hidden);
    std::vector<std::size_t> columns(hidden.size());
    std::iota(columns.begin(), columns.end(), 0U);
    std::vector<Range> ranges;
    for (const auto& cell : table.cells)
        ranges.push_back({cell.value, cell.value});
    if (hidden.empty())
        return ranges;
    const auto ends = ends_of(program, columns);
    if (!ends)
        return Error{Errc::validation, "no table fits"};
    for (std::size_t i = 0; i < hidden.size(); ++i)
        ranges[hidden[i]] = {(*ends)[i].least, (*ends)[i].greatest};
    return ranges;
}

Result<void> hide_least(Table& table, const PublishingRule& rule)
{
    BALIEBLIK_TRY(open, unprotected(table));
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < table.cells.size(); ++i)
        if (table.cells[i].hidden && table.cells[i].wanted)
            all.push_back(i);
    if (all.size() * table.cells.size() <= whole_table_limit)
        return hide(table, rule, all);
    for (const auto cell : open)
        BALIEBLIK_CHECK(hide(table, rule, std::span(&cell, 1)));
    // What was hidden for one cell only ever widens what is feasible for another, so that the first ones stay covered.
    return open.empty() ? hide(table, rule, {}) : Result<void>{};
}

} // namespace balieblik::disclosure
