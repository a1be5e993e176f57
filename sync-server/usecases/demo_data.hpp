// SPDX-License-Identifier: EUPL-1.2
// A demonstration: the example project "Raalte" with its people, and made-up visits whose truth is known. Everything
// comes in through the use cases that real people and tablets go through.
#pragma once

#include "store/store.hpp"
#include "usecases/accounts.hpp"
#include "usecases/import.hpp"

namespace balieblik::usecases {

// The files of sync-server/examples/raalte: a wave at counters.
const ImportFiles& example_raalte();
// The files of sync-server/examples/kanalen: a wave by telephone and one by message.
const ImportFiles& example_kanalen();

struct DemoAccount {
    std::string role;
    std::string login;
    std::string password; // temporary; the first sign-in asks for another
    PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(DemoAccount, (), (role, login, password, person_id))
struct DemoInspector {
    InspectorId id;
    std::string alias;
};
BOOST_DESCRIBE_STRUCT(DemoInspector, (), (id, alias))
struct DemoWave {
    Channel channel{};
    ProjectId project_id;
    WaveId wave_id;
};
BOOST_DESCRIBE_STRUCT(DemoWave, (), (channel, project_id, wave_id))
struct DemoProject {
    ProjectId project_id;
    WaveId wave_id;              // at counters
    LocationId location_id;      // Gemeentehuis Raalte, which is reached through every channel
    std::vector<DemoWave> waves; // of all channels, the counters first
    std::vector<DemoInspector> inspectors;
    std::vector<DemoAccount> accounts; // one a role
};
BOOST_DESCRIBE_STRUCT(DemoProject, (), (project_id, wave_id, location_id, waves, inspectors, accounts))
// People of every role, the project with the wave "Raalte, voorjaar" as it stands before it may start, Gemeentehuis
// Raalte, scenarios, norms and inspectors. `forms` are the questionnaires to offer; with those of telephone and message
// there is a second project with a wave of each. Refusal: state_conflict (it is
// there already).
Result<DemoProject> build_demo_project(store::Store& store, TenantId tenant, const Environment& env,
                                       const std::vector<sync::FormVersion>& forms);
// Sets the three clearances and starts the fieldwork of the demonstration's waves.
Result<void> start_demo_fieldwork(store::Store& store, TenantId tenant, const Environment& env,
                                  const DemoProject& demo);

// The truth behind one municipality's made-up visits: what its release must show, or may not.
struct DemoTruth {
    Channel channel{};
    std::string municipality;
    std::int64_t visits{};
    std::map<std::string, double> means; // by dimension, INDEX among them
};
BOOST_DESCRIBE_STRUCT(DemoTruth, (), (channel, municipality, visits, means))
struct DemoVisits {
    std::vector<VisitVersionId> visits;
    std::vector<DemoTruth> truth; // of each wave: one municipality large enough to be published, one too small
};
BOOST_DESCRIBE_STRUCT(DemoVisits, (), (visits, truth))
// Enrols a tablet for each inspector, assigns, and hands in sealed visits of each wave: 20 at Zwolle by five
// inspectors, 6 at Ommen by three. The same seed gives the same answers. Refusal: state_conflict (the wave is not in
// the field).
Result<DemoVisits> send_demo_visits(store::Store& store, TenantId tenant, const Environment& env,
                                    const DemoProject& demo, std::uint32_t seed);
// The demonstration's reviewer opens and approves every visit that waits.
Result<std::int64_t> approve_demo_visits(store::Store& store, TenantId tenant, const Environment& env,
                                         const DemoProject& demo);

} // namespace balieblik::usecases
