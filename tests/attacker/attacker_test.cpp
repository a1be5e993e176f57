// SPDX-License-Identifier: EUPL-1.2
// The attacker against the protection of this house on random organisations and many waves, and against protections
// that were weakened on purpose: an attacker that finds nothing there would prove nothing here.
#include "attacker/attacker.hpp"
#include "attacker/effort.hpp"
#include "disclosure/cube.hpp"
#include "disclosure/version.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace balieblik::attacker {
namespace {

using testing::IsEmpty;

const PublishingRule house_rule;
const Rule rule;
constexpr int usual = 300; // organisations

int pick(std::mt19937& random, int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); }

// Country, regions, towns, locations; some with nobody, some where everybody scores the same.
World random_world(std::uint32_t seed)
{
    std::mt19937 random(seed);
    World world;
    const auto place = [&](std::size_t parent) {
        world.parent.push_back(parent);
        world.staff_pool.push_back(0);
        return world.parent.size() - 1;
    };
    const bool complete = pick(random, 0, 1) == 1; // every dimension applies to every visit
    world.weights = {30, 20, 10};
    world.share = world.weights.size();
    const std::size_t country = place(0);
    for (int r = pick(random, 1, 4); r > 0; --r) {
        const auto region = place(country);
        for (int t = pick(random, 1, 5); t > 0; --t) {
            const auto town = place(region);
            for (int l = pick(random, 1, 3); l > 0; --l) {
                const auto location = place(town);
                const int pools[]{1, 5, 5, 10, 20};
                world.staff_pool[location] = pools[pick(random, 0, 4)];
                const int level = pick(random, 0, 9) == 0 ? 100 : pick(random, 20, 100);
                const int spread = pick(random, 0, 7) == 0 ? 0 : pick(random, 5, 40);
                const int kept = pick(random, 0, 3) == 0 ? 100 : pick(random, 30, 100); // within the norm
                const int busy = pick(random, 0, 3) == 0 ? pick(random, 0, 9) : pick(random, 5, 40);
                for (int n = busy; n > 0; --n) {
                    Visit visit{location, pick(random, 1, pick(random, 1, 6)), {}};
                    double sum = 0;
                    double weight = 0;
                    for (const auto one : world.weights) {
                        const bool applies = complete || pick(random, 0, 2) > 0;
                        const double score = std::clamp(level + pick(random, -spread, spread), 0, 100);
                        visit.scores.push_back(applies ? score : std::nan(""));
                        sum += applies ? one * score : 0;
                        weight += applies ? one : 0;
                    }
                    visit.scores.push_back(pick(random, 0, 99) < kept ? 100 : 0);
                    visit.scores.push_back(weight > 0 ? sum / weight : std::nan(""));
                    world.visits.push_back(visit);
                }
            }
        }
    }
    return world;
}

// Or what is published contradicts itself, and nothing can be solved.
void set_index(const World& world, Visit& visit)
{
    double sum = 0;
    double weight = 0;
    for (std::size_t i = 0; i < world.weights.size(); ++i)
        if (!std::isnan(visit.scores[i])) {
            sum += world.weights[i] * visit.scores[i];
            weight += world.weights[i];
        }
    visit.scores.back() = weight > 0 ? sum / weight : std::nan("");
}

// The same organisation a wave later: other visits, scores that moved a little.
World next_wave(const World& before, std::uint32_t seed)
{
    std::mt19937 random(seed);
    World world = before;
    world.visits.clear();
    for (const auto& visit : before.visits) {
        const int copies = pick(random, 0, 9) == 0 ? 0 : pick(random, 0, 9) == 0 ? 2 : 1;
        for (int i = 0; i < copies; ++i) {
            auto other = visit;
            for (std::size_t figure = 0; figure < world.weights.size(); ++figure)
                other.scores[figure] = std::clamp(other.scores[figure] + pick(random, -2, 2), 0.0, 100.0);
            set_index(world, other);
            world.visits.push_back(other);
        }
    }
    return world;
}

struct Weakness {
    bool no_partners = false;      // hides what breaks the rule and nothing to protect it
    bool own_pattern_each = false; // forgets what was hidden before
    bool index_regardless = false; // the index beside a hidden dimension
    bool one_end = false;          // "95 or more" also of so few visits that it means all of them
};

using Pattern = std::vector<std::vector<disclosure::Protected>>; // by figure, the index last

std::vector<std::vector<disclosure::Place>> places_of(const World& world, const Pattern* kept, bool counted = true)
{
    const auto figures = world.weights.size() + 2;
    std::vector<std::vector<disclosure::Place>> made(figures);
    for (std::size_t figure = 0; figure < figures; ++figure) {
        auto& places = made[figure];
        places.resize(world.parent.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
            places[i].parent = world.parent[i] == i ? disclosure::Place::no_parent : world.parent[i];
            if (kept) {
                const auto& because = (*kept)[figure][i].because;
                places[i].kept = std::count(because.begin(), because.end(), Suppression::protects_others) > 0;
            }
        }
        std::vector<bool> seen(places.size());
        for (const auto& visit : world.visits) {
            if (std::isnan(visit.scores[figure]))
                continue;
            disclosure::Group one;
            one.counted = counted && world.share == figure;
            one.add_visit(visit.scores[figure], 1, static_cast<std::uint32_t>(visit.inspector));
            if (!seen[visit.place])
                one.staff_pool = world.staff_pool[visit.place];
            seen[visit.place] = true;
            for (auto at = visit.place;; at = world.parent[at]) {
                places[at].group.merge(one);
                if (world.parent[at] == at)
                    break;
            }
        }
    }
    return made;
}

// Without what follows from other cells.
std::vector<disclosure::Protected> alone(const std::vector<disclosure::Place>& places)
{
    std::vector<disclosure::Protected> made;
    for (const auto& place : places) {
        disclosure::Protected one;
        one.because = reasons_against(place.group, house_rule);
        one.showing = !one.because.empty() ? disclosure::Showing::nothing : disclosure::Showing::figure;
        made.push_back(one);
    }
    return made;
}

struct Release {
    Pattern pattern;
    Published published;
};

Published published(const std::vector<std::vector<disclosure::Place>>& places, const Pattern& pattern)
{
    Published made;
    for (std::size_t figure = 0; figure < places.size(); ++figure) {
        std::vector<Cell> cells;
        for (std::size_t i = 0; i < places[figure].size(); ++i) {
            const auto& group = places[figure][i].group;
            Cell cell;
            if (pattern[figure][i].showing == disclosure::Showing::figure) {
                cell.mean = group.mean();
                cell.spread = std::sqrt(group.squared_deviations() / static_cast<double>(group.visits));
            } else if (pattern[figure][i].showing == disclosure::Showing::bound) {
                const double end = disclosure::end_width(group);
                cell.bound = group.mean() <= 50 ? Range{0, end} : Range{100 - end, 100};
            }
            cells.push_back(cell);
        }
        made.push_back(std::move(cells));
    }
    return made;
}

std::vector<disclosure::Showing> showing(const std::vector<disclosure::Protected>& pattern)
{
    std::vector<disclosure::Showing> made;
    for (const auto& place : pattern)
        made.push_back(place.showing);
    return made;
}

// `first`: what the first version of the same wave shows, of which this is a later one.
Release release(const World& world, const Weakness& weak = {}, const Pattern* kept = nullptr,
                const Pattern* first = nullptr)
{
    auto places = places_of(world, weak.own_pattern_each ? nullptr : kept, !weak.one_end);
    Release made;
    if (first) {
        for (std::size_t figure = 0; figure < places.size(); ++figure)
            made.pattern.push_back(disclosure::kept_pattern(places[figure], showing((*first)[figure]), house_rule));
    } else if (weak.no_partners) {
        for (const auto& figure : places)
            made.pattern.push_back(alone(figure));
    } else if (weak.index_regardless) {
        for (const auto& figure : places)
            made.pattern.push_back(disclosure::protect(figure, house_rule));
    } else {
        std::vector<disclosure::Figure> figures;
        for (std::size_t i = 0; i + 1 < places.size(); ++i)
            figures.push_back({std::to_string(i), world.share == i ? 0 : world.weights[i], places[i]});
        auto index = places.back();
        auto cube = disclosure::protect(figures, index, house_rule);
        made.pattern = std::move(cube.figures);
        made.pattern.push_back(std::move(cube.index));
    }
    made.published = published(places, made.pattern);
    return made;
}

Findings attack(const World& world, const Published& published) { return attack(world, published, rule); }

// Voids or corrects visits after the release: a single one, a batch all over the country, or many in one place.
World corrected(const World& before, std::uint32_t seed)
{
    std::mt19937 random(seed);
    World world = before;
    const bool voided = pick(random, 0, 1) == 0;
    const auto correct = [&](Visit& visit) {
        ++visit.record;
        for (std::size_t figure = 0; figure < visit.scores.size(); ++figure) {
            auto& score = visit.scores[figure];
            score = voided ? std::nan("") : world.share == figure ? 100 - score : std::clamp(score + 10, 0.0, 100.0);
        }
        set_index(world, visit);
    };
    const auto any = [&]() -> Visit& {
        return world.visits[static_cast<std::size_t>(pick(random, 0, static_cast<int>(world.visits.size()) - 1))];
    };
    if (world.visits.empty())
        return world;
    if (pick(random, 0, 1) == 0) {
        const auto place = any().place;
        for (auto& visit : world.visits)
            if (visit.place == place && pick(random, 0, 2) > 0)
                correct(visit);
        return world;
    }
    const int many = pick(random, 0, 2) == 0 ? 1 : pick(random, 5, 60);
    const auto some = static_cast<std::size_t>(pick(random, 0, 20)); // places apart
    for (int i = 0; i < many; ++i)
        if (auto& visit = any(); some >= 6 || visit.place % 6 == some)
            correct(visit);
    return world;
}

// --- against the house -------------------------------------------------------------------------------------------

TEST(Attacker, finds_nothing_in_random_organisations)
{
    for (const auto seed : seeds(usual)) {
        const auto world = random_world(seed);
        ASSERT_THAT(attack(world, release(world).published), IsEmpty()) << "seed " << seed;
    }
}

TEST(Attacker, finds_nothing_over_many_waves)
{
    for (const auto seed : seeds(usual, 20)) {
        auto world = random_world(seed + 500000);
        auto last = release(world);
        for (std::uint32_t wave = 1; wave < 8; ++wave) {
            const auto now = next_wave(world, seed * 100 + wave);
            auto made = release(now, {}, &last.pattern);
            ASSERT_THAT(attack(now, made.published), IsEmpty()) << "seed " << seed << " wave " << wave;
            world = now;
            last = std::move(made);
        }
    }
}

// 0 where the visit has no such figure, else the same number for the same record of it.
std::vector<int> history_of(const std::vector<Version>& versions, std::size_t visit, std::size_t figure)
{
    std::vector<int> labels;
    std::map<int, int> seen;
    for (const auto& version : versions) {
        const auto& now = version.world.visits[visit];
        const auto next = static_cast<int>(seen.size()) + 1;
        labels.push_back(std::isnan(now.scores[figure]) ? 0 : seen.emplace(now.record, next).first->second);
    }
    return labels;
}

// What changed in one figure, as the house looks at it.
struct Changes {
    std::vector<disclosure::Group> all;
    std::map<std::vector<int>, std::vector<disclosure::Group>> by_history;
    std::vector<disclosure::Group> common; // to all versions, beside visits that changed

    Changes(const std::vector<Version>& versions, std::size_t figure)
        : all(versions.back().world.parent.size()), common(all.size())
    {
        const auto& world = versions.back().world;
        for (std::size_t i = 0; i < world.visits.size(); ++i) {
            const auto labels = history_of(versions, i, figure);
            const auto& visit = world.visits[i];
            if (std::count(labels.begin(), labels.end(), labels.front()) == std::ssize(labels)) {
                if (labels.front() != 0)
                    add(world, visit, common);
                continue;
            }
            auto& groups = by_history[labels];
            groups.resize(all.size());
            add(world, visit, groups);
            add(world, visit, all);
        }
    }

private:
    static void add(const World& world, const Visit& visit, std::vector<disclosure::Group>& groups)
    {
        disclosure::Group one;
        one.add_visit(50, 1, static_cast<std::uint32_t>(visit.inspector));
        one.staff_pool = groups[visit.place].visits > 0 ? 0 : world.staff_pool[visit.place];
        for (auto at = visit.place;; at = world.parent[at]) {
            groups[at].merge(one);
            if (world.parent[at] == at)
                break;
        }
    }
};

// Whether the last of these may not appear beside the others. `first`: the pattern of the first.
bool waits(const std::vector<Version>& versions, const Pattern& first)
{
    const auto places = places_of(versions.back().world, nullptr);
    std::vector<bool> seen;
    for (std::size_t figure = 0; figure < places.size(); ++figure)
        disclosure::mark_seen(places[figure], showing(first[figure]), seen);
    for (std::size_t figure = 0; figure < places.size(); ++figure) {
        const auto was = showing(first[figure]);
        const auto kept = disclosure::kept_pattern(places[figure], was, house_rule);
        const Changes changes(versions, figure);
        if (!disclosure::changed_where_hidden(places[figure], was, seen, changes.all).empty())
            return true;
        if (!changed_among_few(places[figure], was, changes.all, house_rule).empty())
            return true;
        for (const auto& [labels, groups] : changes.by_history)
            if (!told_by_difference(places[figure], was, groups, house_rule).empty())
                return true;
        if (versions.size() > 2)
            for (const auto place : told_by_difference(places[figure], was, changes.common, house_rule))
                if (changes.all[place].visits > 0)
                    return true;
        for (std::size_t i = 0; i < was.size(); ++i) {
            if (was[i] != disclosure::Showing::figure)
                continue;
            if (kept[i].showing != disclosure::Showing::figure && places[figure][i].group.visits > 0)
                return true;
        }
    }
    return false;
}

TEST(Attacker, finds_nothing_between_versions)
{
    int appeared = 0;
    int waited = 0;
    for (const auto seed : seeds(usual)) {
        const auto before = random_world(seed);
        const auto first = release(before);
        const auto after = corrected(before, seed);
        const auto second = release(after, {}, nullptr, &first.pattern);
        if (waits({{before, first.published}, {after, {}}}, first.pattern)) {
            ++waited;
            continue;
        }
        ++appeared;
        ASSERT_THAT(subtract_versions(before, first.published, after, second.published, rule), IsEmpty())
            << "seed " << seed;
        ASSERT_THAT(attack(after, second.published), IsEmpty()) << "seed " << seed;
    }
    RecordProperty("appeared", appeared);
    EXPECT_GT(waited, 0);
    EXPECT_GT(appeared, 0);
}

TEST(Attacker, finds_nothing_in_chains_of_versions)
{
    int appeared = 0;
    for (const auto seed : seeds(usual)) {
        std::vector<Version> versions{{random_world(seed), {}}};
        const auto first = release(versions.front().world);
        versions.front().published = first.published;
        for (std::uint32_t step = 1; step < 7 && versions.size() < 4; ++step) {
            auto next = versions;
            next.push_back({corrected(versions.back().world, seed * 10 + step), {}});
            next.back().published = release(next.back().world, {}, nullptr, &first.pattern).published;
            if (waits(next, first.pattern))
                continue;
            versions = std::move(next);
            ++appeared;
        }
        ASSERT_THAT(combine_versions(versions, rule), IsEmpty()) << "seed " << seed;
        for (std::size_t later = 1; later < versions.size(); ++later)
            ASSERT_THAT(attack(versions[later].world, versions[later].published), IsEmpty()) << "seed " << seed;
    }
    RecordProperty("appeared", appeared);
    EXPECT_GT(appeared, 0);
}

// --- against weakened ones ---------------------------------------------------------------------------------------

int broken(const Weakness& weak)
{
    int worlds = 0;
    for (std::uint32_t i = 0; i < 100; ++i) {
        const auto world = random_world(i);
        worlds += attack(world, release(world, weak).published).empty() ? 0 : 1;
    }
    testing::Test::RecordProperty("broken", worlds);
    return worlds;
}

TEST(WeakenedProtection, without_partners_is_broken) { EXPECT_GT(broken({.no_partners = true}), 50); }

TEST(WeakenedProtection, with_bounds_that_mean_all_of_few_visits_is_broken) { EXPECT_GT(broken({.one_end = true}), 3); }

TEST(WeakenedProtection, with_the_index_beside_hidden_dimensions_is_broken)
{
    EXPECT_GT(broken({.index_regardless = true}), 5);
}

int follows_from_last_wave(const Weakness& weak)
{
    int worlds = 0;
    for (std::uint32_t i = 0; i < 300; ++i) {
        const auto before = random_world(i);
        const auto last = release(before);
        const auto now = next_wave(before, i);
        const auto made = release(now, weak, &last.pattern);
        worlds += use_last_wave(before, last.published, now, made.published, rule).empty() ? 0 : 1;
    }
    testing::Test::RecordProperty(weak.own_pattern_each ? "told" : "told_with_stable_patterns", worlds);
    return worlds;
}

TEST(WeakenedProtection, with_a_pattern_of_its_own_for_each_wave_tells_more)
{
    EXPECT_GT(follows_from_last_wave({.own_pattern_each = true}), follows_from_last_wave({}));
}

TEST(WeakenedProtection, with_corrections_one_by_one_is_broken)
{
    int worlds = 0;
    for (std::uint32_t i = 0; i < 100; ++i) {
        const auto before = random_world(i);
        const auto first = release(before);
        const auto after = corrected(before, i);
        const auto second = release(after, {}, nullptr, &first.pattern);
        worlds += subtract_versions(before, first.published, after, second.published, rule).empty() ? 0 : 1;
    }
    RecordProperty("broken", worlds);
    EXPECT_GT(worlds, 30);
}

// Ten visits came in the second version and went in the fourth with one more, ten others came in the third: any two
// versions differ by ten or more.
TEST(WeakenedProtection, that_compares_two_versions_at_a_time_is_broken)
{
    World world;
    world.parent = {0};
    world.staff_pool = {20};
    for (int i = 0; i < 60; ++i)
        world.visits.push_back({0, i % 4, {50.0 + i}});
    const auto without = [&](auto... gaps) {
        auto made = world;
        for (const auto& [from, to] : {gaps...})
            for (int i = from; i < to; ++i)
                made.visits[static_cast<std::size_t>(i)].scores[0] = std::nan("");
        Cell shown;
        shown.mean = 1;
        return Version{made, {{shown}}};
    };
    using Gap = std::pair<int, int>;
    const std::vector<Version> versions{without(Gap{0, 20}), without(Gap{10, 20}), without(Gap{0, 0}),
                                        without(Gap{0, 10}, Gap{20, 21})};

    for (std::size_t a = 0; a < versions.size(); ++a)
        for (std::size_t b = a + 1; b < versions.size(); ++b)
            EXPECT_THAT(subtract_versions(versions[a].world, versions[a].published, versions[b].world,
                                          versions[b].published, rule),
                        IsEmpty());
    EXPECT_FALSE(combine_versions(versions, rule).empty());
}

// Counts that are not rounded tell how many visits a hidden place had.
TEST(WeakenedProtection, with_exact_counts_tells_the_count_of_a_hidden_place)
{
    const std::int64_t region = 47;
    const std::int64_t shown = 44;
    const std::int64_t hidden = region - shown;

    const auto most = (disclosure::rounded_down(region, 5) + 4) - disclosure::rounded_down(shown, 5);
    const auto least = disclosure::rounded_down(region, 5) - (disclosure::rounded_down(shown, 5) + 4);

    EXPECT_EQ(hidden, 3);
    EXPECT_LE(least, 1);
    EXPECT_GE(most, 9);
}

} // namespace
} // namespace balieblik::attacker
