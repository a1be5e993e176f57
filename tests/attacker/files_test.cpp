// SPDX-License-Identifier: EUPL-1.2
// The attacker with the real files in hand: releases are built, protected and written as they leave the server, read
// back out of CSV, JSON, OData and workbook, and attacked with what stands in them.
#include "attacker/attacker.hpp"
#include "attacker/effort.hpp"
#include "attacker/files.hpp"
#include "attacker/house.hpp"
#include "exports/odata.hpp"
#include "exports/workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace balieblik::attacker {
namespace {

using testing::IsEmpty;

const PublishingRule house_rule;
const Rule rule;

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
    view.release.published_at = Timestamp{std::chrono::hours{500'000}};
    view.release.cells_shown = built.shown;
    view.release.cells_hidden = built.hidden;
    exports::Exported release{
        view, {}, [&](std::int64_t first, std::int64_t limit) -> Result<std::vector<ReleaseCell>> {
            const auto from = std::min<std::int64_t>(first, std::ssize(built.cells));
            const auto to = std::min<std::int64_t>(first + limit, std::ssize(built.cells));
            return std::vector<ReleaseCell>(built.cells.begin() + from, built.cells.begin() + to);
        }};
    release.names = exports::PlaceNames(built.places);
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

Findings attack(const Loot& loot) { return attack(loot.world, loot.published, rule); }

std::vector<std::string> texts(const FileRows& rows)
{
    std::vector<std::string> made;
    for (const auto& row : rows)
        made.push_back(text(row));
    return made;
}

TEST(Files, of_every_kind_tell_the_same_and_nothing_more)
{
    for (const auto seed : seeds(60)) {
        const auto built = release(random_organisation(seed));
        const auto all = files(built);
        const auto expected = texts(rows_of_json(all.json));

        ASSERT_EQ(texts(rows_of_csv(all.csv, ',')), expected) << "seed " << seed;
        ASSERT_EQ(texts(rows_of_csv(all.csv_nl, ';')), expected) << "seed " << seed;
        ASSERT_EQ(texts(rows_of_odata(all.odata)), expected) << "seed " << seed;
        ASSERT_EQ(texts(rows_of_workbook(all.workbook, words())), expected) << "seed " << seed;
    }
}

TEST(Files, hold_no_figure_that_was_not_rounded)
{
    for (const auto seed : seeds(60)) {
        const auto all = files(release(random_organisation(seed)));
        for (const auto* file : {&all.csv, &all.json, &all.odata.front()})
            ASSERT_THAT(unrounded_numbers(*file), IsEmpty()) << "seed " << seed;
        for (const auto& row : rows_of_workbook(all.workbook, words()))
            for (const auto* figure : {&row.mean, &row.lower, &row.upper})
                ASSERT_LE(figure->size() - std::min(figure->find('.'), figure->size()), 2u) << text(row);
    }
}

// Neither the order of rows nor anything else may tell which visit came first or who made it.
TEST(Files, are_the_same_to_the_byte_whoever_came_first)
{
    for (const auto seed : seeds(60, 10)) {
        auto organisation = random_organisation(seed);
        const auto before = files(release(organisation));

        std::mt19937 random(seed);
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
        EXPECT_EQ(after.workbook, before.workbook) << "with all that its parts say of themselves";
    }
}

TEST(Files, give_the_attacker_nothing_about_random_organisations)
{
    for (const auto seed : seeds(60)) {
        const auto organisation = random_organisation(seed + 9000);
        const auto built = release(organisation);
        ASSERT_THAT(attack(attack_on(organisation, built, rows_of_csv(files(built).csv_nl, ';'))), IsEmpty())
            << "seed " << seed;
    }
}

// A reader that subtracts counts: the place's own less those of its parts. With rounded ones the count of the only
// hidden part stays within a range; a build that does not round gives it away.
int pinned_counts(const PublishingRule& applied)
{
    int pinned = 0;
    for (const auto seed : seeds(60)) {
        const auto organisation = random_organisation(seed);
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
    const auto organisation = netherlands();
    const auto built = release(organisation);
    const auto loot = attack_on(organisation, built, rows_of_csv(files(built).csv_nl, ';'));
    EXPECT_THAT(attack(loot), IsEmpty());
    EXPECT_GT(built.shown, 1000);
    EXPECT_GT(built.hidden, 1000);
}

} // namespace
} // namespace balieblik::attacker
