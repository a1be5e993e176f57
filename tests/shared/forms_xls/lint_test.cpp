// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/lint.hpp"

#include <gtest/gtest.h>

namespace balieblik::forms::xls {
namespace {

std::vector<ProblemKind> kinds(std::string_view tables)
{
    std::vector<ProblemKind> made;
    for (const auto& problem : lint_tables(tables))
        made.push_back(problem.kind);
    return made;
}

TEST(Lint, a_text_without_its_translation_is_found)
{
    EXPECT_EQ(kinds("| survey |\n| | type | name | label::Nederlands (nl) | label::English (en) |\n| | text | a | A | "
                    "|\n| | text | b | B | B |\n"),
              std::vector{ProblemKind::translation_missing});
}

TEST(Lint, a_question_for_a_persons_name_is_found_and_a_warning_against_names_is_not)
{
    const std::string head = "| survey |\n| | type | name | label |\n";
    EXPECT_EQ(kinds(head + "| | text | a | Naam van de medewerker |\n"), std::vector{ProblemKind::person_asked});
    EXPECT_EQ(kinds(head + "| | text | a | What is the clerk's name? |\n"), std::vector{ProblemKind::person_asked});
    EXPECT_TRUE(kinds(head + "| | text | a | What went well? (no names or looks of staff) |\n").empty());
    EXPECT_TRUE(kinds(head + "| | text | a | Wat ging goed? (geen namen of uiterlijk van medewerkers) |\n").empty());
}

TEST(Lint, a_scored_row_that_counts_a_blank_is_found_and_weights_that_are_not_100)
{
    const std::string tables = "| settings |\n| | namespaces | attribute::ms:dimension_weights |\n"
                               "| | ms=\"https://balieblik.example/ns/mystery-shopper\" | A:90 |\n"
                               "| survey |\n| | type | name | label | calculation | bind::ms:dimension | "
                               "bind::ms:weight | bind::ms:points | bind::type | bind::ms:role |\n"
                               "| | integer | x | X | | | | | | norm_seconds |\n"
                               "| | calculate | p | | if(${x} <= 10, 1, 0) | A | 1 | wait | int | |\n";

    EXPECT_EQ(kinds(tables), (std::vector{ProblemKind::weights_differ, ProblemKind::blank_unguarded}));
}

} // namespace
} // namespace balieblik::forms::xls
