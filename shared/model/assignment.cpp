// SPDX-License-Identifier: EUPL-1.2
#include "model/assignment.hpp"

#include "model/transition.hpp"

#include <algorithm>

namespace balieblik {

int minutes_of(const Scenario& scenario, Channel channel)
{
    constexpr int most_on_the_telephone = 5;
    switch (channel) {
    case Channel::counter:
        return scenario.max_minutes;
    case Channel::telephone:
        return std::min(scenario.max_minutes, most_on_the_telephone);
    case Channel::message:
        return 0;
    }
    return scenario.max_minutes;
}

Result<AssignmentState> after(AssignmentState state, AssignmentStep step, std::int64_t returns)
{
    using enum AssignmentState;
    using Step = AssignmentStep;
    static constexpr Transition<AssignmentState, Step> table[] = {
        {draft, Step::offer, offered},
        {declined, Step::offer, offered},
        {offered, Step::offer, offered}, // reassigned to somebody else
        {accepted, Step::offer, offered},
        {in_progress, Step::offer, offered},
        {returned, Step::offer, offered},
        {offered, Step::accept, accepted},
        {offered, Step::decline, declined},
        {offered, Step::start, in_progress},
        {accepted, Step::start, in_progress},
        {returned, Step::start, in_progress},
        {accepted, Step::hand_back, draft},
        {in_progress, Step::hand_back, draft},
        {offered, Step::submit, submitted}, // the start command can arrive after the visit, or never
        {accepted, Step::submit, submitted},
        {in_progress, Step::submit, submitted},
        {returned, Step::submit, submitted},
        {submitted, Step::submit, submitted}, // a second visit version of the same assignment
        {in_review, Step::submit, submitted},
        {submitted, Step::take_into_review, in_review},
        {submitted, Step::give_back, returned},
        {in_review, Step::give_back, returned},
        {submitted, Step::approve, approved},
        {in_review, Step::approve, approved},
        {submitted, Step::reject, voided},
        {in_review, Step::reject, voided},
        {draft, Step::expire, expired},
        {offered, Step::expire, expired},
        {accepted, Step::expire, expired},
        {draft, Step::cancel, cancelled},
        {offered, Step::cancel, cancelled},
        {accepted, Step::cancel, cancelled},
        {in_progress, Step::cancel, cancelled},
        {submitted, Step::cancel, cancelled},
        {in_review, Step::cancel, cancelled},
        {returned, Step::cancel, cancelled},
        {declined, Step::cancel, cancelled},
        {approved, Step::void_approved, voided},
    };
    BALIEBLIK_TRY(next, look_up<AssignmentState, Step>(table, state, step));
    if (step == Step::give_back && returns >= max_returns)
        return Error{Errc::returned_too_often, std::to_string(returns) + "x"};
    return next;
}

bool is_terminal(AssignmentState state)
{
    using enum AssignmentState;
    return state == approved || state == expired || state == cancelled || state == voided;
}

} // namespace balieblik
