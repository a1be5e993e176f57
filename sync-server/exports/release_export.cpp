// SPDX-License-Identifier: EUPL-1.2
#include "exports/release_export.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace balieblik::exports {
namespace {

std::string figure_text(double value, CsvFlavour flavour)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.1f", value);
    std::string made(text);
    if (flavour == CsvFlavour::spreadsheet_nl)
        std::replace(made.begin(), made.end(), '.', ',');
    return made;
}

std::string number(const std::optional<double>& value, CsvFlavour flavour)
{
    return value ? figure_text(*value, flavour) : std::string{};
}

template <class Enum>
std::string_view word(const std::optional<Enum>& value)
{
    return value ? json::enum_name(*value) : std::string_view{};
}

std::string reasons(const ReleaseCell& cell)
{
    std::string text;
    for (const auto reason : cell.hidden_because)
        text += (text.empty() ? "" : " ") + std::string(json::enum_name(reason));
    return text;
}

class Json : public Format {
public:
    explicit Json(const Exported& release) : view_(release.view), names_(release.names) {}

    std::string begin() override
    {
        auto head = json::print_struct(view_);
        head.pop_back(); // goes on with the cells
        return head + ",\"names\":" + json::print(json::write(names_)) + ",\"cells\":[";
    }
    std::string rows(std::span<const ReleaseCell> cells) override
    {
        std::string text;
        for (const auto& cell : cells) {
            text += (first_ ? "" : ",") + json::print_struct(cell);
            first_ = false;
        }
        return text;
    }
    std::string end() override { return "]}"; }

private:
    const usecases::ReleaseView view_;
    const std::map<std::string, std::string> names_;
    bool first_ = true;
};

class Csv : public Format {
public:
    Csv(const Exported& release, CsvFlavour flavour)
        : view_(release.view), names_(release.names),
          flavour_(flavour), same_in_each_row_{csv_cell(view_.project, flavour), csv_cell(view_.wave, flavour),
                                               std::to_string(view_.release.version),
                                               to_utc_text(view_.release.published_at)},
          method_(csv_cell(view_.release.method, flavour))
    {
    }

    std::string begin() override
    {
        if (flavour_ == CsvFlavour::spreadsheet_nl)
            text_ = "\xEF\xBB\xBF";
        for (const auto* column :
             {"project", "wave", "release_version", "published_at", "place", "place_name", "level", "within", "channel",
              "dimension", "mean", "lower", "upper", "bound", "n_at_least", "verdict", "hidden_because", "method"})
            text(column);
        end_row();
        return std::exchange(text_, {});
    }
    std::string rows(std::span<const ReleaseCell> cells) override
    {
        for (const auto& cell : cells)
            row(cell);
        return std::exchange(text_, {});
    }
    std::string end() override { return {}; }

private:
    void row(const ReleaseCell& cell)
    {
        for (const auto& one : same_in_each_row_)
            put(one);
        text(cell.place);
        const auto name = names_.find(cell.place);
        text(name == names_.end() ? cell.place : name->second);
        text(json::enum_name(cell.level));
        text(cell.within);
        text(json::enum_name(cell.channel));
        text(cell.dimension);
        put(number(cell.mean, flavour_));
        put(number(cell.lower, flavour_));
        put(number(cell.upper, flavour_));
        text(word(cell.bound));
        put(cell.n_at_least ? std::to_string(*cell.n_at_least) : std::string{});
        text(word(cell.verdict));
        text(reasons(cell));
        put(method_);
        end_row();
    }
    void text(std::string_view cell) { put(csv_cell(cell, flavour_)); }
    // Figures need no guard and no quotes.
    void put(const std::string& cell)
    {
        if (!first_)
            text_ += flavour_ == CsvFlavour::spreadsheet_nl ? ';' : ',';
        first_ = false;
        text_ += cell;
    }
    void end_row()
    {
        text_ += "\r\n";
        first_ = true;
    }

    const usecases::ReleaseView view_;
    const std::map<std::string, std::string> names_;
    const CsvFlavour flavour_;
    const std::vector<std::string> same_in_each_row_;
    const std::string method_;
    std::string text_;
    bool first_ = true;
};

} // namespace

Exported exported(const usecases::ReleaseReader& reader, const usecases::ReleaseView& view,
                  const std::vector<ReleasePlace>& places)
{
    Exported made{view, {}, [&reader, id = view.release.id](std::int64_t first, std::int64_t limit) {
                      return reader.part(id, first, limit);
                  }};
    for (const auto& place : places)
        made.names[place.code] = place.name;
    return made;
}

Result<void> for_each_cell(const Exported& release, const std::function<void(const ReleaseCell&)>& each)
{
    for (std::int64_t first = 0;; first += cells_at_once) {
        BALIEBLIK_TRY(cells, release.part(first, cells_at_once));
        std::for_each(cells.begin(), cells.end(), each);
        if (std::ssize(cells) < cells_at_once)
            return {};
    }
}

Result<void> write_file(const Exported& release, Format& format, const Write& write)
{
    write(format.begin());
    for (std::int64_t first = 0;; first += cells_at_once) {
        BALIEBLIK_TRY(cells, release.part(first, cells_at_once));
        write(format.rows(cells));
        if (std::ssize(cells) < cells_at_once)
            break;
    }
    write(format.end());
    return {};
}

std::unique_ptr<Format> json_format(const Exported& release) { return std::make_unique<Json>(release); }

std::unique_ptr<Format> csv_format(const Exported& release, CsvFlavour flavour)
{
    return std::make_unique<Csv>(release, flavour);
}

std::optional<CsvFlavour> csv_flavour(std::string_view name)
{
    if (name == "nl")
        return CsvFlavour::spreadsheet_nl;
    if (name == "rfc4180")
        return CsvFlavour::rfc4180;
    return std::nullopt;
}

std::string csv_cell(std::string_view text, CsvFlavour flavour)
{
    std::string cell(text);
    const bool nl = flavour == CsvFlavour::spreadsheet_nl;
    // Also where the sign comes after white space: spreadsheets pass over it.
    const auto first = text.find_first_not_of(" \t\r\n");
    const bool leads_with_control = !text.empty() && (text[0] == '\t' || text[0] == '\r' || text[0] == '\n');
    if (leads_with_control ||
        (first != std::string_view::npos && std::string_view("=+-@|%").find(text[first]) != std::string_view::npos))
        cell.insert(cell.begin(), '\'');
    if (cell.find_first_of(nl ? "\";\r\n\t" : "\",\r\n") == std::string::npos)
        return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

} // namespace balieblik::exports
