// SPDX-License-Identifier: EUPL-1.2
#include "attacker/analysis_files.hpp"

#include "attacker/files.hpp"
#include "forms/xlsx/workbook.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace balieblik::attacker {
namespace {

namespace json = boost::json;

std::string member(const json::object& row, std::string_view name)
{
    const auto* value = row.if_contains(name);
    if (!value || value->is_null())
        return {};
    return value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
}

constexpr std::array<std::string_view, 5> sheets{"Changes", "What counts", "Training", "By customers", "Reliability"};

std::string sheet_of(const std::string& analysis)
{
    if (analysis == "changes")
        return "Changes";
    if (analysis == "drivers")
        return "What counts";
    if (analysis == "training")
        return "Training";
    return analysis == "weighted" ? "By customers" : "Reliability";
}

std::string in_sheet(const std::string& place, const std::string& value, const std::string& lower,
                     const std::string& upper, const std::string& p, const std::string& p_over)
{
    return place + "|" + value + "|" + lower + "|" + upper + "|" + p + "|" + p_over;
}

json::object interval(const AnalysisRow& row)
{
    return {{"lower", std::stod(row.lower)}, {"upper", std::stod(row.upper)}};
}

json::array split(const std::string& list, std::string_view between)
{
    json::array made;
    for (std::size_t from = 0; from < list.size();) {
        const auto end = std::min(list.find(between, from), list.size());
        made.emplace_back(list.substr(from, end - from));
        from = end + between.size();
    }
    return made;
}

} // namespace

std::string text(const AnalysisRow& row)
{
    std::string made;
    for (const auto* part : {&row.analysis, &row.figure, &row.place, &row.dimension, &row.value, &row.lower, &row.upper,
                             &row.n, &row.n_compared, &row.p, &row.p_over, &row.compared_with, &row.verdict, &row.none})
        made += *part + "|";
    return made;
}

AnalysisRows analyses_of_csv(std::string_view file, char separator)
{
    const auto cells = csv_cells(file, separator);
    std::map<std::string, std::size_t> column;
    for (std::size_t i = 0; i < cells.front().size(); ++i)
        column[cells.front()[i]] = i;
    AnalysisRows made;
    for (std::size_t i = 1; i < cells.size(); ++i) {
        const auto at = [&](const char* name) { return cells[i].at(column.at(name)); };
        made.push_back({at("analysis"), at("figure"), at("place"), at("dimension"), plain_figure(at("value")),
                        plain_figure(at("lower")), plain_figure(at("upper")), at("n_at_least"),
                        at("n_compared_at_least"), plain_figure(at("p_at_most")),
                        plain_figure(at("p_over_places_at_most")), at("compared_with"), at("verdict"),
                        at("none_because")});
    }
    return made;
}

AnalysisRows analyses_of_json(std::string_view file)
{
    AnalysisRows made;
    const auto document = json::parse(file).as_object();
    for (const auto& one : document.at("analyses").as_array()) {
        const auto& row = one.as_object();
        made.push_back({member(row, "analysis"), member(row, "figure"), member(row, "place"), member(row, "dimension"),
                        plain_figure(member(row, "value")), plain_figure(member(row, "lower")),
                        plain_figure(member(row, "upper")), member(row, "n_at_least"),
                        member(row, "n_compared_at_least"), plain_figure(member(row, "p_at_most")),
                        plain_figure(member(row, "p_over_places_at_most")), member(row, "compared_with"),
                        member(row, "verdict"), member(row, "none")});
    }
    return made;
}

AnalysisRows analyses_of_odata(const std::vector<std::string>& pages)
{
    AnalysisRows made;
    for (const auto& page : pages) {
        const auto document = json::parse(page).as_object();
        for (const auto& one : document.at("value").as_array()) {
            const auto& row = one.as_object();
            made.push_back(
                {member(row, "Analysis"), member(row, "Figure"), member(row, "Place"), member(row, "Dimension"),
                 plain_figure(member(row, "Value")), plain_figure(member(row, "Lower")),
                 plain_figure(member(row, "Upper")), member(row, "CountAtLeast"), member(row, "CountComparedAtLeast"),
                 plain_figure(member(row, "ChanceAtMost")), plain_figure(member(row, "ChanceOverPlacesAtMost")),
                 member(row, "ComparedWith"), member(row, "Verdict"), member(row, "NoneBecause")});
        }
    }
    return made;
}

std::map<std::string, std::vector<std::string>> analyses_of_workbook(std::string_view file)
{
    const auto book = forms::xlsx::read_workbook(file);
    if (!book)
        throw std::runtime_error("no workbook: " + book.error().detail);
    std::map<std::string, std::vector<std::string>> made;
    for (const auto& sheet : *book) {
        if (std::find(sheets.begin(), sheets.end(), sheet.name) == sheets.end())
            continue; // figures, words
        std::size_t head = 0;
        while (std::find(sheet.rows.at(head).begin(), sheet.rows[head].end(), "Outcome") == sheet.rows[head].end())
            ++head;
        std::map<std::string, std::size_t> column;
        for (std::size_t i = 0; i < sheet.rows[head].size(); ++i)
            column[sheet.rows[head][i]] = i;
        auto& rows = made[sheet.name];
        for (std::size_t i = head + 1; i < sheet.rows.size(); ++i) {
            if (sheet.rows[i].size() == 1) // says that there is nothing
                continue;
            const auto at = [&](const char* name) {
                const auto here = column.find(name);
                return here != column.end() && here->second < sheet.rows[i].size() ? sheet.rows[i][here->second]
                                                                                   : std::string{};
            };
            const auto number = [&](const char* name) { return plain_figure(at(name)); };
            rows.push_back(in_sheet(at("Place"), number("Outcome"), number("Interval from"), number("Interval to"),
                                    number("Likelihood of such a difference by chance, at most"),
                                    number("The same over all places")));
        }
    }
    return made;
}

std::map<std::string, std::vector<std::string>> as_in_workbook(const AnalysisRows& rows,
                                                               const std::map<std::string, std::string>& names)
{
    std::map<std::string, std::vector<std::string>> made;
    for (const auto sheet : sheets)
        made[std::string(sheet)];
    for (const auto& row : rows) {
        const auto sheet = sheet_of(row.analysis);
        const bool by_place = sheet == "Changes" || sheet == "What counts" || sheet == "By customers";
        const auto name = names.find(row.place);
        const auto place = !by_place ? "" : name == names.end() ? "everything together" : name->second;
        made[sheet].push_back(in_sheet(place, row.value, row.lower, row.upper, row.p, row.p_over));
    }
    return made;
}

std::string as_reply(const AnalysisRows& rows)
{
    json::array changes;
    json::array weighted;
    json::array trainings;
    std::map<std::string, json::object> drivers;
    json::object agreement{{"none", "too_few_pairs"}};
    for (const auto& row : rows) {
        const json::object nothing{{"place", row.place}, {"dimension", row.dimension}, {"none", row.none}};
        if (row.analysis == "changes" && row.none.empty()) {
            changes.push_back(json::object{{"place", row.place},
                                           {"dimension", row.dimension},
                                           {"difference", std::stod(row.value)},
                                           {"interval", interval(row)}});
        } else if (row.analysis == "weighted") {
            if (!row.none.empty())
                weighted.push_back(nothing);
            else if (row.figure == "weighted")
                weighted.push_back(json::object{
                    {"place", row.place}, {"dimension", row.dimension}, {"estimate", std::stod(row.value)}});
            else if (row.figure == "unweighted")
                weighted.back().as_object()["unweighted"] = std::stod(row.value);
        } else if (row.analysis == "training" && row.figure == "effect") {
            if (!row.none.empty())
                trainings.push_back(nothing);
            else
                trainings.push_back(json::object{{"dimension", row.dimension},
                                                 {"effect", std::stod(row.value)},
                                                 {"trained", std::stod(row.n)},
                                                 {"others", std::stod(row.n_compared)},
                                                 {"waves", split(row.compared_with, ", ")}});
        } else if (row.analysis == "drivers") {
            auto& place = drivers[row.place];
            place["place"] = row.place;
            if (!place.contains("parts"))
                place["parts"] = json::array{};
            if (!row.none.empty())
                place["none"] = row.none;
            else if (row.figure == "share")
                place["parts"].as_array().push_back(json::object{{"dimension", row.dimension}});
        } else if (row.analysis == "agreement" && row.figure == "alpha" && row.none.empty()) {
            agreement = {{"alpha", std::stod(row.value)}};
        }
    }
    json::array by_place;
    for (const auto& [place, one] : drivers)
        by_place.push_back(one);
    return json::serialize(json::object{{"changes", {{"changes", changes}}},
                                        {"weighted", weighted},
                                        {"trainings", trainings},
                                        {"drivers", by_place},
                                        {"agreement", agreement}});
}

} // namespace balieblik::attacker
