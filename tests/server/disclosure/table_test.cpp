// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/sensitivity.hpp"
#include "disclosure/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::disclosure {
namespace {

using testing::ElementsAre;

const PublishingRule rule;

// Rows by columns with all margins, cell (r, c) at r * columns + c, then row totals, column totals, the grand total.
struct Grid {
    std::size_t rows;
    std::size_t columns;
    Table table;

    Grid(std::size_t r, std::size_t c, const std::vector<double>& values) : rows(r), columns(c)
    {
        for (const auto value : values)
            add(value);
        for (std::size_t row = 0; row < rows; ++row) {
            Sum sum;
            for (std::size_t column = 0; column < columns; ++column)
                sum.parts.push_back(at(row, column));
            total(sum);
        }
        for (std::size_t column = 0; column < columns; ++column) {
            Sum sum;
            for (std::size_t row = 0; row < rows; ++row)
                sum.parts.push_back(at(row, column));
            total(sum);
        }
        Sum sum;
        for (std::size_t row = 0; row < rows; ++row)
            sum.parts.push_back(rows * columns + row);
        total(sum);
    }
    std::size_t at(std::size_t row, std::size_t column) const { return row * columns + column; }
    void hide(std::initializer_list<std::size_t> cells)
    {
        for (const auto cell : cells)
            table.cells[cell].hidden = true;
    }
    Range range(std::size_t cell) const { return feasible(table).value()[cell]; }
    std::vector<std::size_t> hidden() const
    {
        std::vector<std::size_t> cells;
        for (std::size_t i = 0; i < table.cells.size(); ++i)
            if (table.cells[i].hidden)
                cells.push_back(i);
        return cells;
    }

private:
    void add(double value)
    {
        TableCell cell;
        cell.value = value;
        cell.cost = value;
        table.cells.push_back(cell);
    }
    void total(Sum sum)
    {
        double value = 0;
        for (const auto part : sum.parts)
            value += table.cells[part].value;
        sum.total = table.cells.size();
        add(value);
        table.cells.back().always_shown = true;
        table.sums.push_back(std::move(sum));
    }
};

// Rows A 14/9, B 12/3, C 11/10 (ok / not ok), margins published, threshold 5: B-not must be hidden.
struct Counter : Grid {
    enum { a_ok, a_not, b_ok, b_not, c_ok, c_not };
    Counter() : Grid(3, 2, {14, 9, 12, 3, 11, 10}) { hide({b_not}); }
};

void expect_range(const Range& range, double lower, double upper)
{
    EXPECT_NEAR(range.lower, lower, 1e-6);
    EXPECT_NEAR(range.upper, upper, 1e-6);
}

TEST(Feasible, values_of_a_cell_that_is_hidden_alone_are_its_value)
{
    expect_range(Counter().range(Counter::b_not), 3, 3);
}

TEST(Feasible, values_of_a_cell_with_one_more_hidden_are_still_its_value)
{
    Counter in_row;
    in_row.hide({Counter::b_ok});
    expect_range(in_row.range(Counter::b_not), 3, 3);

    Counter in_column;
    in_column.hide({Counter::a_not});
    expect_range(in_column.range(Counter::b_not), 3, 3);
}

TEST(Feasible, values_widen_when_a_rectangle_is_hidden)
{
    Counter with_a;
    with_a.hide({Counter::a_ok, Counter::a_not, Counter::b_ok});
    expect_range(with_a.range(Counter::b_not), 0, 12);

    Counter with_c;
    with_c.hide({Counter::c_ok, Counter::c_not, Counter::b_ok});
    expect_range(with_c.range(Counter::b_not), 0, 13);
}

TEST(HideLeast, chooses_the_rectangle_with_the_least_hidden_count)
{
    Counter counter;
    counter.table.cells[Counter::b_not].wanted = Range{0, 5};

    ASSERT_TRUE(hide_least(counter.table, rule));

    EXPECT_THAT(counter.hidden(), ElementsAre(Counter::b_ok, Counter::b_not, Counter::c_ok, Counter::c_not));
    double count = 0;
    for (const auto cell : counter.hidden())
        count += counter.table.cells[cell].value;
    EXPECT_EQ(count, 36);
    expect_range(counter.range(Counter::b_not), 0, 13);
}

TEST(HideLeast, prefers_what_was_hidden_before)
{
    Counter counter;
    counter.table.cells[Counter::b_not].wanted = Range{0, 5};
    for (const auto cell : {Counter::a_ok, Counter::a_not, Counter::b_ok})
        counter.table.cells[cell].cost = 0;

    ASSERT_TRUE(hide_least(counter.table, rule));

    EXPECT_THAT(counter.hidden(), ElementsAre(Counter::a_ok, Counter::a_not, Counter::b_ok, Counter::b_not));
}

TEST(HideLeast, says_when_nothing_that_may_be_hidden_is_enough)
{
    Counter counter;
    counter.table.cells[Counter::b_not].wanted = Range{0, 5};
    for (const auto cell : {Counter::a_not, Counter::c_not})
        counter.table.cells[cell].always_shown = true;

    const auto hidden = hide_least(counter.table, rule);

    ASSERT_FALSE(hidden);
    EXPECT_EQ(hidden.error().code, Errc::not_protectable);
}

TEST(HideLeast, leaves_over_no_sum_of_fewer_visits_than_the_rule)
{
    Grid grid(1, 3, {4, 5, 20});
    for (auto& cell : grid.table.cells) {
        cell.visits = static_cast<std::int64_t>(cell.value);
        cell.staff_pool = 10;
        cell.inspectors = 3;
    }
    grid.hide({0});
    grid.table.cells[0].wanted = Range{3, 5};
    for (const auto column : {4U, 5U, 6U}) // the columns have one row: their totals would tell
        grid.table.cells[column].always_shown = false;

    ASSERT_TRUE(hide_least(grid.table, rule));

    EXPECT_TRUE(grid.table.cells[2].hidden) << "4 and 5 visits together are fewer than 10";
}

// Row totals 7, 3, 6, the third row 3/3 and both columns (9, 7) shown.
TEST(Feasible, values_of_the_table_of_Geurts)
{
    Grid grid(3, 2, {5, 2, 1, 2, 3, 3});
    grid.hide({0, 1, 2, 3});

    expect_range(grid.range(0), 3, 6);
}

TEST(Feasible, refuses_a_table_whose_sums_do_not_hold)
{
    Counter counter;
    counter.table.cells.back().value += 1;

    const auto ranges = feasible(counter.table);

    ASSERT_FALSE(ranges);
    EXPECT_EQ(ranges.error().code, Errc::validation);
}

// --- rules for sums ----------------------------------------------------------------------------------------------

TEST(Sensitivity, a_share_of_the_largest_alone_does_not_protect_against_the_second)
{
    const double cell[]{50000, 49000, 1000};

    EXPECT_FALSE(dominated(cell, 1, 90));
    EXPECT_NEAR(100000 - 49000, 51000, 1e-9); // what the second knows about the first: 2 % off
    EXPECT_TRUE(tells_within(cell, 10));
}

TEST(Sensitivity, p_per_cent_and_two_largest_differ_at_the_edge)
{
    const double cell[]{52000, 50000, 8000};

    EXPECT_FALSE(tells_within(cell, 10)); // 8000 are left over, 5200 are needed
    EXPECT_TRUE(dominated(cell, 2, 100 * 100.0 / 110));
}

TEST(Sensitivity, upper_protection_levels)
{
    const double dominated_cell[]{300, 20, 10};
    EXPECT_NEAR(330 + upper_level_dominance(dominated_cell, 1, 85), 352.941176, 1e-6);

    const double close[]{100, 50, 5};
    EXPECT_NEAR(upper_level_within(close, 25), 20, 1e-9);
    EXPECT_EQ(upper_level_within(close, 4), 0);
    EXPECT_NEAR(100 * 100.0 / (100 + 25), 80, 1e-9); // p 25 is k 80
}

} // namespace
} // namespace balieblik::disclosure
