// SPDX-License-Identifier: EUPL-1.2
#include "scoring/score.hpp"

#include "forms/xls/compile.hpp"
#include "shared/scoring/visit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::scoring {
namespace {

using namespace testing;
constexpr double tolerance = 1e-6;

Score score(const std::map<std::string, std::string>& answers, const Norm& norm = katwijk())
{
    const auto scored = score_record(*counter_form(), record_of(answers), norm);
    EXPECT_TRUE(scored) << scored.error().detail;
    return scored ? *scored : Score{};
}

double dimension(const Score& scored, std::string_view name)
{
    const auto* found = scored.dimension(name);
    return found && found->score ? *found->score : -1;
}

Timestamp at(const char* time) { return parse_timestamp(std::string("2026-03-12T") + time + "+01:00").value(); }

TEST(Scoring, the_oracle_visit_has_the_printed_dimensions_and_index)
{
    const auto scored = score(oracle_answers());

    EXPECT_NEAR(scored.wait_s.value(), 520, tolerance);
    EXPECT_NEAR(dimension(scored, "ACC"), 100, tolerance);
    EXPECT_NEAR(dimension(scored, "ENV"), 37.5, tolerance);
    EXPECT_NEAR(dimension(scored, "WAIT"), 20, tolerance);
    EXPECT_NEAR(dimension(scored, "TONE"), 45, tolerance);
    EXPECT_NEAR(dimension(scored, "KNOW"), 41.666667, tolerance);
    EXPECT_NEAR(dimension(scored, "RULE"), 28.333333, tolerance);
    EXPECT_NEAR(dimension(scored, "OUT"), 17.142857, tolerance);
    EXPECT_NEAR(scored.index.value(), 37.005952, tolerance);
    EXPECT_NEAR(scored.dimension("WAIT")->items[0].points.value(), 26.666667, tolerance);
    EXPECT_TRUE(scored.critical.empty());
}

TEST(Scoring, one_step_less_room_within_the_rule_gives_the_printed_index)
{
    auto answers = oracle_answers();
    answers["F6"] = "1";

    const auto scored = score(answers);

    EXPECT_NEAR(dimension(scored, "RULE"), 25, tolerance);
    EXPECT_NEAR(scored.index.value(), 36.339286, tolerance);
}

TEST(Scoring, without_the_rule_dimension_the_others_carry_the_index)
{
    auto answers = oracle_answers();
    for (int i = 1; i <= 8; ++i)
        answers.erase("F" + std::to_string(i));

    const auto scored = score(answers);

    EXPECT_FALSE(scored.dimension("RULE")->score);
    EXPECT_NEAR(scored.index.value(), 39.174107, tolerance);
}

TEST(Scoring, the_explanation_says_what_was_left_out_and_why)
{
    auto answers = oracle_answers();
    answers.erase("B6");

    const auto scored = score(answers, Norm{"none", {}, {}});

    const auto* acc = scored.dimension("ACC");
    EXPECT_EQ(acc->applicable, 3);
    EXPECT_EQ(acc->total, 5);
    EXPECT_EQ(acc->items[1].standing, Standing::not_applicable);
    EXPECT_EQ(acc->items[0].standing, Standing::counted);
    EXPECT_EQ(scored.dimension("ENV")->items[1].standing, Standing::unanswered);
    EXPECT_FALSE(scored.dimension("ENV")->score) << "1 of 4 is less than half";
    EXPECT_EQ(scored.dimension("WAIT")->items[0].standing, Standing::no_norm);
    EXPECT_FALSE(scored.norm_s);
}

TEST(Scoring, the_forms_own_calculations_are_not_looked_at)
{
    auto record = record_of(oracle_answers());
    record["C"].as_object()["C3"] = "1";
    record["score"] = {{"index", "99"}, {"TONE_sc", "100"}};

    const auto scored = score_record(*counter_form(), record, katwijk());

    EXPECT_NEAR(scored.value().index.value(), 37.005952, tolerance);
}

TEST(Scoring, critical_answers_are_flagged_and_do_not_cap_the_counter_score)
{
    auto answers = oracle_answers();
    const auto before = dimension(score(answers), "RULE");
    answers["F8"] = "no";
    answers["D6"] = "yes";

    const auto scored = score(answers);

    EXPECT_EQ(scored.critical, (std::vector<std::string>{"D6", "F8"}));
    EXPECT_NEAR(dimension(scored, "RULE"), before - 2 * 100 / 15.0, tolerance);
}

TEST(Scoring, the_outcome_variable_has_points_and_stays_out_of_the_index)
{
    const auto scored = score(oracle_answers());

    ASSERT_EQ(scored.outcomes.size(), 2U);
    EXPECT_EQ(scored.outcomes[0].name, "H1");
    EXPECT_NEAR(scored.outcomes[0].points.value(), 44.444444, tolerance);
    EXPECT_NEAR(scored.outcomes[1].points.value(), 25, tolerance);
}

TEST(Scoring, an_answer_that_is_no_choice_is_refused_by_question)
{
    auto answers = oracle_answers();
    answers["D2"] = "6";

    const auto refused = score_record(*counter_form(), record_of(answers), katwijk());

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), (Error{Errc::validation, "D2 has no such choice"}));
}

TEST(Scoring, an_empty_record_has_no_index) { EXPECT_FALSE(score({}).index); }

TEST(Wait, with_an_appointment_it_starts_at_the_later_of_arrival_and_appointment)
{
    const Laps laps{at("09:58:30"), at("09:59:10"), at("10:13:40"), true, at("10:05:00")};

    EXPECT_EQ(wait_of(laps, ClockStart::checked_in), seconds{520});
    EXPECT_EQ(wait_of({laps.arrived, laps.checked_in, laps.called, false, {}}, ClockStart::checked_in), seconds{870});
}

TEST(Wait, without_one_the_norm_says_whether_ticket_or_door_starts_it_and_that_flips_the_verdict)
{
    const Laps laps{at("10:00:00"), at("10:01:15"), at("10:11:05"), false, {}};

    EXPECT_EQ(wait_of(laps, ClockStart::checked_in), seconds{590});
    EXPECT_EQ(wait_of(laps, ClockStart::arrived), seconds{665});
    EXPECT_EQ(wait_points(590, 600), 100);
    EXPECT_LT(wait_points(665, 600), 100);
}

TEST(Wait, who_is_called_before_the_appointment_did_not_wait)
{
    EXPECT_EQ(wait_of({at("09:50:00"), at("09:51:00"), at("10:00:00"), true, at("10:05:00")}, ClockStart::appointment),
              seconds{0});
}

TEST(Wait, points_fall_from_the_norm_to_twice_the_norm)
{
    EXPECT_EQ(wait_points(300, 300), 100);
    EXPECT_NEAR(wait_points(520, 300), 26.666667, tolerance);
    EXPECT_EQ(wait_points(600, 300), 0);
    EXPECT_EQ(wait_points(9000, 300), 0);
}

TEST(WeightedMean, not_applicable_leaves_both_sums)
{
    const std::vector<Term> visit{{3, 75}, {2, 100}, {2, {}}, {1, 100}, {3, 25}};
    const std::vector<Term> second{{3, 50}, {2, 75}, {2, 25}, {1, 0}, {3, 100}};

    const auto mean = weighted_mean(visit, 0.5);

    EXPECT_NEAR(mean.value.value(), 66.666667, tolerance);
    EXPECT_EQ(mean.applicable, 9);
    EXPECT_EQ(mean.total, 11);
    EXPECT_NEAR(weighted_mean(second, 0.5).value.value(), 59.090909, tolerance);
}

TEST(WeightedMean, dimensions_without_a_score_leave_the_index)
{
    EXPECT_NEAR(
        weighted_mean(std::vector<Term>{{20, 100}, {10, 80}, {30, 200.0 / 3}, {25, {}}, {15, 50}}, 0).value.value(),
        74.0, tolerance);
}

TEST(WeightedMean, less_than_the_coverage_gives_no_value_and_exactly_half_does)
{
    EXPECT_FALSE(weighted_mean(std::vector<Term>{{1, 100}, {2, {}}}, 0.5).value);
    EXPECT_TRUE(weighted_mean(std::vector<Term>{{1, 100}, {1, {}}}, 0.5).value);
}

TEST(WeightedMean, a_bonus_earns_without_being_owed)
{
    const auto mean = weighted_mean(std::vector<Term>{{2, 50}, {1, 100, true}}, 0.5);

    EXPECT_NEAR(mean.value.value(), 100, tolerance);
    EXPECT_EQ(mean.total, 2);
}

TEST(Norms, a_set_is_read_from_its_file_and_an_unknown_one_is_refused)
{
    const auto norm = katwijk();

    EXPECT_EQ(norm.find("counter", "wait_walk_in")->value, 600);
    EXPECT_EQ(norm.find("counter", "wait_walk_in")->clock_start, ClockStart::checked_in);
    EXPECT_EQ(read_norm(file_text("forms/norms.csv"), "vng").value().find("counter", "wait_appointment")->value, 900);
    EXPECT_EQ(read_norm(file_text("forms/norms.csv"), "nowhere").error().code, Errc::not_found);
    EXPECT_EQ(read_norm("norm_set,channel,kind,clock_start,value\nx,counter,wait_walk_in,noon,600\n", "x").error().code,
              Errc::malformed);
}

// Both policies that cap, on a form made for it.
std::shared_ptr<const forms::Form> form_with(const std::string& policy)
{
    const auto made = forms::xls::compile_tables(
        "| settings |\n| | namespaces | attribute::ms:dimension_weights | attribute::ms:critical_policy |\n"
        "| | ms=\"https://balieblik.example/ns/mystery-shopper\" | P:60 Q:40 | " +
        policy +
        " |\n"
        "| choices |\n| | list_name | name | label | score |\n| | yn | yes | Yes | 100 |\n| | yn | no | No | 0 |\n"
        "| survey |\n| | type | name | label | bind::ms:dimension | bind::ms:weight | bind::ms:critical |\n"
        "| | select_one yn | a | A | P | 1 | |\n| | select_one yn | b | B | P | 1 | no |\n| | select_one yn | c | C | "
        "Q | 1 | |\n");
    return forms::read_form(made.xml).value();
}

TEST(Scoring, a_critical_answer_can_zero_its_dimension_or_the_whole)
{
    const boost::json::object record{{"a", "yes"}, {"b", "no"}, {"c", "yes"}};

    EXPECT_NEAR(score_record(*form_with("flag"), record, {}).value().index.value(), 70, tolerance);
    EXPECT_NEAR(score_record(*form_with("zero-dimension"), record, {}).value().index.value(), 40, tolerance);
    EXPECT_NEAR(score_record(*form_with("zero-total"), record, {}).value().index.value(), 0, tolerance);
}

} // namespace
} // namespace balieblik::scoring
