// SPDX-License-Identifier: EUPL-1.2
#include "usecases/demo_data.hpp"

#include "usecases/projects.hpp"
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

Result<void> add_forms(store::Tx& tx, const Environment& env, const std::vector<sync::FormVersion>& forms)
{
    for (const auto& form : forms) {
        BALIEBLIK_TRY(known, tx.field().form_sha256(form.form.form_id, form.form.version));
        if (known)
            continue;
        BALIEBLIK_CHECK(tx.field().add(form));
        BALIEBLIK_CHECK(note(tx, env, server_actor(), Role::client_admin, "form.added",
                             "form:" + form.form.form_id + "/" + form.form.version));
    }
    return {};
}

Result<void> fill_in_names(store::Tx& tx, DemoProject& demo)
{
    BALIEBLIK_TRY(waves, tx.field().waves(demo.project_id));
    BALIEBLIK_TRY(location, tx.field().location_named("raalte-gemeentehuis"));
    if (waves.empty() || !location)
        return Error{Errc::not_found, "wave or location"};
    demo.wave_id = waves.front().id;
    demo.location_id = location->id;
    BALIEBLIK_TRY(inspectors, tx.field().inspectors());
    for (const auto& inspector : inspectors)
        demo.inspectors.push_back({inspector.id, inspector.alias});
    return {};
}

} // namespace

Result<DemoProject> build_demo_project(store::Store& store, TenantId tenant, const Environment& env,
                                       const std::vector<sync::FormVersion>& forms)
{
    // Hashing takes its time: before the transaction.
    std::vector<FreshPassword> passwords;
    for (std::size_t i = 0; i < std::size(people); ++i)
        passwords.push_back(fresh_password(env.random));
    // The example's assignments are for the import; here the coordinator makes them.
    auto files = example_raalte();
    files.erase("assignments.csv");
    return store.write(tenant, [&](store::Tx& tx) -> Result<DemoProject> {
        const auto server = server_actor();
        BALIEBLIK_TRY(there, tx.people().find_login(people[0].login));
        if (there)
            return Error{Errc::state_conflict, "the demonstration is there already"};
        BALIEBLIK_CHECK(add_forms(tx, env, forms));
        std::vector<RowError> errors;
        BALIEBLIK_TRY(imported, import_project(tx, env, server, files, errors));
        DemoProject demo;
        demo.project_id = imported.project_id;
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
        BALIEBLIK_TRY(project, open_project(tx, server, demo.project_id));
        const Clearances clearances{"2026-01-20", "2026-02-02", "DPIA-2026-014", project.project.rev};
        BALIEBLIK_CHECK(set_clearances(tx, env, server, demo.project_id, clearances));
        BALIEBLIK_TRY(wave, open_wave(tx, server, demo.wave_id));
        BALIEBLIK_CHECK(move_wave(tx, env, server, demo.wave_id, WaveMove{WaveStep::start_fieldwork, wave.wave.rev}));
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
        for (;;) {
            BALIEBLIK_TRY(queue, review_queue(tx, env, reviewer, QueueQuery{demo.wave_id, false, {0, 200}}));
            std::int64_t now = 0;
            for (const auto& row : queue.rows) {
                const bool waits =
                    row.state == VisitVersionState::complete || row.state == VisitVersionState::in_review;
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
    });
}

} // namespace balieblik::usecases
