// SPDX-License-Identifier: EUPL-1.2
// A demonstration: the project "Raalte" with its people and places, and a wave of made-up visits whose truth is known.
#pragma once

#include "store/store.hpp"
#include "usecases/accounts.hpp"

namespace balieblik::usecases {

struct DemoAccount {
    std::string role;
    std::string login;
    std::string password; // temporary; the first sign-in asks for another
};
BOOST_DESCRIBE_STRUCT(DemoAccount, (), (role, login, password))
struct DemoProject {
    ProjectId project_id;
    WaveId wave_id;
    LocationId location_id;
    std::vector<InspectorId> inspectors;
    std::vector<DemoAccount> accounts; // one a role
};
BOOST_DESCRIBE_STRUCT(DemoProject, (), (project_id, wave_id, location_id, inspectors, accounts))
// People of every role, the project with the wave "Raalte, voorjaar" as it stands before it may start, Gemeentehuis
// Raalte, scenarios, norms and inspectors. `forms` are the questionnaires to offer. Refusal: state_conflict (it is
// there already).
Result<DemoProject> build_demo_project(store::Store& store, TenantId tenant, const Environment& env,
                                       const std::vector<sync::FormVersion>& forms);

} // namespace balieblik::usecases
