// SPDX-License-Identifier: EUPL-1.2
// The attacker with the real files in hand: releases are built, protected and written as they leave the server, read
// back out of CSV, JSON, OData and workbook, and attacked with what stands in them.
#include "attacker/attacker.hpp"
#include "attacker/files.hpp"
#include "exports/odata.hpp"
#include "exports/workbook.hpp"
#include "statistics/synthetic.hpp"
#include "usecases/release_cube.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>

namespace balieblik::attacker {
namespace {

using testing::IsEmpty;

const PublishingRule house_rule;
const Rule rule;
const std::vector<std::string> figure_codes{"TONE", "RULE", "OUT", "NORM", "INDEX"};
constexpr std::size_t norm = 3;

int tables()
{
    const char* asked = std::getenv("BALIEBLIK_ATTACKER_TABLES");
    return asked ? std::atoi(asked) : 60;
}

int pick(std::mt19937& random, int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); }

// An organisation as the office knows it, and the visits that nobody else may know.
struct Organisation {
    std::vector<usecases::CubeLocation> locations;
    struct OfLocation {
        std::size_t location;
        std::uint32_t inspector;
        std::vector<std::optional<double>> values;
    };
    std::vector<OfLocation> visits;
};

std::vector<ReleaseFigure> figures()
{
    return {{"TONE", FigureKind::mean, 30.0, {}, {}},
            {"RULE", FigureKind::mean, 20.0, {}, {}},
            {"OUT", FigureKind::mean, 10.0, {}, {}},
            {"NORM", FigureKind::share, {}, 80.0, 600},
            {"INDEX", FigureKind::mean, {}, {}, {}}};
}

std::optional<double> index_value(const std::vector<std::optional<double>>& values)
{
    double sum = 0;
    double weight = 0;
    const auto all = figures();
    for (std::size_t i = 0; i < norm; ++i)
        if (values[i]) {
            sum += *all[i].weight * *values[i];
            weight += *all[i].weight;
        }
    return weight > 0 ? std::optional(sum / weight) : std::nullopt;
}

Organisation random_organisation(std::uint32_t seed)
{
    std::mt19937 random(seed);
    Organisation made;
    const bool complete = pick(random, 0, 1) == 1;
    int town = 0;
    for (int r = pick(random, 1, 4); r > 0; --r)
        for (int t = pick(random, 1, 5); t > 0; --t) {
            ++town;
            for (int l = pick(random, 1, 3); l > 0; --l) {
                const int pools[]{1, 5, 5, 10, 20};
                const auto at = made.locations.size();
                const auto code = "L" + std::to_string(at);
                made.locations.push_back({code, "name of " + code, "T" + std::to_string(town),
                                          "name of T" + std::to_string(town), "R" + std::to_string(r),
                                          pools[pick(random, 0, 4)]});
                const int level = pick(random, 0, 9) == 0 ? 100 : pick(random, 20, 100);
                const int spread = pick(random, 0, 7) == 0 ? 0 : pick(random, 5, 40);
                const int kept = pick(random, 0, 3) == 0 ? 100 : pick(random, 30, 100);
                for (int n = pick(random, 0, 3) == 0 ? pick(random, 1, 9) : pick(random, 5, 40); n > 0; --n) {
                    Organisation::OfLocation visit{at, static_cast<std::uint32_t>(pick(random, 1, 6)), {}};
                    for (std::size_t i = 0; i < norm; ++i)
                        visit.values.push_back(
                            complete || pick(random, 0, 2) > 0
                                ? std::optional<double>(std::clamp(level + pick(random, -spread, spread), 0, 100))
                                : std::nullopt);
                    visit.values.push_back(pick(random, 0, 99) < kept ? 100.0 : 0.0);
                    visit.values.push_back(index_value(visit.values));
                    made.visits.push_back(std::move(visit));
                }
            }
        }
    return made;
}

// Every contact at a counter of one wave all over the country, as the generator of synthetic waves draws them.
Organisation netherlands()
{
    const statistics::SyntheticWaves waves(statistics::SyntheticPlan::netherlands(), {});
    Organisation made;
    const auto plan = statistics::SyntheticPlan::netherlands();
    std::map<std::int64_t, std::size_t> number;
    for (std::int64_t town = 0; town < plan.towns; ++town)
        for (const auto& location : waves.locations(town)) {
            number[location.number] = made.locations.size();
            const auto code = "L" + std::to_string(location.number);
            made.locations.push_back({code, "name of " + code, "T" + std::to_string(town),
                                      "name of T" + std::to_string(town), "R" + std::to_string(town * 25 / plan.towns),
                                      location.staff_pool});
        }
    waves.each(0, [&](const statistics::SyntheticContact& contact) {
        if (contact.channel != statistics::SyntheticChannel::counter)
            return;
        Organisation::OfLocation visit{number.at(contact.location), static_cast<std::uint32_t>(contact.inspector), {}};
        visit.values = {contact.tone, contact.rule, contact.outcome, contact.wait_seconds <= 600 ? 100.0 : 0.0, {}};
        visit.values.back() = index_value(visit.values);
        made.visits.push_back(std::move(visit));
    });
    return made;
}

usecases::BuiltCube release(const Organisation& organisation, const PublishingRule& applied = house_rule)
{
    usecases::ReleaseCube cube(Channel::counter, figures());
    for (const auto& location : organisation.locations)
        cube.add_location(location);
    for (const auto& visit : organisation.visits)
        cube.add_visit(visit.location, visit.inspector, visit.values);
    return cube.build(applied, {});
}

// All that can be taken home.
struct Files {
    std::string csv_nl, csv, json, workbook;
    std::vector<std::string> odata;
};

Files files(const usecases::BuiltCube& built)
{
    usecases::ReleaseView view;
    view.project = "Onderzoek";
    view.wave = "Voorjaar";
    view.release.method = "mean";
    view.release.figures = figures();
    view.release.cells_shown = built.shown;
    view.release.cells_hidden = built.hidden;
    exports::Exported release{
        view, {}, [&](std::int64_t first, std::int64_t limit) -> Result<std::vector<ReleaseCell>> {
            const auto from = std::min<std::int64_t>(first, std::ssize(built.cells));
            const auto to = std::min<std::int64_t>(first + limit, std::ssize(built.cells));
            return std::vector<ReleaseCell>(built.cells.begin() + from, built.cells.begin() + to);
        }};
    for (const auto& place : built.places)
        release.names[place.code] = place.name;
    Files made;
    const auto put = [&](std::string& to, exports::Format& format) {
        EXPECT_TRUE(exports::write_file(release, format, [&](std::string_view piece) { to += piece; }));
    };
    put(made.csv_nl, *exports::csv_format(release, exports::CsvFlavour::spreadsheet_nl));
    put(made.csv, *exports::csv_format(release, exports::CsvFlavour::rfc4180));
    put(made.json, *exports::json_format(release));
    made.workbook = exports::workbook(release, false).value();
    exports::ODataRequest request{"https://server/", "Figures", {}, "", "", 100};
    for (std::optional<std::string> next = "0"; next;) {
        request.options = {{"$skiptoken", *next}};
        made.odata.push_back(exports::odata(release, built.places, request).value().body);
        const auto page = boost::json::parse(made.odata.back()).as_object();
        next.reset();
        if (const auto* link = page.if_contains("@odata.nextLink")) {
            const std::string text(link->as_string());
            next = text.substr(text.find('=') + 1);
        }
    }
    return made;
}

std::map<std::string, std::string> words()
{
    return {{"Tone", "TONE"},
            {"Handling rules", "RULE"},
            {"Outcome", "OUT"},
            {"Helped within the norm (%)", "NORM"},
            {"Overall score", "INDEX"},
            {"met", "met"},
            {"not met", "missed"},
            {"missed", "missed"},
            {"not shown either way", "not_shown"},
            {"yes, as an upper bound: small group of staff", "at_most"},
            {"yes, as a lower bound: small group of staff", "at_least"},
            {"too few visits", "too_few_visits"},
            {"too few staff", "small_staff_pool"},
            {"too few inspectors", "too_few_inspectors"},
            {"one visit weighs too much", "dominated"},
            {"no interval possible", "no_interval"},
            {"would follow from other figures", "would_follow"},
            {"protects another figure", "protects_others"}};
}

// What the attacker makes of a file: the tree from the published places, and from the rows what each has.
struct Loot {
    World world;
    Published published;
};

Loot attack_on(const Organisation& organisation, const usecases::BuiltCube& built, const FileRows& rows)
{
    Loot loot;
    auto& world = loot.world;
    world.share = norm;
    std::map<std::string, std::size_t> number;
    std::map<std::string, std::size_t> of_name;
    for (const auto& place : built.places) {
        const auto at = world.parent.size();
        number[place.code] = of_name[place.name] = at;
        world.parent.push_back(place.within.empty() ? at : number.at(place.within));
        world.staff_pool.push_back(0);
    }
    std::vector<std::size_t> of_location;
    for (const auto& location : organisation.locations) {
        const auto own = number.find(location.code);
        of_location.push_back(own != number.end() ? own->second : number.at(location.municipality));
        world.staff_pool[of_location.back()] = static_cast<int>(location.staff_pool);
    }
    for (const auto& one : figures())
        if (one.weight)
            world.weights.push_back(*one.weight);
    for (const auto& visit : organisation.visits) {
        Visit made{of_location[visit.location], static_cast<int>(visit.inspector), {}};
        for (const auto& value : visit.values)
            made.scores.push_back(value.value_or(std::nan("")));
        world.visits.push_back(std::move(made));
    }
    loot.published.assign(figure_codes.size(), std::vector<Cell>(world.parent.size()));
    for (const auto& row : rows) {
        const auto figure = static_cast<std::size_t>(
            std::find(figure_codes.begin(), figure_codes.end(), row.dimension) - figure_codes.begin());
        auto& cell = loot.published.at(figure).at(of_name.at(row.place));
        if (row.mean.empty())
            continue;
        const double mean = std::stod(row.mean);
        if (!row.bound.empty()) {
            cell.bound = row.bound == "at_least" ? Range{mean, 100} : Range{0, mean};
            continue;
        }
        cell.mean = mean;
        cell.rounding = figure == norm ? 0.5 : 0.05;
        const double half = (std::stod(row.upper) - std::stod(row.lower)) / 2;
        if (figure != norm)
            cell.spread = half; // times √n and the quantile: enough to know that it was published
    }
    return loot;
}

Findings attack(const Loot& loot)
{
    auto findings = subtract_places(loot.world, loot.published, rule);
    for (const auto& found :
         {use_spread(loot.world, loot.published, rule), solve_for_hidden(loot.world, loot.published, rule)})
        findings.insert(findings.end(), found.begin(), found.end());
    return findings;
}

std::vector<std::string> texts(const FileRows& rows)
{
    std::vector<std::string> made;
    for (const auto& row : rows)
        made.push_back(text(row));
    return made;
}

TEST(Files, of_every_kind_tell_the_same_and_nothing_more)
{
    for (int i = 0; i < tables(); ++i) {
        const auto built = release(random_organisation(static_cast<std::uint32_t>(i)));
        const auto all = files(built);
        const auto expected = texts(rows_of_json(all.json));

        ASSERT_EQ(texts(rows_of_csv(all.csv, ',')), expected) << "seed " << i;
        ASSERT_EQ(texts(rows_of_csv(all.csv_nl, ';')), expected) << "seed " << i;
        ASSERT_EQ(texts(rows_of_odata(all.odata)), expected) << "seed " << i;
        ASSERT_EQ(texts(rows_of_workbook(all.workbook, words())), expected) << "seed " << i;
    }
}

TEST(Files, hold_no_figure_that_was_not_rounded)
{
    for (int i = 0; i < tables(); ++i) {
        const auto all = files(release(random_organisation(static_cast<std::uint32_t>(i))));
        for (const auto* file : {&all.csv, &all.json, &all.odata.front()})
            ASSERT_THAT(unrounded_numbers(*file), IsEmpty()) << "seed " << i;
        for (const auto& row : rows_of_workbook(all.workbook, words()))
            for (const auto* figure : {&row.mean, &row.lower, &row.upper})
                ASSERT_LE(figure->size() - std::min(figure->find('.'), figure->size()), 2u) << text(row);
    }
}

// Neither the order of rows nor anything else may tell which visit came first or who made it.
TEST(Files, are_the_same_to_the_byte_whoever_came_first)
{
    for (int i = 0; i < tables() / 10 + 1; ++i) {
        auto organisation = random_organisation(static_cast<std::uint32_t>(i));
        const auto before = files(release(organisation));

        std::mt19937 random(static_cast<std::uint32_t>(i));
        std::vector<std::size_t> order(organisation.locations.size());
        for (std::size_t at = 0; at < order.size(); ++at)
            order[at] = at;
        std::shuffle(order.begin(), order.end(), random);
        Organisation other;
        std::vector<std::size_t> where(order.size());
        for (std::size_t at = 0; at < order.size(); ++at) {
            other.locations.push_back(organisation.locations[order[at]]);
            where[order[at]] = at;
        }
        other.visits = organisation.visits;
        std::shuffle(other.visits.begin(), other.visits.end(), random);
        for (auto& visit : other.visits) {
            visit.location = where[visit.location];
            visit.inspector = 7 - visit.inspector;
        }

        const auto after = files(release(other));
        EXPECT_EQ(after.json, before.json);
        EXPECT_EQ(after.csv_nl, before.csv_nl);
        EXPECT_EQ(after.odata, before.odata);
    }
}

TEST(Files, give_the_attacker_nothing_about_random_organisations)
{
    for (int i = 0; i < tables(); ++i) {
        const auto organisation = random_organisation(static_cast<std::uint32_t>(i) + 9000);
        const auto built = release(organisation);
        ASSERT_THAT(attack(attack_on(organisation, built, rows_of_csv(files(built).csv_nl, ';'))), IsEmpty())
            << "seed " << i;
    }
}

// A reader that subtracts counts: the place's own less those of its parts. With rounded ones the count of the only
// hidden part stays within a range; a build that does not round gives it away.
int pinned_counts(const PublishingRule& applied)
{
    int pinned = 0;
    for (int i = 0; i < tables(); ++i) {
        const auto organisation = random_organisation(static_cast<std::uint32_t>(i));
        const auto built = release(organisation, applied);
        std::map<std::pair<std::string, std::string>, const ReleaseCell*> cells;
        for (const auto& cell : built.cells)
            cells[{cell.place, cell.dimension}] = &cell;
        for (const auto& whole : built.cells) {
            if (!whole.n_at_least)
                continue;
            std::int64_t least = *whole.n_at_least;
            std::int64_t most = *whole.n_at_least + applied.count_rounding - 1;
            int hidden = 0;
            int parts = 0;
            for (const auto& place : built.places) {
                if (place.within != whole.place)
                    continue;
                ++parts;
                const auto* part = cells.at({place.code, whole.dimension});
                if (!part->n_at_least) {
                    ++hidden;
                    continue;
                }
                least -= *part->n_at_least + applied.count_rounding - 1;
                most -= *part->n_at_least;
            }
            pinned += parts > 0 && hidden == 1 && most <= std::max<std::int64_t>(0, least) ? 1 : 0;
        }
    }
    return pinned;
}

TEST(Files, do_not_tell_how_many_visits_a_hidden_place_had) { EXPECT_EQ(pinned_counts(house_rule), 0); }

TEST(WeakenedFiles, with_counts_that_are_not_rounded_tell_how_many_visits_a_hidden_place_had)
{
    PublishingRule weak;
    weak.count_rounding = 1;
    EXPECT_GT(pinned_counts(weak), 0);
}

TEST(Files, give_the_attacker_nothing_about_the_national_wave)
{
    if (!std::getenv("BALIEBLIK_ATTACKER_NATIONAL"))
        GTEST_SKIP() << "takes minutes; set BALIEBLIK_ATTACKER_NATIONAL";
    const auto organisation = netherlands();
    const auto built = release(organisation);
    const auto loot = attack_on(organisation, built, rows_of_csv(files(built).csv_nl, ';'));
    EXPECT_THAT(attack(loot), IsEmpty());
    std::printf("locations %zu, visits %zu, shown %ld, hidden %ld\n", organisation.locations.size(),
                organisation.visits.size(), static_cast<long>(built.shown), static_cast<long>(built.hidden));
}

} // namespace
} // namespace balieblik::attacker
