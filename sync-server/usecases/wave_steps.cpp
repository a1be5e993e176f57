// SPDX-License-Identifier: EUPL-1.2
#include "usecases/wave_steps.hpp"

#include "usecases/find.hpp"
#include "usecases/inbox.hpp"
#include "usecases/scored_visit.hpp"

namespace balieblik::usecases {
namespace {

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const auto& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

Role role_for(WaveStep step) { return step == WaveStep::validate ? Role::reviewer : Role::coordinator; }

// Nobody is going to start these any more; what was started may still come in.
Result<void> end_what_was_not_started(store::Tx& tx, const Environment& env, const Actor& actor, Role role,
                                      const Wave& wave)
{
    BALIEBLIK_TRY(assignments, tx.field().assignments_of_wave(wave.id));
    for (const auto& before : assignments) {
        const auto step = before.state == AssignmentState::declined ? AssignmentStep::cancel : AssignmentStep::expire;
        const auto next = after(before.state, step);
        if (!next)
            continue;
        auto changed = before;
        changed.state = *next;
        changed.reason = "wave_closed";
        BALIEBLIK_CHECK(tx.field().update(changed));
        BALIEBLIK_CHECK(publish_to_inbox(tx, before, changed));
        BALIEBLIK_CHECK(note(tx, env, actor, role, "assignment." + std::string(json::enum_name(*next)),
                             "assignment:" + to_text(before.id), "wave_closed"));
    }
    return {};
}

Result<void> check_conditions(store::Tx& tx, const Wave& wave, const Project& project, WaveStep step)
{
    if (step == WaveStep::start_fieldwork) {
        BALIEBLIK_TRY(missing, missing_for_fieldwork(tx, wave, project));
        if (!missing.empty())
            return Error{Errc::wave_not_cleared, joined(missing)};
    }
    if (step == WaveStep::validate) {
        BALIEBLIK_TRY(missing, missing_for_validation(tx, wave));
        if (!missing.empty())
            return Error{Errc::wave_not_validated, joined(missing)};
    }
    return {};
}

// Two norms in force from the same day on that ask for different things: no verdict could be right.
bool contradict(const std::vector<Norm>& norms, Channel channel)
{
    for (const auto& a : norms)
        for (const auto& b : norms)
            if (a.channel == channel && b.channel == channel && a.kind == b.kind && a.state == NormState::in_force &&
                b.state == NormState::in_force && a.valid_from == b.valid_from &&
                (a.value != b.value || a.target_share != b.target_share || a.clock_start != b.clock_start))
                return true;
    return false;
}

// Until now the tablets knew nothing of this wave.
Result<void> announce(store::Tx& tx, const Wave& wave)
{
    BALIEBLIK_TRY(assignments, tx.field().assignments_of_wave(wave.id));
    for (const auto& assignment : assignments)
        BALIEBLIK_CHECK(publish_to_inbox(tx, std::nullopt, assignment));
    return {};
}

Result<void> start_project(store::Tx& tx, Project project)
{
    if (project.state == ProjectState::running)
        return {};
    project.state = ProjectState::running;
    return tx.field().update(project);
}

} // namespace

bool awaits_review(const store::VisitVersion& version)
{
    using enum VisitVersionState;
    return version.state == awaiting_media || version.state == complete || version.state == in_review;
}

Result<std::vector<std::string>> missing_for_fieldwork(store::Tx& tx, const Wave& wave, const Project& project)
{
    auto missing = missing_clearances(project);
    BALIEBLIK_TRY(form, tx.field().form(wave.form_id, wave.form_version));
    if (!form)
        missing.emplace_back("form");
    BALIEBLIK_TRY(norm, tx.field().norm_on(wave.channel, wave.starts_on));
    if (!norm)
        missing.emplace_back("norm");
    return missing;
}

Result<std::vector<std::string>> missing_for_validation(store::Tx& tx, const Wave& wave)
{
    std::vector<std::string> missing;
    BALIEBLIK_TRY(unreviewed, tx.visits().count_awaiting_review(wave.id));
    if (unreviewed > 0)
        missing.push_back("unreviewed:" + std::to_string(unreviewed));
    BALIEBLIK_TRY(returned, tx.field().count_assignments(wave.id, AssignmentState::returned));
    if (returned > 0)
        missing.push_back("returned:" + std::to_string(returned));

    BALIEBLIK_TRY(in_force, tx.field().norm_on(wave.channel, wave.starts_on));
    bool norms = in_force.has_value();
    BALIEBLIK_TRY(used, tx.visits().norm_versions(wave.id));
    for (const auto version : used) {
        BALIEBLIK_TRY(norm, tx.field().norm(wave.channel, version));
        norms = norms && norm.has_value();
    }
    if (!norms)
        missing.emplace_back("norms");
    BALIEBLIK_TRY(all_norms, tx.field().norms());
    if (contradict(all_norms, wave.channel))
        missing.emplace_back("norms_contradict");
    BALIEBLIK_TRY(weights, weights_are_complete(tx, wave));
    if (!weights)
        missing.emplace_back("weights");
    return missing;
}

Result<WaveView> wave_view(store::Tx& tx, const Actor& actor, const Wave& wave, const Project& project)
{
    WaveView view;
    view.wave = wave;
    view.project_id = project.id;
    view.project_name = project.name;
    for (const auto step : {WaveStep::schedule, WaveStep::start_fieldwork, WaveStep::close, WaveStep::validate,
                            WaveStep::publish, WaveStep::archive})
        if (after(wave.state, step) && require(actor, {role_for(step)}, project.id))
            view.possible_steps.push_back(step);
    if (wave.state == WaveState::draft || wave.state == WaveState::scheduled) {
        BALIEBLIK_TRY(missing, missing_for_fieldwork(tx, wave, project));
        view.missing = missing;
    } else if (wave.state == WaveState::closed) {
        BALIEBLIK_TRY(missing, missing_for_validation(tx, wave));
        view.missing = missing;
    }
    BALIEBLIK_TRY(norm, tx.field().norm_on(wave.channel, wave.starts_on));
    view.norm = norm;
    return view;
}

Result<WaveView> move_wave(store::Tx& tx, const Environment& env, const Actor& actor, WaveId id,
                           const WaveMove& request)
{
    BALIEBLIK_TRY(found, find_wave(tx, actor, {role_for(request.step)}, id));
    if (request.step == WaveStep::publish || request.step == WaveStep::destroy)
        return Error{Errc::validation, "step"};
    auto wave = found.wave;
    if (wave.rev != request.rev)
        return Error{Errc::stale, "wave"};
    BALIEBLIK_TRY(next, after(wave.state, request.step));
    BALIEBLIK_CHECK(check_conditions(tx, wave, found.project, request.step));
    wave.state = next;
    BALIEBLIK_CHECK(tx.field().update(wave));
    if (request.step == WaveStep::start_fieldwork) {
        BALIEBLIK_CHECK(start_project(tx, found.project));
        BALIEBLIK_CHECK(announce(tx, wave));
    }
    if (request.step == WaveStep::close)
        BALIEBLIK_CHECK(end_what_was_not_started(tx, env, actor, found.role, wave));
    if (wave.state != WaveState::scheduled)
        BALIEBLIK_CHECK(publish_wave(tx, wave));
    BALIEBLIK_CHECK(
        note(tx, env, actor, found.role, "wave." + std::string(json::enum_name(request.step)), "wave:" + to_text(id)));
    BALIEBLIK_TRY(project, tx.field().project(found.project.id));
    return wave_view(tx, actor, wave, project.value_or(found.project));
}

} // namespace balieblik::usecases
