// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/compile.hpp"
#include "forms/xls/scoring_rows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::forms::xls {
namespace {

using ::testing::HasSubstr;

const std::string settings =
    "| settings |\n| | namespaces | attribute::ms:dimension_weights | attribute::ms:critical_policy |\n"
    "| | ms=\"https://balieblik.example/ns/mystery-shopper\" | A:60 B:40 | ";
const std::string choices = "| choices |\n| | list_name | name | label | score |\n| | yn | yes | Yes | 100 |\n| | yn | "
                            "no | No | 0 |\n| | yn | na | N/A | |\n";
const std::string survey = "| survey |\n| | type | name | label | bind::ms:dimension | bind::ms:weight | "
                           "bind::ms:critical | bind::ms:bonus |\n";

TEST(ScoringRows, points_weights_scores_and_index_are_written_with_blank_guards)
{
    const auto made =
        compile_tables(settings + "flag |\n" + choices + survey +
                       "| | select_one yn | a | A | A | 2 | no | |\n| | select_one yn | b | B | B | 1 | | |\n");

    ASSERT_TRUE(made.ok()) << sentence(made.problems[0], "f");
    EXPECT_THAT(made.xml, HasSubstr("coalesce(instance('yn')/root/item[name =  /data/a ]/score, '')"));
    EXPECT_THAT(
        made.xml,
        HasSubstr("nodeset=\"/data/score/A_w\" type=\"string\" calculate=\"if( /data/score/a_pts  = '', 0, 2)\""));
    EXPECT_THAT(made.xml, HasSubstr("nodeset=\"/data/score/A_sc\""));
    EXPECT_THAT(made.xml, HasSubstr("nodeset=\"/data/score/index\""));
    EXPECT_THAT(made.xml, HasSubstr("nodeset=\"/data/score/critical\" type=\"string\" calculate=\" /data/a  = 'no'\""));
    EXPECT_THAT(made.xml, HasSubstr("ms:generated=\"yes\""));
    EXPECT_EQ(made.xml.find("<group ref=\"/data/score\""), std::string::npos);
}

TEST(ScoringRows, a_bonus_earns_but_is_never_applicable)
{
    const auto made = compile_tables(settings + "flag |\n" + choices + survey +
                                     "| | select_one yn | a | A | A | 2 | | |\n| | select_one yn | x | X | A | 1 | | "
                                     "yes |\n| | select_one yn | b | B | B | 1 | | |\n");

    ASSERT_TRUE(made.ok());
    EXPECT_THAT(made.xml, HasSubstr("calculate=\"if( /data/score/a_pts  = '', 0, 2)\""));
    EXPECT_THAT(made.xml, HasSubstr("if( /data/score/x_pts  = '', 0, 1 *  /data/score/x_pts )"));
}

TEST(ScoringRows, faults_in_scoring_are_refused_at_their_row)
{
    const auto kind_and_row = [](const std::string& rows, const std::string& policy = "flag") {
        const auto made = compile_tables(settings + policy + " |\n" + choices + survey + rows);
        return made.ok() ? std::pair{ProblemKind::line_not_table, -1}
                         : std::pair{made.problems[0].kind, made.problems[0].row};
    };
    const std::string good = "| | select_one yn | a | A | A | 2 | | |\n| | select_one yn | b | B | B | 1 | | |\n";
    const auto refused = ProblemKind::scoring_invalid;
    EXPECT_EQ(kind_and_row(good + "| | select_one yn | c | C | C | 1 | | |\n"), (std::pair{refused, 4}));
    EXPECT_EQ(kind_and_row(good + "| | select_one yn | c | C | A | -1 | | |\n"), (std::pair{refused, 4}));
    EXPECT_EQ(kind_and_row(good + "| | select_one yn | c | C | A | | | |\n"), (std::pair{refused, 4}));
    EXPECT_EQ(kind_and_row(good + "| | select_one yn | c | C | A | 1 | maybe | |\n"), (std::pair{refused, 4}));
    EXPECT_EQ(kind_and_row(good + "| | text | c | C | A | 1 | | |\n"), (std::pair{ProblemKind::unsupported, 4}));
    EXPECT_EQ(kind_and_row(good, "harsh"), (std::pair{refused, 2}));
}

TEST(ScoringRows, dimension_weights_stand_once_and_are_above_zero)
{
    ASSERT_TRUE(read_dimension_weights("TONE:30 RULE:20.5"));
    EXPECT_EQ(read_dimension_weights("TONE:30 RULE:20.5")->at(1).second, 20.5);
    EXPECT_FALSE(read_dimension_weights("TONE:30 TONE:1"));
    EXPECT_FALSE(read_dimension_weights("TONE:0"));
    EXPECT_FALSE(read_dimension_weights("TONE"));
}

} // namespace
} // namespace balieblik::forms::xls
