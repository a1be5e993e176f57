// SPDX-License-Identifier: EUPL-1.2
// What is worked out of a release: from waves whose truth is known, and from small ones where everything can be checked
// by hand.
#include "usecases/analyses.hpp"

#include "statistics/comparison.hpp"
#include "store_sqlite/sqlite_store.hpp"
#include "support/clock.hpp"
#include "support/temp_folder.hpp"
#include "usecases/analyse_release.hpp"
#include "usecases/demo_data.hpp"
#include "usecases/organisation.hpp"
#include "usecases/synthetic_waves.hpp"
#include "vault/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::usecases {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A town of counters of twelve people each; what is shown says the test.
class Study : public testing::Test {
protected:
    LocationId location(const std::string& code)
    {
        const auto id = ids.make<LocationId>();
        study.now.lowest_place[id] = code;
        for (auto& wave : study.before)
            wave.lowest_place[id] = code;
        study.staff_pool[id] = 12;
        return id;
    }
    static ReleaseCell shown(const std::string& place, const std::string& figure, double mean)
    {
        ReleaseCell cell;
        cell.place = place;
        cell.dimension = figure;
        cell.level = place == "GM0193" ? PlaceLevel::municipality : PlaceLevel::location;
        cell.mean = mean;
        return cell;
    }
    FrozenWave wave(const std::string& name, const std::string& from, const std::string& to)
    {
        FrozenWave made;
        made.release.id = made.release.release.id = ids.make<ReleaseId>();
        made.release.wave = name;
        made.release.version = 1;
        made.release.release.top = "GM0193";
        made.release.release.figures = {{"TONE", FigureKind::mean, 30.0, {}, {}},
                                        {"NORM", FigureKind::share, {}, 80.0, 600},
                                        {"INDEX", FigureKind::mean, {}, {}, {}}};
        made.starts_on = from;
        made.ends_on = to;
        made.places.push_back({"GM0193", "Zwolle", PlaceLevel::municipality, ""});
        return made;
    }
    store::ReleaseInput visit(LocationId where, std::size_t inspector, std::map<std::string, double> figures)
    {
        while (inspectors.size() <= inspector)
            inspectors.push_back(ids.make<InspectorId>());
        store::ReleaseInput made;
        made.visit_id = ids.make<VisitId>();
        made.visit_version_id = ids.make<VisitVersionId>();
        made.location_id = where;
        made.inspector_id = inspectors[inspector];
        made.figures = std::move(figures);
        return made;
    }
    static statistics::Bootstrap quick()
    {
        statistics::Bootstrap how;
        how.seed = 7;
        how.resamples = 200;
        return how;
    }

    test::FakeClock clock;
    vault::SystemRandom random;
    IdSource ids{clock, random};
    std::vector<InspectorId> inspectors;
    FrozenStudy study;
};

class TwoWaves : public Study {
protected:
    TwoWaves()
    {
        study.now = wave("zomer", "2025-06-01", "2025-08-01");
        study.before.push_back(wave("lente", "2025-03-01", "2025-05-01"));
        const auto counter = location("GM0193");
        for (std::size_t i = 0; i < 40; ++i) {
            const double spread = 10.0 * static_cast<double>(i % 5) - 20;
            study.before[0].inputs.push_back(
                visit(counter, i % 4, {{"TONE", 55 + spread}, {"NORM", i < 24 ? 100 : 0}}));
            study.now.inputs.push_back(visit(counter, i % 4, {{"TONE", 70 + spread}, {"NORM", i < 25 ? 100 : 0}}));
        }
        for (auto* one : {&study.now, &study.before[0]}) {
            one->cells.push_back(shown("GM0193", "TONE", one == &study.now ? 70 : 55));
            one->cells.push_back(shown("GM0193", "NORM", one == &study.now ? 63 : 60));
        }
    }
};

TEST_F(TwoWaves, say_what_rose_and_what_cannot_be_told_apart)
{
    const auto changes = changes_between(study);

    ASSERT_EQ(changes.changes.size(), 2u);
    EXPECT_FALSE(changes.none);
    EXPECT_EQ(changes.earlier_wave, "lente");
    const auto& tone = changes.changes[0];
    EXPECT_EQ(tone.difference, 15);
    EXPECT_EQ(tone.verdict, ChangeVerdict::rose);
    EXPECT_EQ(tone.p_within_place, 0.001);
    EXPECT_TRUE(tone.stands_out);
    EXPECT_LT(tone.interval.lower, 15);
    EXPECT_GT(tone.interval.lower, 0);
    EXPECT_EQ(changes.changes[1].verdict, ChangeVerdict::not_distinguishable);
}

TEST_F(TwoWaves, are_not_compared_where_one_of_them_hides_the_figure)
{
    study.before[0].cells[0].mean.reset();

    const auto changes = changes_between(study);

    ASSERT_EQ(changes.changes.size(), 1u);
    EXPECT_EQ(changes.changes[0].dimension, "NORM");
}

TEST_F(TwoWaves, are_not_compared_where_a_figure_is_only_a_bound)
{
    study.now.cells[0].bound = Bound::at_least;

    EXPECT_EQ(changes_between(study).changes.size(), 1u);
}

// Another counter can move the mean of a town while nobody in it works differently.
TEST_F(TwoWaves, are_not_compared_where_other_counters_were_visited)
{
    const auto other = location("GM0193");
    study.now.inputs.push_back(visit(other, 0, {{"TONE", 50}, {"NORM", 0}}));

    const auto changes = changes_between(study);

    EXPECT_THAT(changes.changes, IsEmpty());
    EXPECT_EQ(changes.none, NoAnalysis::too_few_visits);
}

// Its width would tell how the visits of the town that is gone lie around those of the one that is left.
TEST_F(TwoWaves, are_not_compared_where_a_town_took_another_one_over_in_between)
{
    const auto other = location("GM0193");
    study.before[0].places.push_back({"GM0150", "Deventer", PlaceLevel::municipality, ""});
    study.before[0].lowest_place[other] = "GM0150";
    study.now.inputs.push_back(visit(other, 0, {{"TONE", 50}, {"NORM", 0}}));
    study.before[0].inputs.push_back(visit(other, 0, {{"TONE", 90}, {"NORM", 0}}));

    EXPECT_THAT(changes_between(study).changes, IsEmpty());
}

TEST_F(TwoWaves, are_compared_just_the_same_when_the_visits_of_the_one_before_are_destroyed)
{
    study.before[0].cells.push_back(shown("GM0193", "KNOW", 50));
    study.before[0].cells.back().mean.reset();
    for (auto& input : study.before[0].inputs)
        input.figures["KNOW"] = 50;
    const auto changes = json::print_struct(changes_between(study));

    auto& before = study.before[0];
    before.sums = sums_to_keep(before);
    EXPECT_EQ(before.sums.size(), 2u) << "nothing of a figure that is hidden";
    before.visited = {{before.inputs.front().location_id, "GM0193"}};
    before.inputs.clear();

    EXPECT_EQ(json::print_struct(changes_between(study)), changes);
}

TEST_F(TwoWaves, need_a_wave_before)
{
    study.before.clear();

    EXPECT_EQ(changes_between(study).none, NoAnalysis::first_wave);
}

TEST(PAtMost, is_rounded_upwards_so_that_it_tells_no_number_of_visits)
{
    EXPECT_EQ(p_at_most(0.00002), 0.001);
    EXPECT_EQ(p_at_most(0.0011), 0.01);
    EXPECT_EQ(p_at_most(0.01), 0.01);
    EXPECT_EQ(p_at_most(0.0301), 0.04);
    EXPECT_EQ(p_at_most(1), 1);
}

class Drivers : public Study {
protected:
    Drivers()
    {
        study.now = wave("zomer", "2025-06-01", "2025-08-01");
        study.now.release.release.figures.insert(study.now.release.release.figures.begin(),
                                                 {"WAIT", FigureKind::mean, 15.0, {}, {}});
        study.now.cells = {shown("GM0193", "INDEX", 60), shown("GM0193", "TONE", 55)};
        counter = location("GM0193");
        // Satisfaction is tone, a little wait, and a little of nothing.
        for (std::size_t i = 0; i < 80; ++i) {
            const double tone = static_cast<double>(i * 37 % 100);
            const double wait = static_cast<double>(i * 61 % 100);
            const double rest = static_cast<double>(i * 17 % 20);
            study.now.inputs.push_back(
                visit(counter, i % 6,
                      {{"TONE", tone}, {"WAIT", wait}, {"SAT", 0.7 * tone + 0.2 * wait + rest}, {"INDEX", 1}}));
        }
    }
    LocationId counter;
};

TEST_F(Drivers, name_what_goes_with_satisfaction_most)
{
    const auto drivers = drivers_of(study, "GM0193", quick()).value();

    ASSERT_FALSE(drivers.none);
    ASSERT_EQ(drivers.parts.size(), 2u);
    EXPECT_EQ(drivers.parts[0].dimension, "TONE");
    EXPECT_GT(drivers.parts[0].share, 80);
    EXPECT_LE(drivers.parts[0].interval.lower, drivers.parts[0].share);
    EXPECT_EQ(drivers.parts[0].score, 55);
    EXPECT_FALSE(drivers.parts[1].score) << "hidden in the release, so hidden here";
    EXPECT_EQ(drivers.n_at_least, 80);
    EXPECT_FALSE(drivers.employees) << "one dimension of both is there";
}

TEST_F(Drivers, keep_the_three_parts_of_employees_apart)
{
    study.now.release.release.figures.insert(study.now.release.release.figures.begin(),
                                             {"RULE", FigureKind::mean, 20.0, {}, {}});
    for (std::size_t i = 0; i < study.now.inputs.size(); ++i) {
        auto& figures = study.now.inputs[i].figures;
        figures["RULE"] = 0.5 * figures["TONE"] + static_cast<double>(i * 29 % 50);
    }

    const auto drivers = drivers_of(study, "GM0193", quick()).value();

    ASSERT_TRUE(drivers.employees);
    EXPECT_THAT(drivers.employees->dimensions, ElementsAre("RULE", "TONE"));
    EXPECT_LT(drivers.employees->of_total, drivers.employees->of_explained);
    EXPECT_LE(drivers.employees->of_explained_as_one, 100);
}

TEST_F(Drivers, leave_out_what_applied_to_few_visits)
{
    for (std::size_t i = 0; i < 30; ++i)
        study.now.inputs[i].figures.erase("WAIT");

    EXPECT_THAT(drivers_of(study, "GM0193", quick())->left_out, ElementsAre("WAIT"));
}

TEST_F(Drivers, say_nothing_of_few_visits_of_few_inspectors_or_of_a_hidden_place)
{
    auto few = study;
    few.now.inputs.resize(29);
    EXPECT_EQ(drivers_of(few, "GM0193", quick())->none, NoAnalysis::too_few_visits);

    auto two = study;
    for (std::size_t i = 0; i < two.now.inputs.size(); ++i)
        two.now.inputs[i].inspector_id = inspectors[i % 2];
    EXPECT_EQ(drivers_of(two, "GM0193", quick())->none, NoAnalysis::too_few_visits);

    auto hidden = study;
    hidden.now.cells[0].mean.reset();
    EXPECT_EQ(drivers_of(hidden, "GM0193", quick())->none, NoAnalysis::too_few_visits);

    auto small = study;
    small.staff_pool[counter] = 4;
    EXPECT_EQ(drivers_of(small, "GM0193", quick())->none, NoAnalysis::too_few_visits);
}

TEST_F(Drivers, do_not_say_of_a_handful_of_people_that_all_got_the_same_mark)
{
    for (auto& input : study.now.inputs)
        input.figures["SAT"] = 60;
    EXPECT_EQ(drivers_of(study, "GM0193", quick())->none, NoAnalysis::no_spread);

    study.staff_pool[counter] = 9;
    EXPECT_EQ(drivers_of(study, "GM0193", quick())->none, NoAnalysis::too_few_visits);
}

// The mark of one visit was corrected: beside the version before, the drivers would be about this one visit.
TEST_F(Drivers, are_not_shown_beside_those_of_another_version_that_differs_by_a_few_visits)
{
    study.versions.push_back(study.now);
    EXPECT_FALSE(drivers_of(study, "GM0193", quick())->none) << "nothing changed";

    study.now.inputs[0].figures["SAT"] += 1;
    EXPECT_EQ(drivers_of(study, "GM0193", quick())->none, NoAnalysis::too_few_visits);

    for (std::size_t i = 1; i < 10; ++i)
        study.now.inputs[i].figures["SAT"] += 1;
    EXPECT_FALSE(drivers_of(study, "GM0193", quick())->none) << "ten visits may be told together";
}

// A correction of something else: whether the drivers are there would tell that the mark was another one.
TEST_F(Drivers, take_a_corrected_visit_for_another_one_whatever_was_corrected)
{
    study.versions.push_back(study.now);
    study.now.inputs[0].visit_version_id = ids.make<VisitVersionId>();

    EXPECT_EQ(drivers_of(study, "GM0193", quick())->none, NoAnalysis::too_few_visits);
}

// Some came in the second version, others went in the third. The first and the third less the second one are what all
// of them have in common.
TEST_F(Drivers, do_not_leave_a_few_visits_that_all_versions_have_in_common)
{
    const auto all = study.now.inputs;
    ASSERT_GE(all.size(), 39u);
    const auto drivers = [&](std::size_t in_common) {
        const std::size_t others = (all.size() - in_common) / 2;
        auto first = study.now;
        first.inputs.assign(all.begin() + std::ptrdiff_t(others), all.end());
        auto second = study.now;
        second.inputs = all;
        auto third = study;
        third.versions = {first, second};
        third.now.inputs.assign(all.begin(), all.end() - std::ptrdiff_t(others));
        return drivers_of(third, "GM0193", quick())->none;
    };
    EXPECT_EQ(drivers(5), NoAnalysis::too_few_visits);
    EXPECT_FALSE(drivers(15));
}

TEST_F(Drivers, stop_when_they_are_told_to)
{
    auto how = quick();
    how.progress = [](std::int64_t, std::int64_t) { return false; };

    EXPECT_EQ(drivers_of(study, "GM0193", how).error(), statistics::Refusal::cancelled);
}

class DoubleVisits : public Study {
protected:
    // `off` of four looks at a tone differ by one step.
    void pairs(std::size_t count, std::size_t off)
    {
        study.now = wave("zomer", "2025-06-01", "2025-08-01");
        const auto counter = location("GM0193");
        for (std::size_t i = 0; i < count; ++i) {
            const double points = 25.0 * static_cast<double>(i % 5);
            const double other = i % 4 < off ? std::abs(points - 25) : points;
            auto first = visit(counter, i % 4, {{"INDEX", points}, {"question:D2", points}});
            const auto second = visit(counter, 4, {{"INDEX", other}, {"question:D2", other}});
            study.now.looks.push_back({second.visit_id, second.visit_version_id, counter, second.inspector_id,
                                       second.figures, first.visit_id});
            study.now.inputs.push_back(std::move(first));
        }
    }
};

TEST_F(DoubleVisits, agree_well_when_both_saw_the_same)
{
    pairs(24, 0);
    // One look that differs: with none at all there would be nothing to resample.
    study.now.looks[0].figures["question:D2"] = 25;

    const auto agreement = agreement_of(study, quick()).value();

    ASSERT_FALSE(agreement.none);
    EXPECT_EQ(agreement.pairs_at_least, 20);
    EXPECT_THAT(agreement.questions, ElementsAre("D2"));
    EXPECT_GT(agreement.alpha, 0.95);
    EXPECT_EQ(agreement.verdict, AgreementVerdict::good);
    EXPECT_GT(*agreement.icc, 0.95);
}

TEST_F(DoubleVisits, are_too_few_below_the_publishing_rule)
{
    pairs(9, 1);

    EXPECT_EQ(agreement_of(study, quick())->none, NoAnalysis::too_few_pairs);
}

TEST_F(DoubleVisits, are_not_compared_with_those_of_another_version_that_has_one_pair_more)
{
    pairs(24, 1);
    study.versions.push_back(study.now);
    EXPECT_FALSE(agreement_of(study, quick())->none);

    study.now.looks.pop_back();

    EXPECT_EQ(agreement_of(study, quick())->none, NoAnalysis::too_few_pairs);
}

class Training : public Study {
protected:
    // Three trained and three other counters; the trained ones gain 9, the others 1, give or take 1.
    Training()
    {
        study.now = wave("herfst", "2025-09-01", "2025-11-01");
        study.before.push_back(wave("lente", "2025-03-01", "2025-05-01"));
        store::Training training;
        training.given_on = "2025-08-15";
        training.content = "toon";
        study.now.places.clear();
        study.now.places.push_back({"GM0193", "Zwolle", PlaceLevel::municipality, ""});
        for (int i = 0; i < 8; ++i) {
            const auto code = "L" + std::to_string(i);
            const auto id = location(code);
            study.now.places.push_back({code, code, PlaceLevel::location, "GM0193"});
            study.before[0].cells.push_back(shown(code, "TONE", 50 + i));
            study.now.cells.push_back(shown(code, "TONE", 50 + i + (i < 4 ? 9 : 1) + i % 2));
            if (i < 4)
                training.locations.push_back(id);
        }
        study.trainings.push_back(training);
    }
};

TEST_F(Training, helped_by_how_much_more_the_trained_counters_rose)
{
    const auto results = training_results(study, 1);

    ASSERT_EQ(results.size(), 2u);
    EXPECT_EQ(results[0].dimension, "TONE");
    EXPECT_EQ(results[0].effect, 8);
    EXPECT_EQ(results[0].trained, 4);
    EXPECT_EQ(results[0].verdict, ChangeVerdict::rose);
    EXPECT_TRUE(results[0].exact);
    EXPECT_EQ(results[0].p_permutation, 0.03) << "2 of 70 ways to split eight counters";
    EXPECT_EQ(results[1].none, NoAnalysis::too_few_places) << "no counter shows its index";
}

// The effect is made of published figures, so that it cannot tell what they do not.
TEST_F(Training, is_judged_by_counters_that_are_shown)
{
    for (auto& cell : study.now.cells)
        if (cell.place != "L0" && cell.place != "L7")
            cell.mean.reset();

    EXPECT_EQ(training_results(study, 1)[0].none, NoAnalysis::too_few_places);
}

TEST_F(Training, after_the_wave_began_is_not_seen_in_it)
{
    study.trainings[0].given_on = "2025-10-01";

    EXPECT_THAT(training_results(study, 1), IsEmpty());
}

class Weighted : public Study {
protected:
    // domain oracle A: three counters, of 48000, 18000 and 6000 customers.
    Weighted()
    {
        study.now = wave("zomer", "2025-06-01", "2025-08-01");
        study.now.cells.push_back(shown("GM0193", "NORM", 87));
        const struct {
            const char* code;
            std::int64_t customers;
            int visits, within;
        } counters[]{{"A", 48'000, 12, 9}, {"B", 18'000, 10, 9}, {"C", 6'000, 8, 8}};
        for (const auto& [code, customers, visits, within] : counters) {
            const auto id = location(code);
            study.customers[id] = customers;
            study.now.places.push_back({code, code, PlaceLevel::location, "GM0193"});
            study.now.cells.push_back(shown(code, "NORM", 100.0 * within / visits));
            for (int i = 0; i < visits; ++i)
                study.now.inputs.push_back(
                    visit(id, static_cast<std::size_t>(i % 3), {{"NORM", i < within ? 100 : 0}}));
        }
    }
};

TEST_F(Weighted, counters_count_by_their_customers)
{
    const auto figures = weighted_figures(study);

    ASSERT_EQ(figures.size(), 1u);
    EXPECT_EQ(figures[0].estimate, 81);
    EXPECT_EQ(figures[0].unweighted, 87);
    EXPECT_EQ(figures[0].interval.lower, 61);
    EXPECT_EQ(figures[0].interval.upper, 92);
    EXPECT_EQ(figures[0].n_effective_at_least, 20);
}

// Two means of the same counters under different weights are two equations: with both, a hidden counter is found.
TEST_F(Weighted, are_left_out_when_a_counter_under_them_is_hidden)
{
    study.now.cells.back().mean.reset();

    EXPECT_EQ(weighted_figures(study)[0].none, NoAnalysis::places_hidden);
}

TEST_F(Weighted, need_customers_of_every_counter)
{
    study.customers.erase(study.customers.begin());

    EXPECT_EQ(weighted_figures(study)[0].none, NoAnalysis::no_customers);
}

// A whole region over four waves, through the store: what the generator put in comes out.
class SyntheticRegion : public testing::Test {
protected:
    SyntheticRegion()
    {
        auto work = [&](store::Tx& tx) -> Result<ProjectId> {
            BALIEBLIK_CHECK(found_organisation(tx, env, "Salland"));
            Project made;
            made.id = ids.make<ProjectId>();
            made.code = made.name = "balies";
            BALIEBLIK_CHECK(tx.field().add(made));
            return made.id;
        };
        project = store->write(tenant, work).value();
        request.plan = statistics::SyntheticPlan::region();
        request.plan.inspectors_per_town = 8;
        request.plan.contacts_per_town = {60, 0, 0};
        request.plan.trained_from_wave = 2;
        request.truth.training_effect = 10;
        request.truth.rule_share = 1;
        request.resamples = 100;
    }
    ReleaseAnalyses last()
    {
        const auto made = add_synthetic_waves(*store, tenant, env, project, request).value();
        return store->read(tenant, [&](store::Tx& tx) { return tx.releases().analyses(made.back().release_id); })
            .value()
            ->analyses;
    }

    // As if it had been stopped the first time: a release of which nothing was worked out yet.
    ReleaseId not_analysed(std::optional<std::int64_t> visits = std::nullopt)
    {
        request.waves = 1;
        const auto made = add_synthetic_waves(*store, tenant, env, project, request).value();
        auto bare =
            store->read(tenant, [&](store::Tx& tx) { return tx.releases().find(made[0].release_id); }).value().value();
        bare.id = bare.release.id = ids.make<ReleaseId>();
        bare.version = bare.release.version = 2;
        bare.approved_visits = visits.value_or(bare.approved_visits);
        const auto copied = store->write(tenant, [&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_TRY(places, tx.releases().places(made[0].release_id));
            BALIEBLIK_TRY(count, tx.releases().count(made[0].release_id, {}));
            BALIEBLIK_TRY(cells, tx.releases().cells_from(made[0].release_id, 0, count));
            BALIEBLIK_TRY(inputs, tx.release_inputs().of(made[0].release_id));
            BALIEBLIK_CHECK(tx.releases().add(bare, places, cells));
            BALIEBLIK_CHECK(tx.release_inputs().add(bare.id, store::written(inputs)));
            return true;
        });
        EXPECT_TRUE(copied);
        return bare.id;
    }

    test::TempFolder folder;
    test::FakeClock clock;
    vault::SystemRandom random;
    IdSource ids{clock, random};
    Environment env{clock, ids, random};
    TenantId tenant = ids.make<TenantId>();
    std::unique_ptr<store::Store> store =
        store_sqlite::open_store({.file = folder.path() / "server.db"}, Bytes(32, 9), clock, random).value();
    ProjectId project;
    SyntheticRequest request;
};

TEST_F(SyntheticRegion, gives_back_what_was_put_in)
{
    const auto analyses = last();

    // Of the five dimensions that satisfaction was drawn with, tone is the first; two more go along with others.
    const auto& region = analyses.drivers.front();
    ASSERT_FALSE(region.none);
    EXPECT_EQ(region.parts.front().dimension, "TONE");
    EXPECT_NEAR(region.explained, 60, 8);
    ASSERT_TRUE(region.employees);
    EXPECT_GT(region.employees->of_explained, region.employees->of_total);
    EXPECT_FALSE(analyses.agreement.none);
    EXPECT_GT(analyses.agreement.alpha, 0.5);
    ASSERT_EQ(analyses.trainings.size(), 2u);
    ASSERT_FALSE(analyses.trainings[0].none);
    EXPECT_GT(analyses.trainings[0].effect, 3);
    EXPECT_FALSE(analyses.inspectors.none);
    EXPECT_FALSE(analyses.changes.none);
    for (const auto& one : analyses.weighted)
        if (!one.none) {
            EXPECT_NEAR(one.estimate, one.unweighted, 10);
        }
}

TEST_F(SyntheticRegion, is_analysed_once_and_nobody_can_change_it)
{
    request.waves = 1;
    const auto made = add_synthetic_waves(*store, tenant, env, project, request).value();
    const auto before =
        store->read(tenant, [&](store::Tx& tx) { return tx.releases().analyses(made[0].release_id); }).value();
    clock.pass(std::chrono::hours{1});

    const auto again = analyse_release(*store, tenant, env, server_actor(), made[0].release_id, {}).value();

    EXPECT_EQ(again.made_at, before->made_at);
    const auto overwritten = store->write(tenant, [&](store::Tx& tx) { return tx.releases().add(*before); });
    EXPECT_FALSE(overwritten);
}

TEST_F(SyntheticRegion, keeps_nothing_of_an_analysis_that_was_stopped)
{
    const auto bare = not_analysed();
    AnalysisWatch stop;
    stop.progress = [](std::int64_t, std::int64_t) { return false; };

    EXPECT_EQ(analyse_release(*store, tenant, env, server_actor(), bare, stop).error().code, Errc::state_conflict);

    EXPECT_FALSE(store->read(tenant, [&](store::Tx& tx) { return tx.releases().analyses(bare); }).value());
    EXPECT_TRUE(analyse_release(*store, tenant, env, server_actor(), bare, {}));
}

TEST_F(SyntheticRegion, are_refused_where_they_would_need_all_memory)
{
    const auto bare = not_analysed(most_visits_analysed + 1);

    EXPECT_EQ(analyse_release(*store, tenant, env, server_actor(), bare, {}).error().code, Errc::too_large);
}

TEST_F(SyntheticRegion, can_be_stopped_in_every_part_of_the_work)
{
    const auto bare = not_analysed();
    AnalysisWatch watch;
    watch.resamples = 100;
    std::int64_t told = 0;
    std::int64_t most = 0;
    std::int64_t all_of_it = 0;
    watch.progress = [&](std::int64_t done, std::int64_t all) {
        ++told;
        most = std::max(most, done);
        all_of_it = all;
        return most < all - 1990; // within the inspectors' share, which is the last part and some two thousand steps
    };

    EXPECT_EQ(analyse_release(*store, tenant, env, server_actor(), bare, watch).error().code, Errc::state_conflict);
    EXPECT_EQ(most, all_of_it - 1990);

    const auto until_then = told;
    watch.progress = [&](std::int64_t done, std::int64_t all) {
        EXPECT_LE(done, all);
        ++told;
        return true;
    };
    EXPECT_TRUE(analyse_release(*store, tenant, env, server_actor(), bare, watch));
    EXPECT_GT(told, until_then + 1000);
}

} // namespace
} // namespace balieblik::usecases
