// SPDX-License-Identifier: EUPL-1.2
// The attacker with two waves and all that was worked out with the second: the real analyses, as the server hands them
// out and as they stand in files, against the real protection; the same with two versions of the second wave; and
// against analyses that were made as if nothing had to be protected.
#include "attacker/analyses.hpp"
#include "attacker/analysis_files.hpp"
#include "attacker/effort.hpp"
#include "attacker/house.hpp"
#include "exports/odata.hpp"
#include "exports/workbook.hpp"

#include "support/clock.hpp"
#include "usecases/analyses.hpp"
#include "usecases/release_material.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace balieblik::attacker {
namespace {

using testing::IsEmpty;

struct Weakness {
    PublishingRule analysed_under = {}; // what the analyses think is shown
    bool towns_of_now = false;          // the visits of before, put into the towns as they are now
    bool one_version = false;           // each version worked out as if there were no other
    bool shows_less = false;            // a second version hides what the first one showed
};

// The same wave after a correction: visits to one busy location were declared void. Only one of them had a mark.
Organisation corrected(const Organisation& before, std::uint32_t seed)
{
    std::map<std::size_t, std::vector<const Organisation::OfLocation*>> of_location;
    for (const auto& visit : before.visits)
        of_location[visit.location].push_back(&visit);
    std::set<std::size_t> gone;
    for (const auto& [location, visits] : of_location) {
        if (visits.size() < 26 || !gone.empty() || before.locations[location].staff_pool < 5)
            continue;
        for (const auto* visit : visits)
            if (!visit->mark || seed % 2 == 1)
                gone.insert(visit->number);
        while (gone.size() > 15)
            gone.erase(gone.begin());
        for (const auto* visit : visits)
            if (visit->mark && gone.insert(visit->number).second)
                break;
    }
    Organisation made;
    made.locations = before.locations;
    for (const auto& visit : before.visits)
        if (!gone.contains(visit.number))
            made.visits.push_back(visit);
    return made;
}

// Two waves of one organisation, frozen as the server freezes them.
class Study {
public:
    Study(std::uint32_t seed, const Weakness& weak)
        : weak_(weak), random_(seed), first_(random_organisation(seed)), second_(next_wave(first_, seed))
    {
        const auto first = release(first_);
        const auto second = release(second_, {}, pattern_of(first));
        loot.add("first", first_, first.places, rows_of_cells(first));
        loot.add("second", second_, second.places, rows_of_cells(second));
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
        built_ = second;
    }

    // As the server hands them out.
    std::string analyses() const { return json::print_struct(worked_out(study_)); }
    Told told() { return listen(analyses(), loot, "second", "first", known_); }
    // The same out of a file.
    Told told_by(const AnalysisRows& rows) { return listen(as_reply(rows), loot, "second", "first", known_); }

    ReleaseAnalyses worked_out(const usecases::FrozenStudy& study) const
    {
        usecases::AnalysisSettings settings;
        settings.seed = 1;
        settings.resamples = 100; // with fewer there are no drivers and no agreement
        return usecases::analyse(study, settings).value();
    }
    const usecases::FrozenStudy& study() const { return study_; }

    // Publishes a second version of the wave, with what is worked out with it; false if it may not appear.
    bool correct(std::uint32_t seed)
    {
        const auto after = corrected(second_, seed);
        const auto built = second_version(second_, built_, after, weak_.shows_less);
        if (built.waits())
            return false;
        loot.add("corrected", after, built.places, rows_of_cells(built));
        auto next = study_;
        next.now = frozen(after, built, weak_.analysed_under, "2026-04-06", "2026-05-22");
        if (!weak_.one_version)
            next.versions.push_back(study_.now);
        corrected_ = json::print_struct(worked_out(next));
        return true;
    }
    Told told_by_both()
    {
        const Rule rule;
        auto made = told();
        const auto also = listen(corrected_, loot, "corrected", "first", known_);
        made.facts.insert(made.facts.end(), also.facts.begin(), also.facts.end());
        made.findings.insert(made.findings.end(), also.findings.begin(), also.findings.end());
        const auto still = what_did_not_change(loot, "second", "corrected");
        made.facts.insert(made.facts.end(), still.begin(), still.end());
        for (const auto& found : compare_versions(analyses(), corrected_, loot, "second", "corrected", rule))
            made.findings.push_back(found);
        return made;
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
        auto& id = visit_ids_[{wave.starts_on, visit.number}];
        if (id == VisitId{})
            id = ids_.make<VisitId>();
        input.visit_id = id;
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

    const Weakness weak_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    IdSource ids_{clock_, random_};
    Organisation first_;
    Organisation second_;
    std::vector<LocationId> locations_;
    std::map<std::uint32_t, InspectorId> inspectors_;
    std::map<std::pair<std::string, std::size_t>, VisitId> visit_ids_; // by wave and number
    usecases::FrozenStudy study_;
    usecases::BuiltCube built_;
    std::string corrected_; // what was worked out with the second version
    Background known_;
};

Findings attack(const Study& study, Told told)
{
    const Rule rule;
    const auto found = attack(study.loot.world, study.loot.published, rule, told.facts);
    told.findings.insert(told.findings.end(), found.begin(), found.end());
    return told.findings;
}
Findings attack(std::uint32_t seed, const Weakness& weak = {})
{
    Study study(seed, weak);
    auto told = study.told();
    return attack(study, std::move(told));
}

// All kinds of files that hold the analyses of a study.
struct AnalysisFiles {
    std::string json, csv, csv_nl, workbook;
    std::vector<std::string> odata;
    std::map<std::string, std::string> names;

    explicit AnalysisFiles(const Study& study)
    {
        const auto& now = study.study().now;
        usecases::ReleaseView view;
        view.release = now.release.release;
        view.release.top = now.places.front().code;
        view.wave = "Zomer";
        usecases::AnalysesView made;
        made.analyses = study.worked_out(study.study());
        exports::Exported release{view,
                                  {},
                                  [&](std::int64_t first, std::int64_t limit) -> Result<std::vector<ReleaseCell>> {
                                      const auto from = std::min<std::int64_t>(first, std::ssize(now.cells));
                                      const auto to = std::min<std::int64_t>(first + limit, std::ssize(now.cells));
                                      return std::vector<ReleaseCell>(now.cells.begin() + from, now.cells.begin() + to);
                                  },
                                  [&]() -> Result<usecases::AnalysesView> { return made; },
                                  [](ReleaseId) -> Result<usecases::VisitCounts> { return usecases::VisitCounts{}; }};
        for (const auto& place : now.places)
            names[place.code] = place.name;
        release.names = names;
        const auto figures = exports::analysis_figures(release).value();
        const auto format = exports::json_format(release, figures);
        EXPECT_TRUE(exports::write_file(release, *format, [&](std::string_view piece) { json += piece; }));
        csv = whole(exports::analyses_csv(release, figures, exports::CsvFlavour::rfc4180, false));
        csv_nl = whole(exports::analyses_csv(release, figures, exports::CsvFlavour::spreadsheet_nl, false));
        workbook = exports::workbook(release, false).value();
        exports::ODataRequest request{"https://server/", "Analyses", {}, "", "", 5000};
        odata.push_back(exports::odata(release, now.places, request).value().body);
    }

private:
    static std::string whole(const exports::Pieces& pieces)
    {
        std::string made;
        for (auto piece = pieces(); !piece.empty(); piece = pieces())
            made += piece;
        return made;
    }
};

std::vector<std::string> texts(const AnalysisRows& rows)
{
    std::vector<std::string> made;
    for (const auto& row : rows)
        made.push_back(text(row));
    return made;
}

TEST(Analyses, give_the_attacker_nothing_beyond_what_is_published)
{
    int with_drivers = 0;
    for (const auto seed : seeds(60)) {
        Study study(seed, {});
        const auto all = study.worked_out(study.study()).drivers;
        with_drivers += std::any_of(all.begin(), all.end(), [](const auto& one) { return !one.none; }) ? 1 : 0;
        ASSERT_THAT(attack(study, study.told()), IsEmpty()) << "seed " << seed;
    }
    EXPECT_GT(with_drivers, 0);
}

TEST(Analyses, in_files_of_every_kind_tell_the_same_and_nothing_more)
{
    for (const auto seed : seeds(20)) {
        const AnalysisFiles files{Study(seed, {})};
        const auto rows = analyses_of_json(files.json);

        ASSERT_EQ(texts(analyses_of_csv(files.csv, ',')), texts(rows)) << "seed " << seed;
        ASSERT_EQ(texts(analyses_of_csv(files.csv_nl, ';')), texts(rows)) << "seed " << seed;
        ASSERT_EQ(texts(analyses_of_odata(files.odata)), texts(rows)) << "seed " << seed;
        ASSERT_EQ(analyses_of_workbook(files.workbook), as_in_workbook(rows, files.names)) << "seed " << seed;
        for (const auto& row : rows)
            for (const auto* figure : {&row.value, &row.lower, &row.upper})
                ASSERT_LE(figure->size() - std::min(figure->find('.'), figure->size()), 3u) << text(row);
    }
}

TEST(Analyses, in_files_give_the_attacker_nothing_beyond_what_is_published)
{
    for (const auto seed : seeds(60)) {
        Study study(seed, {});
        auto told = study.told_by(analyses_of_csv(AnalysisFiles(study).csv_nl, ';'));
        ASSERT_THAT(attack(study, std::move(told)), IsEmpty()) << "seed " << seed;
    }
}

TEST(Analyses, of_two_versions_give_the_attacker_nothing_beyond_both)
{
    int appeared = 0;
    for (const auto seed : seeds(60)) {
        Study study(seed, {});
        if (!study.correct(seed))
            continue;
        ++appeared;
        auto told = study.told_by_both();
        ASSERT_THAT(attack(study, std::move(told)), IsEmpty()) << "seed " << seed;
    }
    RecordProperty("appeared", appeared);
    EXPECT_GT(appeared, 0);
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

TEST(WeakenedAnalyses, that_forget_what_is_hidden_are_broken_by_their_files_alone)
{
    PublishingRule none;
    none.min_visits = none.min_staff_pool = none.min_inspectors = none.count_rounding = none.group_pool = 1;
    none.max_share_of_weight = 1;
    none.protection = 0;
    int worlds = 0;
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
        Study study(seed, {.analysed_under = none});
        auto told = study.told_by(analyses_of_csv(AnalysisFiles(study).csv, ','));
        worlds += attack(study, std::move(told)).empty() ? 0 : 1;
    }
    RecordProperty("broken", worlds);
    EXPECT_GT(worlds, 10);
}

TEST(WeakenedAnalyses, of_versions_that_do_not_know_of_each_other_are_broken)
{
    int worlds = 0;
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        Study study(seed, {.one_version = true});
        worlds += study.correct(seed) && !study.told_by_both().findings.empty() ? 1 : 0;
    }
    RecordProperty("broken", worlds);
    EXPECT_GT(worlds, 3);
}

TEST(WeakenedVersions, that_hide_what_an_earlier_one_showed_are_broken)
{
    int worlds = 0;
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        Study study(seed, {.shows_less = true});
        worlds += study.correct(seed) && !attack(study, study.told_by_both()).empty() ? 1 : 0;
    }
    RecordProperty("broken", worlds);
    EXPECT_GT(worlds, 0);
}

TEST(WeakenedAnalyses, that_put_visits_of_before_into_the_towns_of_now_are_broken)
{
    EXPECT_GT(broken({.towns_of_now = true}), 0);
}

} // namespace
} // namespace balieblik::attacker
