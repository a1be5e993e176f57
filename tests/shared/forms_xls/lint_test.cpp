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

TEST(Lint, what_the_app_leaves_out_without_refusing_it_is_said)
{
    const auto noted = lint_tables("| survey |\n| | type | name | label | audio | image |\n| | audit | | | | |\n"
                                   "| | text | a | A | sign.mp3 | sign.png |\n");

    ASSERT_EQ(noted.size(), 2U);
    EXPECT_EQ(sentence(noted[0], "f"),
              "f:3: [survey, row 2, type] warning: The app keeps a log of its own for each visit; this stays empty.");
    EXPECT_EQ(
        sentence(noted[1], "f"),
        "f:4: [survey, row 3, audio] warning: The app plays neither sound nor film; this stays for other clients.");
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

TEST(Lint, weights_that_are_meant_to_be_another_sum_are_left_alone)
{
    EXPECT_TRUE(kinds("| settings |\n| | namespaces | attribute::ms:dimension_weights | attribute::ms:weights_total |\n"
                      "| | ms=\"https://balieblik.example/ns/mystery-shopper\" | A:95 | 95 |\n"
                      "| choices |\n| | list_name | name | label | score |\n| | l | x | X | 1 |\n"
                      "| survey |\n| | type | name | label | bind::ms:dimension | bind::ms:weight |\n| | select_one l "
                      "| a | A | A | 1 |\n")
                    .empty());
}

TEST(Lint, questions_that_nobody_is_asked_are_found)
{
    const std::string head = "| choices |\n| | list_name | name | label |\n| | l | yes | Yes |\n| | l | no | No |\n"
                             "| survey |\n| | type | name | label | relevant |\n| | select_one l | a | A | |\n";
    const std::vector<ProblemKind> unreachable{ProblemKind::unreachable};
    EXPECT_EQ(kinds(head + "| | text | b | B | false() |\n"), unreachable);
    EXPECT_EQ(kinds(head + "| | text | b | B | ${a} = 'yse' |\n"), unreachable);
    EXPECT_EQ(kinds(head + "| | text | b | B | selected(${a}, 'maybe') |\n"), unreachable);
    EXPECT_EQ(kinds(head + "| | text | b | B | ${a} = 'yes' and ${a} = 'no' |\n"), unreachable);
    EXPECT_TRUE(kinds(head + "| | text | b | B | ${a} = 'yes' or ${a} = 'no' |\n").empty());
    EXPECT_TRUE(kinds(head + "| | text | b | B | ${a} != 'yes' and ${a} != '' |\n").empty());
}

TEST(Lint, rules_that_wait_for_each_other_are_found_with_all_their_names)
{
    const auto problems =
        lint_tables("| survey |\n| | type | name | label | constraint |\n| | integer | low | L | . < ${high} |\n"
                    "| | integer | high | H | . > ${low} |\n");

    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].kind, ProblemKind::circle);
    EXPECT_NE(problems[0].message.find("low, high"), std::string::npos);
    EXPECT_EQ(kinds("| survey |\n| | type | name | label | relevant |\n| | text | a | A | ${b} = '1' |\n"
                    "| | text | b | B | ${a} = '1' |\n"),
              std::vector{ProblemKind::circle});
    EXPECT_EQ(kinds("| survey |\n| | type | name | label | relevant |\n| | begin_group | g | G | ${b} = '1' |\n"
                    "| | text | b | B | |\n| | end_group | | | |\n"),
              std::vector{ProblemKind::circle});
}

} // namespace
} // namespace balieblik::forms::xls
