// SPDX-License-Identifier: EUPL-1.2
// Finding things or refusing, and what belongs to what. Who has no role in a project learns not even that it exists.
#pragma once

#include "usecases/actor.hpp"

#include <algorithm>

namespace balieblik::usecases {

struct FoundWave {
    Wave wave;
    Project project;
    Role role{};
};
// Refusal: not_found, also without one of the roles in the wave's project.
Result<FoundWave> find_wave(store::Tx& tx, const Actor& actor, std::initializer_list<Role> roles, WaveId id);

struct FoundAssignment {
    Assignment assignment;
    FoundWave in;
};
Result<FoundAssignment> find_assignment(store::Tx& tx, const Actor& actor, std::initializer_list<Role> roles,
                                        AssignmentId id);

struct FoundVisit {
    store::VisitVersion version;
    FoundWave in;
};
Result<FoundVisit> find_visit(store::Tx& tx, const Actor& actor, std::initializer_list<Role> roles, VisitVersionId id);

Result<Location> find_location(store::Tx& tx, LocationId id);
Result<Scenario> find_scenario(store::Tx& tx, ScenarioId id);
Result<Inspector> find_inspector(store::Tx& tx, InspectorId id);

// Every role there is: somebody who has anything to do with a project.
inline constexpr std::initializer_list<Role> any_role_of_all{Role::coordinator,  Role::reviewer, Role::quality_team,
                                                             Role::client_admin, Role::observer, Role::vault_keeper};

// A part of a list that is already in order.
template <class T>
std::vector<T> page_of(const std::vector<T>& rows, const Paging& page)
{
    const auto size = static_cast<std::int64_t>(rows.size());
    const auto first = std::clamp<std::int64_t>(page.offset, 0, size);
    const auto last = std::min(size, first + std::clamp<std::int64_t>(page.limit, 0, 200));
    return {rows.begin() + first, rows.begin() + last};
}

} // namespace balieblik::usecases
