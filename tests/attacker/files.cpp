// SPDX-License-Identifier: EUPL-1.2
#include "attacker/files.hpp"

#include "forms/xlsx/workbook.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <regex>
#include <stdexcept>

namespace balieblik::attacker {
namespace {

std::string member(const boost::json::object& row, std::string_view name)
{
    const auto* value = row.if_contains(name);
    if (!value || value->is_null())
        return {};
    return value->is_string() ? std::string(value->get_string()) : boost::json::serialize(*value);
}

} // namespace

std::string plain_figure(std::string text)
{
    std::replace(text.begin(), text.end(), ',', '.');
    if (text.empty())
        return text;
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size())
        throw std::runtime_error("no figure: " + text);
    char written[32];
    const auto done = std::to_chars(written, written + sizeof written, value);
    return {written, done.ptr};
}

std::vector<std::vector<std::string>> csv_cells(std::string_view file, char separator)
{
    std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t i = file.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < file.size(); ++i) {
        const char c = file[i];
        if (quoted && c == '"' && i + 1 < file.size() && file[i + 1] == '"')
            rows.back().back() += file[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == separator)
            rows.back().emplace_back();
        else if (!quoted && c == '\n')
            rows.emplace_back(1);
        else if (quoted || c != '\r')
            rows.back().back() += c;
    }
    rows.pop_back(); // after the last line
    return rows;
}

std::string text(const FileRow& row)
{
    return row.place + "|" + row.dimension + "|" + row.mean + "|" + row.lower + "|" + row.upper + "|" + row.visits +
           "|" + row.bound + "|" + row.verdict + "|" + row.why;
}

FileRows rows_of_csv(std::string_view file, char separator)
{
    const auto cells = csv_cells(file, separator);
    std::map<std::string, std::size_t> column;
    for (std::size_t i = 0; i < cells.front().size(); ++i)
        column[cells.front()[i]] = i;
    FileRows made;
    for (std::size_t i = 1; i < cells.size(); ++i) {
        const auto at = [&](const char* name) { return cells[i].at(column.at(name)); };
        made.push_back({at("place_name"), at("dimension"), plain_figure(at("mean")), plain_figure(at("lower")),
                        plain_figure(at("upper")), at("n_at_least"), at("bound"), at("verdict"), at("hidden_because")});
    }
    return made;
}

FileRows rows_of_json(std::string_view file)
{
    const auto document = boost::json::parse(file).as_object();
    const auto& names = document.at("names").as_object();
    FileRows made;
    for (const auto& one : document.at("cells").as_array()) {
        const auto& cell = one.as_object();
        std::string why;
        for (const auto& reason : cell.at("hidden_because").as_array())
            why += (why.empty() ? "" : " ") + std::string(reason.as_string());
        made.push_back({member(names, member(cell, "place")), member(cell, "dimension"),
                        plain_figure(member(cell, "mean")), plain_figure(member(cell, "lower")),
                        plain_figure(member(cell, "upper")), member(cell, "n_at_least"), member(cell, "bound"),
                        member(cell, "verdict"), why});
    }
    return made;
}

FileRows rows_of_odata(const std::vector<std::string>& pages)
{
    FileRows made;
    for (const auto& page : pages) {
        const auto document = boost::json::parse(page).as_object();
        for (const auto& one : document.at("value").as_array()) {
            const auto& row = one.as_object();
            made.push_back({member(row, "PlaceName"), member(row, "Dimension"), plain_figure(member(row, "Mean")),
                            plain_figure(member(row, "Lower")), plain_figure(member(row, "Upper")),
                            member(row, "VisitsAtLeast"), member(row, "Bound"), member(row, "Verdict"),
                            member(row, "HiddenBecause")});
        }
    }
    return made;
}

FileRows rows_of_workbook(std::string_view file, const std::map<std::string, std::string>& words)
{
    const auto book = forms::xlsx::read_workbook(file);
    if (!book)
        throw std::runtime_error("no workbook: " + book.error().detail);
    const auto code = [&](const std::string& word) {
        const auto found = words.find(word);
        return found == words.end() ? word : found->second;
    };
    FileRows made;
    for (const auto& sheet : *book) {
        if (sheet.name != "Figures")
            continue;
        std::map<std::string, std::size_t> column;
        std::size_t head = 0;
        while (std::find(sheet.rows.at(head).begin(), sheet.rows[head].end(), "Dimension") == sheet.rows[head].end())
            ++head;
        for (std::size_t i = 0; i < sheet.rows[head].size(); ++i)
            column[sheet.rows[head][i]] = i;
        for (std::size_t i = head + 1; i < sheet.rows.size(); ++i) {
            const auto at = [&](const char* name) {
                const auto here = column.at(name);
                return here < sheet.rows[i].size() ? sheet.rows[i][here] : std::string{};
            };
            const auto score = at("Score (0–100) or %");
            FileRow row{at("Place"),
                        code(at("Dimension")),
                        plain_figure(score.substr(0, score.find(' '))),
                        plain_figure(at("Interval from")),
                        plain_figure(at("Interval to")),
                        at("Visits"),
                        {},
                        code(at("Promise")),
                        {}};
            constexpr std::string_view at_least = "at least ";
            if (row.visits.starts_with(at_least))
                row.visits.erase(0, at_least.size());
            auto shown = at("Shown?");
            constexpr std::string_view not_shown = "not shown: ";
            if (shown.starts_with(not_shown)) {
                shown.erase(0, not_shown.size());
                for (std::size_t from = 0; from < shown.size();) {
                    const auto end = std::min(shown.find(", ", from), shown.size());
                    row.why += (row.why.empty() ? "" : " ") + code(shown.substr(from, end - from));
                    from = end + 2;
                }
            } else if (shown != "yes") {
                row.bound = code(shown);
            }
            made.push_back(row);
        }
    }
    return made;
}

std::vector<std::string> unrounded_numbers(std::string_view file)
{
    static const std::regex number(R"((?:^|[^\w.:-])(\d+[.,]\d{2,})(?![\w.:-]))");
    std::vector<std::string> made;
    const std::string text(file);
    for (std::sregex_iterator at{text.begin(), text.end(), number}, end; at != end; ++at)
        made.push_back((*at)[1]);
    return made;
}

} // namespace balieblik::attacker
