// SPDX-License-Identifier: EUPL-1.2
#include "disclosure/request.hpp"

#include "base/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::disclosure {
namespace {

using testing::ElementsAre;
using enum Suppression;

RequestedCell cell(const std::string& place, std::int64_t visits, std::optional<double> mean = std::nullopt)
{
    RequestedCell made;
    made.at = {{"place", place}};
    made.visits = visits;
    made.staff_pool = 10;
    made.inspectors = 4;
    made.mean = mean;
    return made;
}

// A region of three towns, one with five visits.
ProtectRequest region()
{
    ProtectRequest request;
    request.cells = {cell("small", 5, 50), cell("mid", 14, 60), cell("large", 40, 70),
                     cell("region", 59, (5 * 50.0 + 14 * 60 + 40 * 70) / 59)};
    for (const auto* town : {"small", "mid", "large"})
        request.hierarchy.push_back({"place", town, "region"});
    return request;
}

TEST(ProtectRequest, hides_a_small_town_and_the_neighbour_that_covers_it)
{
    const auto answer = protect(region()).value();

    EXPECT_THAT(answer.cells[0].hidden_because, ElementsAre(too_few_visits));
    EXPECT_THAT(answer.cells[1].hidden_because, ElementsAre(protects_others));
    EXPECT_TRUE(answer.cells[2].shown);
    EXPECT_TRUE(answer.cells[3].shown);
    EXPECT_LE(answer.cells[0].lower, 45);
    EXPECT_GE(answer.cells[0].upper, 55);
}

TEST(ProtectRequest, tells_the_value_of_a_shown_cell_as_both_ends)
{
    const auto answer = protect(region()).value();

    EXPECT_NEAR(answer.cells[2].lower, 70, 1e-9);
    EXPECT_NEAR(answer.cells[2].upper, 70, 1e-9);
}

TEST(ProtectRequest, protects_counts_where_no_means_are_given)
{
    auto request = region();
    for (auto& one : request.cells)
        one.mean.reset();

    const auto answer = protect(request).value();

    EXPECT_FALSE(answer.cells[0].shown);
    EXPECT_LE(answer.cells[0].lower, 2);
    EXPECT_GE(answer.cells[0].upper, 10);
}

TEST(ProtectRequest, takes_margins_on_every_axis)
{
    ProtectRequest request;
    const std::map<std::string, std::map<std::string, std::int64_t>> visits{
        {"a", {{"counter", 30}, {"telephone", 20}, {"all", 50}}},
        {"b", {{"counter", 25}, {"telephone", 4}, {"all", 29}}},
        {"c", {{"counter", 22}, {"telephone", 21}, {"all", 43}}},
        {"total", {{"counter", 77}, {"telephone", 45}, {"all", 122}}}};
    for (const auto& [place, channels] : visits)
        for (const auto& [channel, n] : channels) {
            auto one = cell(place, n);
            one.at["channel"] = channel;
            request.cells.push_back(one);
        }
    for (const auto* town : {"a", "b", "c"})
        request.hierarchy.push_back({"place", town, "total"});
    for (const auto* channel : {"counter", "telephone"})
        request.hierarchy.push_back({"channel", channel, "all"});

    const auto answer = protect(request).value();

    int hidden = 0;
    for (const auto& one : answer.cells) {
        hidden += one.shown ? 0 : 1;
        if (!one.shown) {
            EXPECT_LT(one.lower + 1, one.upper);
        }
    }
    EXPECT_GE(hidden, 4);
}

TEST(ProtectRequest, can_only_be_made_stricter)
{
    auto request = region();
    request.rule = PublishingRule{};
    request.rule->min_visits = 2;

    EXPECT_EQ(protect(request).value().rule.min_visits, 10);
}

TEST(ProtectRequest, refuses_sums_that_do_not_hold)
{
    auto request = region();
    request.cells[3].visits += 1;

    EXPECT_EQ(protect(request).error().code, Errc::validation);
}

TEST(ProtectRequest, refuses_a_code_that_lies_within_itself)
{
    auto direct = region();
    direct.hierarchy.push_back({"place", "region", "region"});
    auto round_about = region();
    round_about.hierarchy.push_back({"place", "region", "small"});

    EXPECT_EQ(protect(direct).error().code, Errc::validation);
    EXPECT_EQ(protect(round_about).error().code, Errc::validation);
}

TEST(ProtectRequest, shows_everybody_is_perfect_as_a_bound_where_few_people_work)
{
    ProtectRequest request;
    request.cells = {cell("few", 30, 99), cell("many", 30, 99)};
    request.cells[0].staff_pool = 9;

    const auto answer = protect(request).value();

    EXPECT_TRUE(answer.cells[0].shown);
    EXPECT_EQ(answer.cells[0].bound, Bound::at_least);
    EXPECT_EQ(answer.cells[0].lower, 95);
    EXPECT_EQ(answer.cells[0].upper, 100);
    EXPECT_FALSE(answer.cells[1].bound);
    EXPECT_EQ(answer.cells[1].lower, 99);
}

TEST(ProtectRequest, does_not_let_a_bound_be_worked_out_from_the_whole)
{
    ProtectRequest request;
    request.cells = {cell("few", 30, 99), cell("other", 30, 60), cell("third", 30, 70),
                     cell("region", 90, (99.0 + 60 + 70) / 3)};
    request.cells[0].staff_pool = 9;
    for (const auto* town : {"few", "other", "third"})
        request.hierarchy.push_back({"place", town, "region"});

    const auto answer = protect(request).value();

    EXPECT_EQ(answer.cells[0].lower, 95);
    EXPECT_EQ(answer.cells[0].upper, 100);
    EXPECT_FALSE(answer.cells[1].shown && answer.cells[2].shown && answer.cells[3].shown);
}

TEST(ProtectRequest, refuses_more_visits_than_there_can_be)
{
    auto request = region();
    request.cells.front().visits = std::numeric_limits<std::int64_t>::max();

    EXPECT_EQ(protect(request).error().code, Errc::validation);
}

TEST(ProtectRequest, refuses_two_cells_at_one_place)
{
    auto request = region();
    request.cells.push_back(request.cells.front());

    EXPECT_EQ(protect(request).error().code, Errc::validation);
}

TEST(ProtectRequest, is_read_from_json_as_it_is_described)
{
    const auto request = json::read_text<ProtectRequest>(R"({
        "cells": [{"at": {"place": "GM0177"}, "visits": 12, "staff_pool": 10, "inspectors": 3, "mean": 61.5}],
        "hierarchy": [{"axis": "place", "code": "GM0177", "within": "VR04"}]})");

    ASSERT_TRUE(request) << request.error().detail;
    EXPECT_TRUE(protect(*request).value().cells.front().shown);
}

} // namespace
} // namespace balieblik::disclosure
