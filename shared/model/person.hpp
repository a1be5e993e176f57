// SPDX-License-Identifier: EUPL-1.2
// Who works with Balieblik, and which roles exclude each other.
#pragma once

#include "base/result.hpp"
#include "model/ids.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balieblik {

BOOST_DEFINE_ENUM_CLASS(Role, coordinator, reviewer, quality_team, client_admin, observer, vault_keeper)

// A role in one project, or in the whole tenant when there is no project.
struct RoleGrant {
    Role role{};
    std::optional<ProjectId> project_id;
};
BOOST_DESCRIBE_STRUCT(RoleGrant, (), (role, project_id))

// Refusal: role_conflict. Within one project nobody is coordinator and reviewer, nobody is in the quality team and in
// a role that sees visits, and a vault keeper never reviews. A grant for the whole tenant counts in every project.
Result<void> check_grants(const std::vector<RoleGrant>& grants);

// Does this role, in this project, follow from the grants?
bool holds(const std::vector<RoleGrant>& grants, Role role, const std::optional<ProjectId>& project_id);

BOOST_DEFINE_ENUM_CLASS(InspectorState, applicant, certified, suspended, left)

// The pseudonymous side of an inspector. Legal name, address and payment are the vault keeper's and live elsewhere.
struct Inspector {
    InspectorId id;
    std::string alias; // what coordinators see
    std::vector<std::string> languages;
    std::vector<std::string> ties; // CBS codes of municipalities with which there is a tie: never visited
    InspectorState state = InspectorState::certified;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(Inspector, (), (id, alias, languages, ties, state, rev))

BOOST_DEFINE_ENUM_CLASS(DeviceState, active, revoked)

struct Device {
    DeviceId id;
    InspectorId inspector_id;
    std::string name;       // "tablet van Merel", chosen at enrolment
    std::string public_key; // Ed25519, hexadecimal
    std::string app_version;
    DeviceState state = DeviceState::active;
};
BOOST_DESCRIBE_STRUCT(Device, (), (id, inspector_id, name, public_key, app_version, state))

} // namespace balieblik
