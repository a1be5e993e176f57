// SPDX-License-Identifier: EUPL-1.2
// What balieblik-calc answers: the forms that inputs may have, refusals, and lines that are no request.
#include "calc/answer.hpp"

#include "base/json.hpp"
#include "calc/functions.hpp"
#include "server/statistics/tolerance.hpp"

#include <gtest/gtest.h>

namespace balieblik::calc {
namespace {

using statistics::six_digits;

boost::json::value asked(std::string_view line)
{
    auto parsed = json::parse(answer(line));
    EXPECT_TRUE(parsed) << line;
    return parsed ? *parsed : boost::json::value{};
}

double number_at(const boost::json::value& value, std::string_view pointer)
{
    boost::system::error_code problem;
    const auto* found = value.find_pointer(pointer, problem);
    if (!found) {
        ADD_FAILURE() << pointer << " is not in " << json::canonical(value);
        return 0;
    }
    return found->to_number<double>();
}

// Both requests must come to the same result.
void expect_same(std::string_view one, std::string_view other)
{
    const auto a = asked(one);
    const auto b = asked(other);
    ASSERT_TRUE(a.at("ok").get_bool()) << json::canonical(a);
    ASSERT_TRUE(b.at("ok").get_bool()) << json::canonical(b);
    EXPECT_EQ(json::canonical(a.at("result")), json::canonical(b.at("result")));
}

std::string refusal_of(std::string_view line)
{
    const auto reply = asked(line);
    EXPECT_FALSE(reply.at("ok").get_bool()) << json::canonical(reply);
    const auto* refusal = reply.get_object().if_contains("refusal");
    return refusal ? std::string(refusal->at("code").get_string()) : "none";
}

std::string error_of(std::string_view line)
{
    const auto reply = asked(line);
    const auto* error = reply.get_object().if_contains("error");
    return error ? std::string(error->at("detail").get_string()) : "none";
}

TEST(Answer, echoes_the_id_whatever_it_is)
{
    EXPECT_EQ(asked(R"({"id":"a-1","function":"wilson","hits":1,"n":2})").at("id").get_string(), "a-1");
    EXPECT_EQ(json::canonical(asked(R"({"id":[1,{"x":null}],"function":"none"})").at("id")), R"([1,{"x":null}])");
    EXPECT_TRUE(asked(R"({"function":"wilson","hits":1,"n":2})").at("id").is_null());
}

TEST(Answer, takes_inputs_beside_the_function_or_in_an_object)
{
    expect_same(R"({"function":"wilson","hits":81,"n":263})", R"({"fn":"Wilson","inputs":{"x":81,"total":263}})");
}

TEST(Answer, keeps_all_digits)
{
    EXPECT_NEAR(number_at(asked(R"({"function":"wilson","hits":25,"n":100,"z":1.96})"), "/result/interval/lower"),
                0.17545094003724265, 1e-15);
}

TEST(Answer, to_a_broken_line_is_an_error_and_not_the_end)
{
    EXPECT_EQ(error_of("{"), "not JSON, from byte 1");
    EXPECT_EQ(error_of("[1,2]"), "request: an object is wanted");
    EXPECT_EQ(error_of(R"({"hits":1})"), "function: is missing");
    EXPECT_EQ(error_of(R"({"function":"wilson","hits":1})"), "n: is missing");
    EXPECT_EQ(error_of(R"({"function":"wilson","hits":1.5,"n":3})"), "hits: a whole number is wanted");
    EXPECT_EQ(error_of(R"({"function":"mean_t","values":[1,"a"]})"), "values[1]: a number is wanted");
    EXPECT_TRUE(
        error_of(R"({"function":"nonsense"})").starts_with("function: there is no nonsense, but score, wilson"));
}

TEST(Answer, refuses_by_name_where_there_is_no_figure)
{
    EXPECT_EQ(refusal_of(R"({"function":"wilson","hits":0,"n":0})"), "no_data");
    EXPECT_EQ(refusal_of(R"({"function":"wilson","hits":5,"n":3})"), "out_of_range");
    EXPECT_EQ(refusal_of(R"({"function":"mean_t","values":[5]})"), "too_few");
    EXPECT_EQ(refusal_of(R"({"function":"mean_t","values":[1e999,1]})"), "not_finite");
    EXPECT_EQ(refusal_of(R"({"function":"welch","first":[1,1],"second":[2,2]})"), "no_variance");
    EXPECT_EQ(refusal_of(R"({"function":"lmg","r_x":[[1,1],[1,1]],"r_y":[0.5,0.5]})"), "singular");
    EXPECT_EQ(refusal_of(R"({"function":"did","trained":[1],"control":[1,2]})"), "too_few");
    EXPECT_EQ(refusal_of(R"({"function":"stratified","N":[100,100],"n":[0,5],"hits":[0,3]})"), "too_few");
    EXPECT_EQ(refusal_of(R"({"function":"sample_size","p1":0.8,"p2":0.8})"), "no_difference");
}

TEST(Score, takes_items_pairs_or_lists_side_by_side)
{
    const auto* items = R"({"function":"score","items":[{"weight":3,"score":75},{"weight":2,"score":100},
        {"weight":2,"score":"n.v.t."},{"weight":1,"score":100},{"weight":3,"score":25}]})";
    EXPECT_NEAR(number_at(asked(items), "/result/score"), 66.666667, six_digits);
    expect_same(items, R"({"function":"score","items":[[3,75],[2,100],[2,null],[1,100],[3,25]]})");
    expect_same(items, R"({"function":"score","weights":[3,2,2,1,3],"scores":[75,100,null,100,25]})");
    expect_same(items, R"({"function":"score","w":[3,2,2,1,3],"s":[75,100,"N/A",100,25]})");
}

TEST(Score, makes_an_index_of_dimensions_or_of_items)
{
    EXPECT_NEAR(number_at(asked(R"({"function":"score","dimensions":[[20,100],[10,80],[30,66.66666666666667],
                                   [25,null],[15,50]]})"),
                          "/result/score"),
                74, six_digits);
    const auto by_item = asked(R"({"function":"score","dimension_weights":{"TONE":30,"WAIT":15,"ENV":5},
        "items":[{"dimension":"TONE","weight":3,"score":50},{"dimension":"TONE","weight":1,"score":100},
                 {"dimension":"WAIT","weight":3,"score":20},
                 {"dimension":"ENV","weight":1,"score":100},{"dimension":"ENV","weight":2,"score":null}]})");
    EXPECT_NEAR(number_at(by_item, "/result/dimensions/TONE/score"), 62.5, 1e-12);
    EXPECT_NEAR(number_at(by_item, "/result/dimensions/ENV/coverage"), 1.0 / 3, 1e-12);
    EXPECT_TRUE(by_item.at("result").at("dimensions").at("ENV").at("score").is_null());
    EXPECT_NEAR(number_at(by_item, "/result/index"), (30 * 62.5 + 15 * 20) / 45, 1e-12);
}

TEST(Score, of_a_wave_is_the_mean_of_visits_and_shows_the_pooled_one_beside_it)
{
    const auto wave = asked(R"({"function":"score","visits":[[[3,75],[2,100],[2,null],[1,100],[3,25]],
                                                            [[3,50],[2,75],[2,25],[1,0],[3,100]]]})");
    EXPECT_NEAR(number_at(wave, "/result/visit_scores/1"), 59.090909, six_digits);
    EXPECT_NEAR(number_at(wave, "/result/score"), 62.878788, six_digits);
    EXPECT_NEAR(number_at(wave, "/result/pooled_items"), 62.5, six_digits);
}

TEST(Stratified, takes_locations_or_lists_side_by_side)
{
    const auto* locations = R"({"function":"stratified","strata":[{"population":48000,"n":12,"hits":9},
        {"population":18000,"n":10,"hits":9},{"population":6000,"n":8,"hits":8}]})";
    EXPECT_NEAR(number_at(asked(locations), "/result/interval/upper"), .920040, six_digits);
    expect_same(locations, R"({"function":"stratified","N":[48000,18000,6000],"n":[12,10,8],"hits":[9,9,8]})");
    expect_same(R"({"function":"stratified","N":[100,50],"n":[3,3],"mean":[2,5],"variance":[1,1]})",
                R"({"function":"stratified","locations":[{"N":100,"values":[1,2,3]},{"N":50,"values":[4,5,6]}]})");
    EXPECT_NEAR(number_at(asked(R"({"function":"stratified","N":[100,50],"n":[3,3],"mean":[2,5],"sd":[1,1],
                                   "rho":0.05,"visits_per_inspector":10})"),
                          "/result/design_effect_of_inspectors"),
                1.45, 1e-12);
}

TEST(TwoShares, takes_many_forms)
{
    const auto* plain = R"({"function":"two_shares","hits1":56,"n1":70,"hits2":48,"n2":80})";
    EXPECT_NEAR(number_at(asked(plain), "/result/p_value"), 0.008045, six_digits);
    expect_same(plain, R"({"function":"two_shares","first":{"hits":56,"n":70},"second":{"hits":48,"n":80}})");
    expect_same(plain, R"({"function":"two-shares","hits":[56,48],"n":[70,80]})");
    expect_same(plain, R"({"function":"two_shares","a":[56,70],"b":[48,80]})");
}

TEST(TwoShares, has_no_test_where_all_agree)
{
    const auto reply = asked(R"({"function":"two_shares","hits1":5,"n1":5,"hits2":8,"n2":8})");
    EXPECT_TRUE(reply.at("result").at("z").is_null());
    EXPECT_EQ(reply.at("result").at("no_test_because").get_string(), "no_variance");
}

TEST(Welch, takes_summaries_or_values)
{
    const auto* plain = R"({"function":"welch","mean1":74.2,"sd1":12.5,"n1":40,"mean2":68.9,"sd2":14.1,"n2":38})";
    EXPECT_NEAR(number_at(asked(plain), "/result/df"), 73.830076, six_digits);
    expect_same(plain, R"({"function":"welch","first":{"mean":74.2,"sd":12.5,"n":40},
                                            "second":{"mean":68.9,"sd":14.1,"n":38}})");
    expect_same(R"({"function":"welch","x":[1,2,3],"y":[2,4,6]})",
                R"({"function":"welch","first":{"mean":2,"sd":1,"n":3},"second":{"mean":4,"variance":4,"n":3}})");
}

TEST(Holm, leaves_a_test_that_was_not_done_out_of_the_family)
{
    const auto reply = asked(R"({"function":"holm","p_values":[0.01,null,0.04]})");
    EXPECT_NEAR(number_at(reply, "/result/adjusted/0"), 0.02, 1e-12);
    EXPECT_TRUE(reply.at("result").at("adjusted").at(1).is_null());
    EXPECT_EQ(number_at(reply, "/result/rejected_count"), 2);
}

TEST(SampleSize, plans_shares_means_and_widths)
{
    EXPECT_EQ(number_at(asked(R"({"function":"sample_size","p1":0.8,"p2":0.9})"), "/result/n_per_wave"), 199);
    EXPECT_EQ(number_at(asked(R"({"function":"sample_size","d":5,"sd":15})"), "/result/n_per_wave"), 142);
    EXPECT_EQ(number_at(asked(R"({"function":"sample_size","d":5,"sd":15})"), "/result/n_per_wave_by_t"), 143);
    EXPECT_NEAR(number_at(asked(R"({"function":"sample_size","p":0.8,"n":30})"), "/result/half_width"), .139, 0.0005);
}

TEST(Alpha, takes_raters_or_visits_as_rows_and_categories_by_name)
{
    const auto* by_rater = R"({"function":"alpha","metric":"ordinal","ratings":[[1,2,3,3,2],[1,2,4,3,null]]})";
    expect_same(by_rater, R"({"function":"alpha","metric":"ordinal","units":[[1,1],[2,2],[3,4],[3,3],[2,null]]})");
    expect_same(R"({"function":"alpha","metric":"nominal","ratings":[["a","b","c"],["a","b","b"]]})",
                R"({"function":"alpha","metric":"nominal","ratings":[[1,2,3],[1,2,2]]})");
    EXPECT_EQ(error_of(R"({"function":"alpha","metric":"cubic","ratings":[[1,2],[1,2]]})"),
              "metric: nominal, ordinal, interval or ratio is wanted");
}

TEST(Icc, takes_visits_as_rows)
{
    const auto reply =
        asked(R"({"function":"icc","ratings":[[9,2,5,8],[6,1,3,2],[8,4,6,8],[7,1,2,6],[10,5,6,9],[6,2,4,7]]})");
    EXPECT_NEAR(number_at(reply, "/result/icc21/icc"), .289764, six_digits);
}

TEST(Lmg, takes_visits_as_rows_columns_or_named_columns_and_correlations)
{
    expect_same(R"({"function":"lmg","y":[1,3,2,5],"x":[[1,2],[2,1],[2,3],[4,1]]})",
                R"({"function":"lmg","y":[1,3,2,5],"x":[[1,2,2,4],[2,1,3,1]]})");
    expect_same(R"({"function":"lmg","y":[1,3,2,5],"x":{"tone":[1,2,2,4],"wait":[2,1,3,1]}})",
                R"({"function":"lmg","y":[1,3,2,5],"x":[[1,2],[2,1],[2,3],[4,1]],"names":["tone","wait"]})");
    expect_same(R"({"function":"lmg","r_x":[[1,0.5],[0.5,1]],"r_y":[0.6,0.4]})",
                R"({"function":"lmg","correlations":[[1,0.6,0.4],[0.6,1,0.5],[0.4,0.5,1]]})");
}

TEST(Lmg, takes_a_table_with_the_name_of_its_outcome)
{
    expect_same(R"({"function":"lmg","y":"mark","data":{"tone":[1,2,2,4],"mark":[1,3,2,5],"wait":[2,1,3,1]}})",
                R"({"function":"lmg","y":[1,3,2,5],"x":{"tone":[1,2,2,4],"wait":[2,1,3,1]}})");
    EXPECT_EQ(error_of(R"({"function":"lmg","y":"mark","data":{"tone":[1,2]}})"), "y: data has no column mark");
}

TEST(Lmg, shows_the_three_meanings_of_a_group_and_judges_blocks_as_one)
{
    const std::string satisfaction =
        R"("names":["tone","rule","wait","environment","outcome"],"r_y":[0.65,0.55,0.40,0.25,0.54],)"
        R"("r_x":[[1,0.55,0.2,0.15,0.45],[0.55,1,0.1,0.1,0.5],[0.2,0.1,1,0.2,0.15],[0.15,0.1,0.2,1,0.1],[0.45,0.5,0.15,0.1,1]])";
    const auto group = asked(R"({"function":"lmg","group":["tone","rule"],)" + satisfaction + "}");
    EXPECT_NEAR(number_at(group, "/result/group/of_explained"), .57997, statistics::half_of_digit(5));
    EXPECT_NEAR(number_at(group, "/result/group/of_total"), .34752, statistics::half_of_digit(5));
    EXPECT_NEAR(number_at(group, "/result/group/of_explained_as_one"), .53051, statistics::half_of_digit(5));

    const auto block = asked(R"({"function":"lmg","blocks":{"employee":["tone",1]},)" + satisfaction + "}");
    EXPECT_EQ(block.at("result").at("drivers").at(0).at("name").get_string(), "employee");
    EXPECT_NEAR(number_at(block, "/result/drivers/0/share"), .53051, statistics::half_of_digit(5));
    EXPECT_EQ(error_of(R"({"function":"lmg","bootstrap":true,)" + satisfaction + "}").substr(0, 9), "bootstrap");
}

TEST(Lmg, resamples_visits_or_inspectors_when_asked)
{
    const std::string data = R"("y":[1,3,2,5,4,6],"x":{"tone":[1,2,2,4,3,6],"wait":[2,1,3,1,2,2]})";
    const auto reply = asked(R"({"function":"lmg","bootstrap":{"resamples":200,"seed":4},)" + data + "}");
    EXPECT_LE(number_at(reply, "/result/drivers/0/lmg_interval/lower"), number_at(reply, "/result/drivers/0/lmg"));
    EXPECT_EQ(refusal_of(R"({"function":"lmg","bootstrap":200,"cluster":["a","a","a","a","a","a"],)" + data + "}"),
              "too_few");
}

TEST(Did, takes_changes_before_and_after_means_or_series)
{
    const auto* changes = R"({"function":"did","trained":[8,5,11],"control":[1,3,-2]})";
    expect_same(changes, R"({"function":"did","treated_before":[60,60,60],"treated_after":[68,65,71],
                             "control_before":[50,50,50],"control_after":[51,53,48]})");
    const auto wages = asked(R"({"function":"did","treated_before":20.44,"treated_after":21.03,
        "control_before":23.33,"control_after":21.17,"se_treated":0.54,"se_control":1.25})");
    EXPECT_NEAR(number_at(wages, "/result/effect"), 2.75, 1e-9);
    EXPECT_NEAR(number_at(wages, "/result/standard_error"), 1.361653, six_digits);
    const auto series = asked(R"({"function":"did","first_after":2,"trained":[[60,62,70],[50,51,61]],
                                 "control":[[61,63,64],[52,53,53]]})");
    EXPECT_NEAR(number_at(series, "/result/before/0/effect"), 0, 1e-12);
}

TEST(Percentile, shows_both_methods_and_many_places)
{
    const auto reply = asked(R"({"function":"percentile","p":[0.5,0.95],"values":[35,62,80,95,130,155,180,240,310,395,
        420,480,515,590,605,655,720,810,960,1500]})");
    EXPECT_EQ(number_at(reply, "/result/percentiles/0/type7"), 407.5);
    EXPECT_EQ(number_at(reply, "/result/percentiles/0/nearest_rank"), 395);
    EXPECT_EQ(number_at(reply, "/result/percentiles/0/interval/lower"), 155);
    EXPECT_TRUE(reply.at("result").at("percentiles").at(1).at("interval").is_null());
    expect_same(R"({"function":"percentile","p":0.9,"values":[1,2,3,4],"method":"Nearest rank"})",
                R"({"function":"percentile","p":0.9,"values":[1,2,3,4],"method":"nearest_rank"})");
    EXPECT_EQ(error_of(R"({"function":"percentile","p":0.9,"values":[1,2],"method":"best"})"),
              "method: type7 or nearest_rank is wanted");
    expect_same(R"({"function":"percentile","p":0.9,"values":[1,2,3,4]})",
                R"({"function":"percentile","percent":90,"values":[1,2,3,4]})");
}

TEST(Sla, takes_counts_or_waits)
{
    EXPECT_EQ(asked(R"({"function":"sla","hits":95,"n":100,"target":0.8})").at("result").at("verdict").get_string(),
              "met");
    expect_same(R"({"function":"sla","hits":2,"n":3,"target":0.8})",
                R"({"function":"sla","values":[100,600,601],"limit":600,"target":0.8})");
}

TEST(Protect, hides_a_small_town_and_what_would_tell_it)
{
    const std::string cells = R"("cells":[{"place":"small","visits":5,"staff_pool":10,"inspectors":4,"mean":50},
        {"place":"mid","visits":14,"staff_pool":10,"inspectors":4,"mean":60},
        {"place":"large","visits":40,"staff_pool":10,"inspectors":4,"mean":70},
        {"place":"region","visits":59,"staff_pool":30,"inspectors":4,"mean":65.93220338983051}],)";
    const auto reply = asked(R"({"function":"protect",)" + cells +
                             R"("hierarchy":{"small":"region","mid":"region","large":"region"}})");
    ASSERT_TRUE(reply.at("ok").get_bool()) << json::canonical(reply);
    const auto& shown = reply.at("result").at("cells").get_array();
    EXPECT_EQ(shown[0].at("hidden_because").at(0).get_string(), "too_few_visits");
    EXPECT_EQ(shown[1].at("hidden_because").at(0).get_string(), "protects_others");
    EXPECT_TRUE(shown[2].at("shown").get_bool());
    expect_same(R"({"function":"protect",)" + cells +
                    R"("hierarchy":{"small":"region","mid":"region","large":"region"}})",
                R"({"function":"protect",)" + cells + R"("hierarchy":[{"axis":"place","code":"small","within":"region"},
                    {"axis":"place","code":"mid","within":"region"},{"axis":"place","code":"large","within":"region"}],
                    "rule":{"min_visits":10}})");
    EXPECT_EQ(refusal_of(R"({"function":"protect","cells":[{"place":"a","visits":-1,"staff_pool":1,"inspectors":1}]})"),
              "validation");
    EXPECT_EQ(error_of(R"({"function":"protect","cells":[{"visits":1}]})"),
              "cells: each must say where it stands, as at: {axis: code}");
}

TEST(Drift, names_inspectors_as_they_were_named)
{
    std::string visits;
    for (int i = 0; i < 24; ++i)
        visits += std::string(i == 0 ? "" : ",") + R"({"score":)" + std::to_string(60 + i * i % 7) +
                  R"(,"inspector":")" + (i % 2 == 0 ? "P-17" : "P-4") + R"(","location":)" + std::to_string(i % 3) +
                  R"(,"wave":)" + std::to_string(i / 6) + "}";
    const auto reply = asked(R"({"function":"drift","visits":[)" + visits + "]}");
    ASSERT_TRUE(reply.at("ok").get_bool()) << json::canonical(reply);
    EXPECT_EQ(reply.at("result").at("inspectors").at(0).at("inspector").get_string(), "P-17");
}

} // namespace
} // namespace balieblik::calc
