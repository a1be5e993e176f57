// SPDX-License-Identifier: EUPL-1.2
#include "usecases/projects.hpp"

#include "usecases/find.hpp"
#include "usecases/inbox.hpp"
#include "usecases/municipalities.hpp"
#include "usecases/questionnaires.hpp"
#include "usecases/wave_steps.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

bool is_code(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

bool is_text(std::string_view text) { return !text.empty() && text.size() <= 1000; }

std::string subject(const Project& project) { return "project:" + to_text(project.id); }

Result<ProjectView> view_of(store::Tx& tx, const Project& project)
{
    BALIEBLIK_TRY(waves, tx.field().waves(project.id));
    return ProjectView{project, missing_clearances(project), waves};
}

Result<void> check_date(const std::optional<std::string>& date, const char* member)
{
    if (date && !date->empty() && !parse_date(*date))
        return Error{Errc::validation, member};
    return {};
}

void take_over(std::optional<std::string>& member, const std::optional<std::string>& wanted)
{
    if (wanted)
        member = wanted->empty() ? std::nullopt : wanted;
}

} // namespace

Result<ProjectList> list_projects(store::Tx& tx, const Actor& actor)
{
    BALIEBLIK_TRY(projects, tx.field().projects());
    ProjectList list;
    for (const auto& project : projects) {
        if (!require(actor, any_role_of_all, project.id))
            continue;
        BALIEBLIK_TRY(view, view_of(tx, project));
        list.projects.push_back(std::move(view));
    }
    return list;
}

Result<ProjectView> open_project(store::Tx& tx, const Actor& actor, ProjectId id)
{
    BALIEBLIK_TRY(project, tx.field().project(id));
    if (!project || !require(actor, any_role_of_all, id))
        return Error{Errc::not_found, "project"};
    return view_of(tx, *project);
}

Result<ProjectView> add_project(store::Tx& tx, const Environment& env, const Actor& actor, const NewProject& request)
{
    BALIEBLIK_TRY(role, require(actor, {Role::coordinator, Role::client_admin}, std::nullopt));
    if (!is_code(request.code))
        return Error{Errc::validation, "code"};
    if (!is_text(request.name) || !is_text(request.client))
        return Error{Errc::validation, "name or client"};
    BALIEBLIK_TRY(projects, tx.field().projects());
    if (std::any_of(projects.begin(), projects.end(), [&](const Project& one) { return one.code == request.code; }))
        return Error{Errc::state_conflict, "code"};
    Project project;
    project.id = env.ids.make<ProjectId>();
    project.code = request.code;
    project.name = request.name;
    project.client = request.client;
    project.purpose = request.purpose;
    project.legal_basis = request.legal_basis;
    const auto correction = request.correction_days.value_or(project.correction_days);
    const auto retention = request.retention_days.value_or(project.retention_days);
    if (correction < 1 || correction > most_correction_days)
        return Error{Errc::validation, "correction_days"};
    if (retention < correction || retention > most_retention_days)
        return Error{Errc::validation, "retention_days"};
    project.correction_days = static_cast<int>(correction);
    project.retention_days = static_cast<int>(retention);
    project.rev = 1;
    BALIEBLIK_CHECK(tx.field().add(project));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "project.added", subject(project)));
    return view_of(tx, project);
}

Result<ProjectView> set_clearances(store::Tx& tx, const Environment& env, const Actor& actor, ProjectId id,
                                   const Clearances& request)
{
    BALIEBLIK_TRY(found, tx.field().project(id));
    if (!found || !require(actor, any_role_of_all, id))
        return Error{Errc::not_found, "project"};
    BALIEBLIK_TRY(role, require(actor, {Role::coordinator}, id));
    BALIEBLIK_CHECK(check_date(request.works_council_consent, "works_council_consent"));
    BALIEBLIK_CHECK(check_date(request.staff_notice, "staff_notice"));
    if (request.dpia_reference && request.dpia_reference->size() > 200)
        return Error{Errc::validation, "dpia_reference"};
    auto project = *found;
    if (project.rev != request.rev)
        return Error{Errc::stale, "project"};
    take_over(project.works_council_consent, request.works_council_consent);
    take_over(project.staff_notice, request.staff_notice);
    take_over(project.dpia_reference, request.dpia_reference);

    const bool cleared = missing_clearances(project).empty();
    BALIEBLIK_TRY(waves, tx.field().waves(id));
    const bool in_the_field =
        std::any_of(waves.begin(), waves.end(), [](const Wave& wave) { return wave.state == WaveState::fieldwork; });
    if (!cleared && in_the_field)
        return Error{Errc::state_conflict, "a wave is in the field"};
    if (project.state == ProjectState::draft && cleared)
        project.state = ProjectState::cleared;
    else if (project.state == ProjectState::cleared && !cleared)
        project.state = ProjectState::draft;
    BALIEBLIK_CHECK(tx.field().update(project));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "project.clearances_set", subject(project)));
    return view_of(tx, project);
}

Result<Wave> add_wave(store::Tx& tx, const Environment& env, const Actor& actor, ProjectId id, const NewWave& request)
{
    BALIEBLIK_TRY(project, tx.field().project(id));
    if (!project || !require(actor, any_role_of_all, id))
        return Error{Errc::not_found, "project"};
    BALIEBLIK_TRY(role, require(actor, {Role::coordinator}, id));
    if (!is_code(request.code))
        return Error{Errc::validation, "code"};
    if (!is_text(request.name))
        return Error{Errc::validation, "name"};
    const auto starts = parse_date(request.starts_on);
    const auto ends = parse_date(request.ends_on);
    if (!starts || !ends || *ends < *starts)
        return Error{Errc::validation, "starts_on or ends_on"};
    BALIEBLIK_TRY(form, tx.field().form(request.form_id, request.form_version));
    if (!form)
        return Error{Errc::unknown_form, request.form_id.substr(0, 64) + "/" + request.form_version.substr(0, 64)};
    if (!fits_channel(*form, request.channel))
        return Error{Errc::validation, "channel"};
    BALIEBLIK_TRY(waves, tx.field().waves(id));
    if (std::any_of(waves.begin(), waves.end(), [&](const Wave& one) { return one.code == request.code; }))
        return Error{Errc::state_conflict, "code"};
    Wave wave;
    wave.id = env.ids.make<WaveId>();
    wave.project_id = id;
    wave.code = request.code;
    wave.name = request.name;
    wave.starts_on = request.starts_on;
    wave.ends_on = request.ends_on;
    wave.channel = request.channel;
    wave.form_id = request.form_id;
    wave.form_version = request.form_version;
    wave.dimension_weights = request.dimension_weights.value_or(std::vector<DimensionWeight>{});
    for (const auto& weight : wave.dimension_weights)
        if (!(weight.weight > 0) || weight.dimension.empty())
            return Error{Errc::validation, "dimension_weights"};
    wave.rev = 1;
    BALIEBLIK_CHECK(tx.field().add(wave));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "wave.added", "wave:" + to_text(wave.id)));
    return wave;
}

Result<WaveView> open_wave(store::Tx& tx, const Actor& actor, WaveId id)
{
    BALIEBLIK_TRY(found, find_wave(tx, actor, any_role_of_all, id));
    return wave_view(tx, actor, found.wave, found.project);
}

Result<ScenarioList> list_scenarios(store::Tx& tx, const Actor& actor)
{
    BALIEBLIK_CHECK(require_somewhere(actor, {Role::coordinator, Role::reviewer, Role::client_admin}));
    BALIEBLIK_TRY(scenarios, tx.field().scenarios());
    return ScenarioList{scenarios};
}

Result<NormList> list_norms(store::Tx& tx, const Actor& actor)
{
    BALIEBLIK_CHECK(require_somewhere(actor, {Role::coordinator, Role::reviewer, Role::client_admin}));
    BALIEBLIK_TRY(norms, tx.field().norms());
    return NormList{norms};
}

Result<MunicipalityList> list_municipalities(store::Tx&)
{
    const auto all = municipalities();
    return MunicipalityList{{all.begin(), all.end()}};
}

} // namespace balieblik::usecases
