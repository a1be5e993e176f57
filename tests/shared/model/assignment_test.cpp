// SPDX-License-Identifier: EUPL-1.2
#include "model/assignment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>

namespace balieblik {
namespace {

using State = AssignmentState;
using Step = AssignmentStep;

State walk(State state, std::initializer_list<Step> steps)
{
    for (const auto step : steps)
        state = after(state, step).value();
    return state;
}

TEST(Assignment, an_ordinary_visit_goes_from_draft_to_approved)
{
    EXPECT_EQ(walk(State::draft,
                   {Step::offer, Step::accept, Step::start, Step::submit, Step::take_into_review, Step::approve}),
              State::approved);
}

TEST(Assignment, starting_implies_acceptance)
{
    EXPECT_EQ(after(State::offered, Step::start).value(), State::in_progress);
}

TEST(Assignment, a_visit_that_arrives_before_its_start_command_is_submitted)
{
    EXPECT_EQ(after(State::accepted, Step::submit).value(), State::submitted);
}

TEST(Assignment, a_declined_assignment_can_be_offered_again)
{
    EXPECT_EQ(walk(State::offered, {Step::decline, Step::offer}), State::offered);
}

TEST(Assignment, a_visit_is_returned_at_most_twice)
{
    EXPECT_EQ(after(State::in_review, Step::give_back, 0).value(), State::returned);
    EXPECT_EQ(after(State::in_review, Step::give_back, 1).value(), State::returned);
    EXPECT_EQ(after(State::in_review, Step::give_back, 2).error().code, Errc::returned_too_often);
}

TEST(Assignment, only_what_nobody_started_expires)
{
    EXPECT_EQ(after(State::accepted, Step::expire).value(), State::expired);
    EXPECT_EQ(after(State::in_progress, Step::expire).error().code, Errc::state_conflict);
    EXPECT_EQ(after(State::submitted, Step::expire).error().code, Errc::state_conflict);
}

TEST(Assignment, anything_before_approved_can_be_cancelled)
{
    for (const auto state : {State::draft, State::offered, State::accepted, State::in_progress, State::submitted,
                             State::in_review, State::returned, State::declined})
        EXPECT_EQ(after(state, Step::cancel).value(), State::cancelled);
    EXPECT_FALSE(after(State::approved, Step::cancel));
}

TEST(Assignment, terminal_states_allow_no_step_but_voiding_an_approved_one)
{
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Step>>([](auto step) {
        for (const auto state : {State::expired, State::cancelled, State::voided})
            EXPECT_FALSE(after(state, step.value)) << step.name;
        EXPECT_EQ(after(State::approved, step.value).has_value(), step.value == Step::void_approved) << step.name;
    });
    EXPECT_TRUE(is_terminal(State::approved));
    EXPECT_FALSE(is_terminal(State::returned));
}

TEST(Assignment, a_refused_step_names_state_and_step)
{
    EXPECT_EQ(after(State::draft, Step::approve).error().detail, "draft -> approve");
}

} // namespace
} // namespace balieblik
