// SPDX-License-Identifier: EUPL-1.2
#include "model/wave.hpp"

#include "model/transition.hpp"

namespace balieblik {

std::vector<std::string> missing_clearances(const Project& project)
{
    std::vector<std::string> missing;
    const auto need = [&missing](const std::optional<std::string>& value, const char* member) {
        if (!value || value->empty())
            missing.emplace_back(member);
    };
    need(project.works_council_consent, "works_council_consent");
    need(project.staff_notice, "staff_notice");
    need(project.dpia_reference, "dpia_reference");
    return missing;
}

Result<WaveState> after(WaveState state, WaveStep step)
{
    using enum WaveState;
    static constexpr Transition<WaveState, WaveStep> table[] = {
        {draft, WaveStep::schedule, scheduled},
        {draft, WaveStep::start_fieldwork, fieldwork},
        {scheduled, WaveStep::start_fieldwork, fieldwork},
        {fieldwork, WaveStep::close, closed},
        {closed, WaveStep::validate, validated},
        {validated, WaveStep::publish, published},
        {published, WaveStep::archive, archived},
        {archived, WaveStep::destroy, destroyed},
    };
    return look_up<WaveState, WaveStep>(table, state, step);
}

} // namespace balieblik
