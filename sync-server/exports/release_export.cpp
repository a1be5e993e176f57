// SPDX-License-Identifier: EUPL-1.2
#include "exports/release_export.hpp"

#include <algorithm>
#include <cstdio>

namespace balieblik::exports {
namespace {

std::string figure_text(double value, CsvFlavour flavour)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.2f", value);
    std::string made(text);
    if (flavour == CsvFlavour::spreadsheet_nl)
        std::replace(made.begin(), made.end(), '.', ',');
    return made;
}

std::string number(const std::optional<double>& value, CsvFlavour flavour)
{
    return value ? figure_text(*value, flavour) : std::string{};
}

std::string reasons(const ReleaseCell& cell)
{
    std::string text;
    for (const auto reason : cell.hidden_because)
        text += (text.empty() ? "" : " ") + std::string(json::enum_name(reason));
    return text;
}

class Table {
public:
    explicit Table(CsvFlavour flavour) : flavour_(flavour)
    {
        if (flavour == CsvFlavour::spreadsheet_nl)
            text_ = "\xEF\xBB\xBF";
    }

    // Cells that are figures already and need no guard come through `figure`.
    void text(std::string_view cell) { put(csv_cell(cell, flavour_)); }
    void figure(const std::string& cell) { put(cell); }
    void end_row()
    {
        text_ += "\r\n";
        first_ = true;
    }
    std::string take() { return std::move(text_); }

private:
    void put(const std::string& cell)
    {
        if (!first_)
            text_ += flavour_ == CsvFlavour::spreadsheet_nl ? ';' : ',';
        first_ = false;
        text_ += cell;
    }

    CsvFlavour flavour_;
    std::string text_;
    bool first_ = true;
};

} // namespace

std::string release_json(const usecases::ReleaseView& view) { return json::print_struct(view); }

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
    if (nl && (leads_with_control || (first != std::string_view::npos &&
                                      std::string_view("=+-@|%").find(text[first]) != std::string_view::npos)))
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

std::string release_csv(const usecases::ReleaseView& view, CsvFlavour flavour)
{
    Table table(flavour);
    for (const auto* column :
         {"project", "wave", "release_version", "published_at", "municipality", "municipality_name", "channel",
          "dimension", "mean", "lower", "upper", "bound", "n_at_least", "hidden_because", "method"})
        table.text(column);
    table.end_row();
    const auto& release = view.release;
    for (const auto& cell : release.cells) {
        table.text(view.project);
        table.text(view.wave);
        table.figure(std::to_string(release.version));
        table.text(to_utc_text(release.published_at));
        table.text(cell.municipality);
        const auto name = view.municipalities.find(cell.municipality);
        table.text(name == view.municipalities.end() ? cell.municipality : name->second);
        table.text(json::enum_name(cell.channel));
        table.text(cell.dimension);
        table.figure(number(cell.mean, flavour));
        table.figure(number(cell.lower, flavour));
        table.figure(number(cell.upper, flavour));
        table.text(cell.bound ? json::enum_name(*cell.bound) : std::string_view{});
        table.figure(cell.n_at_least ? std::to_string(*cell.n_at_least) : std::string{});
        table.text(reasons(cell));
        table.text(release.method);
        table.end_row();
    }
    return table.take();
}

} // namespace balieblik::exports
