// SPDX-License-Identifier: EUPL-1.2
// The attacker with two waves and all that was worked out with the second: the real analyses, as the server hands them
// out, against the real protection; and against analyses that were made as if nothing had to be protected.
#include "attacker/analyses.hpp"

#include "support/clock.hpp"
#include "usecases/analyses.hpp"
#include "usecases/release_material.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace balieblik::attacker {
namespace {

using testing::IsEmpty;

int tables()
{
    const char* asked = std::getenv("BALIEBLIK_ATTACKER_TABLES");
    return asked ? std::atoi(asked) : 60;
}

struct Weakness {
    PublishingRule analysed_under = {}; // what the analyses think is shown
    bool towns_of_now = false;          // the visits of before, put into the towns as they are now
};

// Two waves of one organisation, frozen as the server freezes them.
class Study {
public:
    Study(std::uint32_t seed, const Weakness& weak)
        : random_(seed), first_(random_organisation(seed)), second_(next_wave(first_, seed))
    {
        const auto first = release(first_);
        const auto second = release(second_, {}, pattern_of(first));
        loot.add("first", first_, first, rows_of_cells(first));
        loot.add("second", second_, second, rows_of_cells(second));
        const auto& rule = weak.analysed_under;
        const auto seen_first = release(first_, rule);
        const auto seen_second = release(second_, rule, pattern_of(seen_first));
        for (std::size_t i = 0; i < first_.locations.size(); ++i)
            locations_.push_back(ids_.make<LocationId>());
        study_.before.push_back(frozen(first_, seen_first, rule, "2026-01-05", "2026-02-20"));
        study_.now = frozen(second_, seen_second, rule, "2026-04-06", "2026-05-22");
        if (weak.towns_of_now) {
            study_.before[0].places = study_.now.places;
            for (auto& [location, place] : study_.before[0].lowest_place)
                if (const auto now = study_.now.lowest_place.find(location); now != study_.now.lowest_place.end())
                    place = now->second;
        }
        add_background(second);
    }

    Told told()
    {
        usecases::AnalysisSettings settings;
        settings.seed = 1;
        settings.resamples = 40;
        const auto analyses = usecases::analyse(study_, settings);
        return listen(json::print_struct(analyses.value()), loot, "second", "first", known_);
    }

    Loot loot;

private:
    usecases::FrozenWave frozen(const Organisation& organisation, const usecases::BuiltCube& built,
                                const PublishingRule& rule, const char* from, const char* to)
    {
        usecases::FrozenWave made;
        made.release.id = made.release.release.id = ids_.make<ReleaseId>();
        made.release.wave = from;
        made.release.release.figures = figures();
        made.release.release.rule = rule;
        made.release.release.top = built.places.front().code;
        made.starts_on = from;
        made.ends_on = to;
        made.places = built.places;
        made.cells = built.cells;
        for (const auto& visit : organisation.visits) {
            add_visit(organisation, visit, made);
            const auto& location = organisation.locations[visit.location];
            made.lowest_place[locations_[visit.location]] =
                has_place(built, location.code) ? location.code : location.municipality;
        }
        return made;
    }

    void add_visit(const Organisation& organisation, const Organisation::OfLocation& visit, usecases::FrozenWave& wave)
    {
        store::ReleaseInput input;
        input.visit_id = ids_.make<VisitId>();
        input.location_id = locations_[visit.location];
        input.municipality = organisation.locations[visit.location].municipality;
        input.inspector_id = inspector(visit.inspector);
        const auto all = figures();
        for (std::size_t i = 0; i < all.size(); ++i)
            if (visit.values[i])
                input.figures[all[i].code] = *visit.values[i];
        if (visit.mark)
            input.figures[usecases::satisfaction_name] = *visit.mark;
        if (visit.seen_twice) {
            store::SecondLook look;
            look.visit_id = ids_.make<VisitId>();
            look.of_visit_id = input.visit_id;
            look.inspector_id = inspector(visit.inspector + 1);
            look.figures["INDEX"] = visit.mark.value_or(50);
            for (const auto* question : {"D2", "D3"}) {
                const double points = 25 * std::round(visit.values[0].value_or(50) / 25);
                const auto code = std::string(usecases::question_prefix) + question;
                input.figures[code] = points;
                look.figures[code] = visit.inspector % 2 == 0 ? points : std::max(0.0, points - 25);
            }
            wave.looks.push_back(std::move(look));
        }
        wave.inputs.push_back(std::move(input));
    }

    static bool has_place(const usecases::BuiltCube& built, const std::string& code)
    {
        return std::any_of(built.places.begin(), built.places.end(),
                           [&](const ReleasePlace& one) { return one.code == code; });
    }

    InspectorId inspector(std::uint32_t number)
    {
        auto& id = inspectors_[number];
        if (id == InspectorId{})
            id = ids_.make<InspectorId>();
        return id;
    }

    void add_background(const usecases::BuiltCube& built)
    {
        store::Training training;
        training.given_on = "2026-03-01";
        for (std::size_t i = 0; i < locations_.size(); ++i) {
            const auto& location = second_.locations[i];
            const auto lowest = has_place(built, location.code) ? location.code : location.municipality;
            study_.staff_pool[locations_[i]] = location.staff_pool;
            known_.customers[lowest] = 1000 + 500 * double(i);
            study_.customers[locations_[i]] = 1000 + 500 * std::int64_t(i);
            if (i % 2 == 0) {
                training.locations.push_back(locations_[i]);
                known_.trained.insert(lowest);
            }
        }
        study_.trainings.push_back(training);
    }

    test::FakeClock clock_;
    test::SeededRandom random_;
    IdSource ids_{clock_, random_};
    Organisation first_;
    Organisation second_;
    std::vector<LocationId> locations_;
    std::map<std::uint32_t, InspectorId> inspectors_;
    usecases::FrozenStudy study_;
    Background known_;
};

Findings attack(std::uint32_t seed, const Weakness& weak = {})
{
    Study study(seed, weak);
    const Rule rule;
    auto told = study.told();
    const auto& [world, published] = std::tie(study.loot.world, study.loot.published);
    for (const auto& found : {subtract_places(world, published, rule), use_spread(world, published, rule),
                              solve_for_hidden(world, published, rule, told.facts)})
        told.findings.insert(told.findings.end(), found.begin(), found.end());
    return told.findings;
}

TEST(Analyses, give_the_attacker_nothing_beyond_what_is_published)
{
    for (int i = 0; i < tables(); ++i)
        ASSERT_THAT(attack(static_cast<std::uint32_t>(i)), IsEmpty()) << "seed " << i;
}

int broken(const Weakness& weak)
{
    int worlds = 0;
    for (std::uint32_t i = 0; i < 60; ++i)
        worlds += attack(i, weak).empty() ? 0 : 1;
    testing::Test::RecordProperty("broken", worlds);
    return worlds;
}

TEST(WeakenedAnalyses, that_forget_what_is_hidden_are_broken)
{
    PublishingRule none;
    none.min_visits = none.min_staff_pool = none.min_inspectors = none.count_rounding = none.group_pool = 1;
    none.max_share_of_weight = 1;
    none.protection = 0;
    EXPECT_GT(broken({.analysed_under = none}), 40);
}

TEST(WeakenedAnalyses, that_put_visits_of_before_into_the_towns_of_now_are_broken)
{
    EXPECT_GT(broken({.towns_of_now = true}), 0);
}

} // namespace
} // namespace balieblik::attacker
