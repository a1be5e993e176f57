// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/version.hpp"

#include "groups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::disclosure {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using enum Suppression;

const PublishingRule rule;

// A region with three towns and a small one, which is hidden together with the next larger one.
struct Versions : test::Tree {
    std::size_t region = above();
    std::size_t north = leaf(region, {.visits = 30});
    std::size_t south = leaf(region, {.visits = 14});
    std::size_t west = leaf(region, {.visits = 25});
    std::size_t small = leaf(region, {.visits = 6});
    std::vector<Showing> before{Showing::figure, Showing::figure, Showing::nothing, Showing::figure, Showing::nothing};
    std::vector<Group> changed{places.size()};

    void change(std::size_t place, const test::Of& of)
    {
        for (auto at = place; at != Place::no_parent; at = places[at].parent)
            changed[at].merge(test::group(of));
    }
    // A place that has other visits now.
    void set(std::size_t place, const test::Of& of) { places[place].group = test::group(of); }

    std::vector<std::size_t> told() const { return told_by_difference(places, before, changed, rule); }
    std::vector<std::size_t> hidden(std::vector<bool> seen = {}) const
    {
        mark_seen(places, before, seen);
        return changed_where_hidden(places, before, seen, changed);
    }
};

TEST(Version, shows_what_the_one_before_showed_whatever_was_scored)
{
    Versions versions;
    for (const double mean : {3.0, 60.0, 97.0}) {
        for (const auto place : {versions.north, versions.south, versions.small})
            versions.set(place, {.visits = 20, .mean = mean, .spread = 0});

        const auto made = kept_pattern(versions.places, versions.before, rule);

        for (std::size_t i = 0; i < made.size(); ++i)
            EXPECT_EQ(made[i].showing, versions.before[i]) << mean;
    }
}

TEST(Version, says_of_what_it_keeps_hidden_that_an_earlier_one_hid_it)
{
    const Versions versions;

    const auto made = kept_pattern(versions.places, versions.before, rule);

    EXPECT_THAT(made[versions.south].because, ElementsAre(hidden_before));
    EXPECT_THAT(made[versions.small].because, ElementsAre(too_few_visits));
}

TEST(Version, shows_no_place_that_lost_its_visits)
{
    Versions versions;
    versions.set(versions.north, {.visits = 6});

    EXPECT_THAT(kept_pattern(versions.places, versions.before, rule)[versions.north].because,
                ElementsAre(too_few_visits));
}

TEST(Version, keeps_a_bound_only_as_long_as_it_holds)
{
    Versions versions;
    versions.before[versions.north] = Showing::bound;
    versions.set(versions.north, {.mean = 100, .spread = 0, .staff_pool = 6});
    EXPECT_EQ(kept_pattern(versions.places, versions.before, rule)[versions.north].showing, Showing::bound);

    versions.set(versions.north, {.staff_pool = 6});
    EXPECT_EQ(kept_pattern(versions.places, versions.before, rule)[versions.north].showing, Showing::nothing);
}

TEST(Version, without_changes_may_appear)
{
    EXPECT_THAT(Versions().told(), IsEmpty());
    EXPECT_THAT(Versions().hidden(), IsEmpty());
}

TEST(Version, that_differs_by_one_voided_visit_tells_its_score)
{
    Versions versions;
    versions.change(versions.north, {.visits = 1});

    EXPECT_THAT(versions.told(), ElementsAre(versions.north));
}

TEST(Version, that_differs_by_ten_visits_to_enough_people_may_appear)
{
    Versions versions;
    versions.change(versions.north, {.visits = 10});

    EXPECT_THAT(versions.told(), IsEmpty());
    EXPECT_THAT(versions.hidden(), IsEmpty());
}

TEST(Version, that_differs_by_ten_visits_to_a_handful_of_people_tells_on_them)
{
    Versions versions;
    versions.change(versions.north, {.visits = 10, .staff_pool = 4});

    EXPECT_THAT(versions.told(), ElementsAre(versions.north));
}

// However many changed there: whether the region may still be shown would hang on what the small town scored.
TEST(Version, does_not_follow_a_change_where_nothing_is_shown)
{
    Versions versions;
    versions.change(versions.south, {.visits = 14});

    EXPECT_THAT(versions.hidden(), ElementsAre(versions.south));
}

TEST(Version, may_follow_a_change_that_stands_in_no_figure)
{
    Versions versions;
    versions.before[versions.region] = Showing::nothing;
    versions.change(versions.small, {.visits = 1});

    EXPECT_THAT(versions.hidden(), IsEmpty());
    EXPECT_THAT(versions.told(), IsEmpty());
}

// The index less the other dimensions is the one that is not shown.
TEST(Version, does_not_follow_a_change_that_another_figure_of_the_place_shows)
{
    Versions versions;
    versions.before.assign(versions.before.size(), Showing::nothing);
    versions.change(versions.north, {.visits = 12});
    std::vector<bool> by_index(versions.places.size());
    by_index[versions.north] = true;

    EXPECT_THAT(versions.hidden(by_index), ElementsAre(versions.north));
}

TEST(Version, does_not_follow_a_change_behind_a_bound)
{
    Versions versions;
    versions.before[versions.region] = Showing::nothing;
    versions.before[versions.north] = Showing::bound;
    versions.change(versions.north, {.visits = 12});

    EXPECT_THAT(versions.hidden(), ElementsAre(versions.north));
}

// If all of them had the best or the worst score, the difference would say so of each.
TEST(Version, does_not_follow_a_change_where_few_people_work)
{
    const auto found = [](int pool) {
        Versions versions;
        versions.change(versions.north, {.visits = 12, .staff_pool = pool});
        return changed_among_few(versions.places, versions.before, versions.changed, rule);
    };
    EXPECT_THAT(found(9), testing::SizeIs(1));
    EXPECT_THAT(found(10), IsEmpty());
}

} // namespace
} // namespace balieblik::disclosure
