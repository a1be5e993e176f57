// SPDX-License-Identifier: EUPL-1.2
// The counter questionnaire as an inspector meets it: what is asked, what is skipped, what bars sealing.
#include "forms/session/session.hpp"
#include "support/source_dir.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace balieblik::forms {
namespace {

std::string text_of(const std::string& file)
{
    std::ostringstream text;
    text << std::ifstream(balieblik::test::source_dir() / "forms/counter/1" / file, std::ios::binary).rdbuf();
    return text.str();
}

class StillClock : public Clock {
public:
    Reading read() const override
    {
        return {parse_timestamp("2026-03-12T10:30:00+01:00").value(), std::chrono::minutes{60}, milliseconds{0},
                "test"};
    }
};

class Zeros : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override { std::fill(bytes.begin(), bytes.end(), std::uint8_t{0}); }
};

class CounterVisit : public ::testing::Test {
protected:
    CounterVisit() : session_(open()) {}

    Session open()
    {
        Surroundings surroundings;
        surroundings.clock = &clock_;
        surroundings.random = &random_;
        surroundings.file = [](std::string_view) -> Result<std::string> { return text_of("norms.csv"); };
        return Session::open(compile(read_form(text_of("form.xml")).value()).value(), surroundings).value();
    }
    static std::string reference_of(const std::string& name)
    {
        const bool item = name.size() >= 2 && name[1] >= '0' && name[1] <= '9';
        return "/data/" + (item ? name.substr(0, 1) + "/" : std::string()) + (name.starts_with("H5_") ? "H5/" : "") +
               name;
    }
    void give(const std::string& name, const std::string& value)
    {
        const auto changed = session_.answer(reference_of(name), value);
        EXPECT_TRUE(changed) << name << ": " << changed.error().detail;
    }
    bool asked(const std::string& name) const { return session_.node(reference_of(name)).value().relevant; }
    std::string value(const std::string& name) const { return session_.node(reference_of(name)).value().value; }
    bool barred_by(const std::string& name) const
    {
        const auto blockers = session_.blockers();
        return std::any_of(blockers.begin(), blockers.end(),
                           [&](const Blocker& blocker) { return blocker.reference == reference_of(name); });
    }

    StillClock clock_;
    Zeros random_;
    Session session_;
};

TEST_F(CounterVisit, the_rule_is_asked_only_in_scenarios_with_a_rule)
{
    EXPECT_FALSE(asked("F1"));

    give("scenario_group", "REGEL");

    EXPECT_TRUE(asked("F1"));
    EXPECT_FALSE(asked("F2")) << "not before F1 is answered";
}

TEST_F(CounterVisit, an_obstacle_that_was_not_reached_leaves_the_rule_questions_out)
{
    give("scenario_group", "REGEL");
    give("F1", "no");

    for (int i = 2; i <= 8; ++i)
        EXPECT_FALSE(asked("F" + std::to_string(i))) << i;
}

TEST_F(CounterVisit, an_obstacle_solved_beforehand_leaves_the_first_reactions_out)
{
    give("scenario_group", "REGEL");
    give("F1", "beforehand");

    EXPECT_FALSE(asked("F2"));
    EXPECT_FALSE(asked("F3"));
    for (int i = 4; i <= 8; ++i)
        EXPECT_TRUE(asked("F" + std::to_string(i))) << i;
}

TEST_F(CounterVisit, the_control_scenario_asks_for_no_exception)
{
    give("scenario_group", "REGEL");
    give("scenario_code", "R5");
    give("F1", "yes");

    EXPECT_FALSE(asked("F4"));
    EXPECT_FALSE(asked("F5"));
    EXPECT_TRUE(asked("F8"));
}

TEST_F(CounterVisit, a_scenario_that_was_not_carried_out_jumps_to_the_last_question)
{
    give("scenario_group", "REGEL");
    give("A1", "no");

    for (const char* name : {"A2", "B1", "C2", "D1", "E1", "F1", "G1", "H1", "H3", "H7"})
        EXPECT_FALSE(asked(name)) << name;
    EXPECT_TRUE(asked("H6"));
    EXPECT_EQ(value("aborted"), "yes");
    give("H6", "no");
    EXPECT_TRUE(session_.blockers().empty());
}

TEST_F(CounterVisit, without_the_declaration_it_cannot_be_sealed)
{
    give("H7", "no");
    EXPECT_TRUE(barred_by("H7"));

    give("H7", "yes");
    EXPECT_FALSE(barred_by("H7"));
}

TEST_F(CounterVisit, who_thinks_to_be_recognised_gets_a_reviewer)
{
    EXPECT_EQ(value("qa_required"), "no");

    give("H6", "yes");

    EXPECT_EQ(value("qa_required"), "yes");
}

TEST_F(CounterVisit, the_assignments_appointment_is_proposed_each_time_there_turns_out_to_be_one)
{
    give("appointment_at", "2026-03-12T10:05:00+01:00");
    give("A2", "yes");
    EXPECT_EQ(value("A3"), "2026-03-12T10:05:00+01:00");

    give("A3", "2026-03-12T10:10:00+01:00");
    EXPECT_EQ(value("A3"), "2026-03-12T10:10:00+01:00") << "it is a proposal";
    give("A2", "no");
    EXPECT_FALSE(asked("A3"));
    EXPECT_EQ(value("A3"), "");
    give("A2", "yes");
    EXPECT_EQ(value("A3"), "2026-03-12T10:05:00+01:00");
}

TEST_F(CounterVisit, an_explanation_is_asked_for_only_after_a_wait_above_the_norm)
{
    give("norm_set", "katwijk");
    give("A2", "no");
    give("B1", "2026-03-12T10:00:00+01:00");
    give("C1", "2026-03-12T10:01:15+01:00");
    give("C2", "2026-03-12T10:11:05+01:00");
    EXPECT_EQ(value("C3"), "590.0");
    EXPECT_FALSE(asked("C4")) << "within 600 s";

    give("C2", "2026-03-12T10:11:16+01:00");
    EXPECT_EQ(value("C3"), "601.0");
    EXPECT_TRUE(asked("C4"));
}

TEST_F(CounterVisit, laps_out_of_order_bar_sealing)
{
    give("B1", "2026-03-12T10:00:00+01:00");
    give("C1", "2026-03-12T09:59:59+01:00");
    EXPECT_TRUE(barred_by("C1"));

    give("C1", "2026-03-12T10:00:00+01:00");
    EXPECT_FALSE(barred_by("C1"));
}

TEST_F(CounterVisit, the_follow_up_is_asked_for_only_where_the_goal_was_not_reached_at_once)
{
    give("G1", "at_once");
    EXPECT_FALSE(asked("G2"));

    give("G1", "follow_up");
    EXPECT_TRUE(asked("G2"));
}

TEST_F(CounterVisit, it_speaks_dutch_first_and_english_too)
{
    EXPECT_EQ(session_.node("/data/A/A2").value().label, "Had u een afspraak?");

    ASSERT_TRUE(session_.set_language("English (en)"));

    EXPECT_EQ(session_.node("/data/A/A2").value().label, "Did you have an appointment?");
    EXPECT_EQ(session_.node("/data/D/D2").value().options[2].label, "3 = correct but flat, on autopilot");
}

TEST_F(CounterVisit, it_has_a_page_for_each_section_and_none_for_the_scores)
{
    std::vector<std::string> references;
    for (const auto& section : session_.sections())
        references.push_back(section.reference);

    EXPECT_EQ(references, (std::vector<std::string>{"/data/A", "/data/B", "/data/C", "/data/D", "/data/E", "/data/F",
                                                    "/data/G", "/data/H"}));
}

} // namespace
} // namespace balieblik::forms
