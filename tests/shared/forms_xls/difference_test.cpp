// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/difference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::forms::xls {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> told(std::string_view before, std::string_view after)
{
    std::vector<std::string> made;
    for (const auto& difference : differences(before, after))
        made.push_back(sentence(difference));
    return made;
}

const std::string head = "| survey |\n| | type | name | label |\n";

TEST(Difference, a_changed_text_is_told_by_question_and_column)
{
    EXPECT_THAT(told(head + "| | text | a | A |\n", head + "| | text | a | B |\n"),
                ElementsAre("survey a: label was 'A', is 'B'."));
}

TEST(Difference, questions_come_go_and_move)
{
    EXPECT_THAT(told(head + "| | text | a | A |\n| | text | e | E |\n| | text | c | C |\n| | text | b | B |\n",
                     head + "| | text | c | C |\n| | text | a | A |\n| | text | e | E |\n| | date | d | D |\n"),
                ElementsAre("survey c: moved.", "survey d: added (date).", "survey b: removed (text)."));
}

TEST(Difference, the_order_of_columns_and_their_width_are_no_change)
{
    EXPECT_TRUE(
        told(head + "| | text | a | A |\n", "| survey |\n| | name | label | type |\n| | a   | A | text |\n").empty());
}

TEST(Difference, choices_and_settings_are_compared_too)
{
    EXPECT_THAT(
        told("| settings |\n| | version |\n| | 1 |\n| choices |\n| | list_name | name | label |\n| | l | x | X |\n",
             "| settings |\n| | version |\n| | 2 |\n| choices |\n| | list_name | name | label |\n| | l | x | Y |\n| | "
             "l | z | Z |\n"),
        ElementsAre("settings: version was '1', is '2'.", "choices l/x: label was 'X', is 'Y'.",
                    "choices l/z: added."));
}

} // namespace
} // namespace balieblik::forms::xls
