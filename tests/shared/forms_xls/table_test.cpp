// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/table.hpp"

#include <gtest/gtest.h>

namespace balieblik::forms::xls {
namespace {

TEST(Tables, rows_keep_their_line_and_their_row_in_the_sheet)
{
    Problems problems;

    const auto book = read_tables(
        "# notes\n\n| survey |\n| | type | name |\n# why\n| | text | a |\n|  |  |  |\n| | text | b |\n", problems);

    ASSERT_TRUE(problems.empty());
    const auto* survey = book.find("survey");
    ASSERT_NE(survey, nullptr);
    EXPECT_EQ(survey->header.line, 4);
    ASSERT_EQ(survey->rows.size(), 2U);
    EXPECT_EQ(survey->rows[0].row, 2);
    EXPECT_EQ(survey->rows[0].line, 6);
    EXPECT_EQ(survey->rows[1].row, 4);
    EXPECT_EQ(survey->rows[1].line, 8);
}

TEST(Tables, an_escaped_bar_is_part_of_the_cell)
{
    Problems problems;

    const auto book = read_tables("| survey |\n| | type | label |\n| | text | a \\| b |\n", problems);

    EXPECT_EQ(book.find("survey")->rows[0].cells[1], "a | b");
}

TEST(Tables, a_line_outside_of_the_tables_is_refused_with_its_line)
{
    Problems problems;

    read_tables("| survey |\n| | type |\nloose words\n", problems);

    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].kind, ProblemKind::line_not_table);
    EXPECT_EQ(problems[0].line, 3);
}

TEST(Tables, formatting_gives_equal_widths_and_changes_nothing_the_second_time)
{
    const std::string once = format_tables("# c\n| survey |\n| | type | label |\n| | text | één \\| twee |\n| | x |\n");

    EXPECT_EQ(once, "# c\n"
                    "| survey |\n"
                    "|        | type | label       |\n"
                    "|        | text | één \\| twee |\n"
                    "|        | x    |             |\n");
    EXPECT_EQ(format_tables(once), once);
}

TEST(Tables, csv_cells_may_hold_commas_quotes_and_line_ends)
{
    const auto rows = read_csv("a,b\r\n\"x, \"\"y\"\"\nz\",2\n");

    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1][0], "x, \"y\"\nz");
    EXPECT_EQ(rows[1][1], "2");
}

TEST(Tables, a_text_of_several_lines_stands_in_one_cell)
{
    Problems problems;
    const auto book =
        read_tables("| survey |\n| | type | label |\n| | note | # Head&#10;&#10;words &#10; |\n", problems);

    ASSERT_TRUE(problems.empty());
    EXPECT_EQ(book.find("survey")->rows[0].cells[1], "# Head\n\nwords");
    EXPECT_EQ(format_tables("| a |\n| | b |\n| | c&#10;d&#10; |\n"), "| a |\n|   | b       |\n|   | c&#10;d |\n");
}

} // namespace
} // namespace balieblik::forms::xls
