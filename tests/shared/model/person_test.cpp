// SPDX-License-Identifier: EUPL-1.2
#include "model/person.hpp"

#include <gtest/gtest.h>

namespace balieblik {
namespace {

ProjectId project(std::uint8_t last)
{
    ProjectId id;
    id.value.data[15] = last;
    return id;
}

TEST(Person, nobody_coordinates_and_reviews_one_project)
{
    const std::vector<RoleGrant> same{{Role::coordinator, project(1)}, {Role::reviewer, project(1)}};
    const std::vector<RoleGrant> apart{{Role::coordinator, project(1)}, {Role::reviewer, project(2)}};

    EXPECT_EQ(check_grants(same).error().code, Errc::role_conflict);
    EXPECT_TRUE(check_grants(apart));
}

TEST(Person, a_grant_for_the_whole_organisation_counts_in_every_project)
{
    const std::vector<RoleGrant> grants{{Role::quality_team, std::nullopt}, {Role::reviewer, project(2)}};

    EXPECT_EQ(check_grants(grants).error().code, Errc::role_conflict);
    EXPECT_TRUE(holds(grants, Role::quality_team, project(7)));
}

TEST(Person, the_vault_keeper_never_reviews)
{
    const std::vector<RoleGrant> grants{{Role::reviewer, project(1)}, {Role::vault_keeper, project(1)}};

    EXPECT_EQ(check_grants(grants).error().detail, "reviewer + vault_keeper");
}

TEST(Person, a_role_in_one_project_is_none_in_another)
{
    const std::vector<RoleGrant> grants{{Role::reviewer, project(1)}};

    EXPECT_TRUE(holds(grants, Role::reviewer, project(1)));
    EXPECT_FALSE(holds(grants, Role::reviewer, project(2)));
    EXPECT_FALSE(holds(grants, Role::coordinator, project(1)));
    EXPECT_FALSE(holds(grants, Role::reviewer, std::nullopt));
}

} // namespace
} // namespace balieblik
