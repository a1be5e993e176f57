// SPDX-License-Identifier: EUPL-1.2
// An organisation with one small field, for tests: a project, a wave in the field, a place, a norm, a scenario, a
// questionnaire and an inspector. Good defaults; a test changes what matters to it.
#pragma once

#include "store/store.hpp"
#include "usecases/inbox.hpp"
#include "usecases/organisation.hpp"
#include "vault/random.hpp"

namespace balieblik::test {

struct FieldBuilder {
    usecases::Environment env;
    TenantId tenant{};
    Project project{};
    Wave wave{};
    Location location{};
    Norm norm{};
    Scenario scenario{};
    Inspector inspector{};
    sync::FormVersion form{};
    mutable vault::KeyHalves recovery_halves{}; // as two people keep them; known once it is written

    explicit FieldBuilder(usecases::Environment environment) : env(environment)
    {
        tenant = env.ids.make<TenantId>();
        project.id = env.ids.make<ProjectId>();
        project.code = "raalte";
        project.name = "Raalte";
        project.state = ProjectState::running;
        form = {{"counter", "1", std::string(64, 'a')}, "Balie", "Counter", "<form/>", {{"norms.csv", "a;b"}}};
        wave.id = env.ids.make<WaveId>();
        wave.project_id = project.id;
        wave.code = "voorjaar";
        wave.name = "Voorjaar";
        wave.starts_on = "2026-03-01";
        wave.ends_on = "2026-04-30";
        wave.form_id = form.form.form_id;
        wave.form_version = form.form.version;
        wave.state = WaveState::fieldwork;
        location.id = env.ids.make<LocationId>();
        location.code = "raalte-gemeentehuis";
        location.municipality = "GM0177";
        location.name = "Gemeentehuis Raalte";
        norm = {
            env.ids.make<NormId>(), 1, Channel::counter, NormKind::wait_s, ClockStart::ticket, 600, 80, "2026-01-01",
            NormState::in_force};
        scenario.id = env.ids.make<ScenarioId>();
        scenario.code = "R1";
        inspector.id = env.ids.make<InspectorId>();
        inspector.alias = "Merel";
    }

    Result<void> write(store::Tx& tx) const
    {
        BALIEBLIK_TRY(founded, usecases::found_organisation(tx, env, "Gemeente Raalte"));
        recovery_halves = founded.recovery_halves;
        BALIEBLIK_CHECK(tx.field().add(project));
        BALIEBLIK_CHECK(tx.field().add(form, env.clock.now()));
        BALIEBLIK_CHECK(tx.field().add(wave));
        BALIEBLIK_CHECK(tx.field().add(location));
        BALIEBLIK_CHECK(tx.field().add(norm));
        BALIEBLIK_CHECK(tx.field().add(scenario));
        return tx.field().add(inspector);
    }

    Assignment assignment() const
    {
        Assignment made;
        made.id = env.ids.make<AssignmentId>();
        made.wave_id = wave.id;
        made.location_id = location.id;
        made.scenario_id = scenario.id;
        made.inspector_id = inspector.id;
        made.deadline = env.clock.now() + std::chrono::days{7};
        made.state = AssignmentState::offered;
        return made;
    }

    static Result<void> offer(store::Tx& tx, const Assignment& assignment)
    {
        BALIEBLIK_CHECK(tx.field().add(assignment));
        return usecases::publish_to_inbox(tx, std::nullopt, assignment);
    }
};

} // namespace balieblik::test
