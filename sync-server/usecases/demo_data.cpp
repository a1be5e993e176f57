// SPDX-License-Identifier: EUPL-1.2
#include "usecases/demo_data.hpp"

#include "usecases/projects.hpp"
#include "usecases/questionnaires.hpp"
#include "usecases/review.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

struct Wanted {
    Role role;
    const char* login;
    const char* name;
};
constexpr Wanted people[]{
    {Role::coordinator, "coordinator", "Carla Coördinator"}, {Role::reviewer, "controleur", "Rik Controleur"},
    {Role::quality_team, "kwaliteit", "Kim Kwaliteit"},      {Role::client_admin, "beheerder", "Bea Beheerder"},
    {Role::observer, "waarnemer", "Omar van de OR"},         {Role::vault_keeper, "kluis", "Vera Vertrouwelijk"},
};

Result<void> add_project(store::Tx& tx, const Environment& env, ImportFiles files, DemoProject& demo)
{
    // The example's assignments are for the import; here the coordinator makes them.
    files.erase("assignments.csv");
    std::vector<RowError> errors;
    BALIEBLIK_TRY(imported, import_project(tx, env, server_actor(), files, errors));
    BALIEBLIK_TRY(waves, tx.field().waves(imported.project_id));
    for (const auto& wave : waves)
        demo.waves.push_back({wave.channel, imported.project_id, wave.id});
    return {};
}

bool offers(const std::vector<sync::FormVersion>& forms, std::string_view form_id)
{
    return std::any_of(forms.begin(), forms.end(), [&](const auto& one) { return one.form.form_id == form_id; });
}

Result<void> fill_in_names(store::Tx& tx, DemoProject& demo)
{
    BALIEBLIK_TRY(location, tx.field().location_named("raalte-gemeentehuis"));
    if (demo.waves.empty() || !location)
        return Error{Errc::not_found, "wave or location"};
    demo.project_id = demo.waves.front().project_id;
    demo.wave_id = demo.waves.front().wave_id;
    demo.location_id = location->id;
    BALIEBLIK_TRY(inspectors, tx.field().inspectors());
    for (const auto& inspector : inspectors)
        demo.inspectors.push_back({inspector.id, inspector.alias});
    return {};
}

Result<std::int64_t> approve_wave(store::Tx& tx, const Environment& env, const Actor& reviewer, WaveId wave)
{
    std::int64_t approved = 0;
    for (;;) {
        BALIEBLIK_TRY(queue, review_queue(tx, env, reviewer, QueueQuery{wave, false, {0, 200}}));
        std::int64_t now = 0;
        for (const auto& row : queue.rows) {
            const bool waits = row.state == VisitVersionState::complete || row.state == VisitVersionState::in_review;
            const bool late = std::find(row.flags.begin(), row.flags.end(), VisitFlag::late) != row.flags.end();
            if (!waits || late || row.own)
                continue;
            BALIEBLIK_TRY(visit, open_visit(tx, env, reviewer, row.visit_version_id));
            const ReviewRequest request{ReviewOutcome::approve, {}, {}, visit.rev};
            BALIEBLIK_CHECK(review_visit(tx, env, reviewer, row.visit_version_id, request));
            ++now;
        }
        approved += now;
        if (now == 0)
            return approved;
    }
}

} // namespace

Result<DemoProject> build_demo_project(store::Store& store, TenantId tenant, const Environment& env,
                                       const std::vector<sync::FormVersion>& forms)
{
    // Hashing takes its time: before the transaction.
    std::vector<FreshPassword> passwords;
    for (std::size_t i = 0; i < std::size(people); ++i)
        passwords.push_back(fresh_password(env.random));
    return store.write(tenant, [&](store::Tx& tx) -> Result<DemoProject> {
        const auto server = server_actor();
        BALIEBLIK_TRY(there, tx.people().find_login(people[0].login));
        if (there)
            return Error{Errc::state_conflict, "the demonstration is there already"};
        for (const auto& form : forms)
            BALIEBLIK_CHECK(publish_form(tx, env, server, form));
        DemoProject demo;
        BALIEBLIK_CHECK(add_project(tx, env, example_raalte(), demo));
        if (offers(forms, "telephone") && offers(forms, "message"))
            BALIEBLIK_CHECK(add_project(tx, env, example_kanalen(), demo));
        for (std::size_t i = 0; i < std::size(people); ++i) {
            const auto& [role, login, name] = people[i];
            NewPerson request{login, name, {{role, std::nullopt}}, std::nullopt};
            BALIEBLIK_TRY(added, add_person(tx, env, server, request, passwords[i]));
            demo.accounts.push_back(
                {std::string(json::enum_name(role)), login, added.temporary_password, added.person.id});
        }
        BALIEBLIK_CHECK(fill_in_names(tx, demo));
        return demo;
    });
}

Result<void> start_demo_fieldwork(store::Store& store, TenantId tenant, const Environment& env, const DemoProject& demo)
{
    return store.write(tenant, [&](store::Tx& tx) -> Result<void> {
        const auto server = server_actor();
        for (const auto& one : demo.waves) {
            BALIEBLIK_TRY(project, open_project(tx, server, one.project_id));
            const Clearances clearances{"2026-01-20", "2026-02-02", "DPIA-2026-014", project.project.rev};
            if (!project.missing_clearances.empty())
                BALIEBLIK_CHECK(set_clearances(tx, env, server, one.project_id, clearances));
            BALIEBLIK_TRY(wave, open_wave(tx, server, one.wave_id));
            BALIEBLIK_CHECK(
                move_wave(tx, env, server, one.wave_id, WaveMove{WaveStep::start_fieldwork, wave.wave.rev}));
        }
        return {};
    });
}

Result<std::int64_t> approve_demo_visits(store::Store& store, TenantId tenant, const Environment& env,
                                         const DemoProject& demo)
{
    return store.write(tenant, [&](store::Tx& tx) -> Result<std::int64_t> {
        BALIEBLIK_TRY(person, tx.people().find_login("controleur"));
        if (!person)
            return Error{Errc::not_found, "person"};
        Actor reviewer;
        reviewer.person_id = person->id;
        reviewer.name = person->name;
        reviewer.grants = person->grants;
        std::int64_t approved = 0;
        for (const auto& one : demo.waves) {
            BALIEBLIK_TRY(in_wave, approve_wave(tx, env, reviewer, one.wave_id));
            approved += in_wave;
        }
        return approved;
    });
}

} // namespace balieblik::usecases
