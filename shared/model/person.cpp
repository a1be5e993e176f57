// SPDX-License-Identifier: EUPL-1.2
#include "model/person.hpp"

#include "base/json.hpp"

namespace balieblik {
namespace {

bool exclude_each_other(Role a, Role b)
{
    const auto pair = [a, b](Role x, Role y) { return (a == x && b == y) || (a == y && b == x); };
    return pair(Role::coordinator, Role::reviewer) || pair(Role::quality_team, Role::reviewer) ||
           pair(Role::quality_team, Role::coordinator) || pair(Role::vault_keeper, Role::reviewer);
}

bool overlap(const std::optional<ProjectId>& a, const std::optional<ProjectId>& b) { return !a || !b || *a == *b; }

} // namespace

Result<void> check_grants(const std::vector<RoleGrant>& grants)
{
    for (std::size_t i = 0; i < grants.size(); ++i)
        for (std::size_t j = i + 1; j < grants.size(); ++j)
            if (exclude_each_other(grants[i].role, grants[j].role) &&
                overlap(grants[i].project_id, grants[j].project_id))
                return Error{Errc::role_conflict, std::string(json::enum_name(grants[i].role)) + " + " +
                                                      std::string(json::enum_name(grants[j].role))};
    return {};
}

bool holds(const std::vector<RoleGrant>& grants, Role role, const std::optional<ProjectId>& project_id)
{
    for (const auto& grant : grants)
        if (grant.role == role && (!grant.project_id || grant.project_id == project_id))
            return true;
    return false;
}

} // namespace balieblik
