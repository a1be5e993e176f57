// SPDX-License-Identifier: EUPL-1.2
#include "exports/release_export.hpp"

#include <algorithm>
#include <cstdio>

namespace balieblik::exports {
namespace {

constexpr std::int64_t cells_at_once = 1000;

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

class Table {
public:
    Table(CsvFlavour flavour, const Write& write) : flavour_(flavour), write_(write)
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
        if (text_.size() > 64 * 1024)
            flush();
    }
    void flush()
    {
        write_(text_);
        text_.clear();
    }

private:
    void put(const std::string& cell)
    {
        if (!first_)
            text_ += flavour_ == CsvFlavour::spreadsheet_nl ? ';' : ',';
        first_ = false;
        text_ += cell;
    }

    CsvFlavour flavour_;
    const Write& write_;
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

Result<void> write_json(const Exported& release, const Write& write)
{
    auto head = json::print_struct(release.view);
    head.pop_back(); // goes on with the cells
    write(head + ",\"names\":" + json::print(json::write(release.names)) + ",\"cells\":[");
    bool first = true;
    BALIEBLIK_CHECK(for_each_cell(release, [&](const ReleaseCell& cell) {
        write((first ? "" : ",") + json::print_struct(cell));
        first = false;
    }));
    write("]}");
    return {};
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

Result<void> write_csv(const Exported& release, CsvFlavour flavour, const Write& write)
{
    Table table(flavour, write);
    for (const auto* column :
         {"project", "wave", "release_version", "published_at", "place", "place_name", "level", "within", "channel",
          "dimension", "mean", "lower", "upper", "bound", "n_at_least", "verdict", "hidden_because", "method"})
        table.text(column);
    table.end_row();
    const auto& view = release.view;
    BALIEBLIK_CHECK(for_each_cell(release, [&](const ReleaseCell& cell) {
        table.text(view.project);
        table.text(view.wave);
        table.figure(std::to_string(view.release.version));
        table.text(to_utc_text(view.release.published_at));
        table.text(cell.place);
        const auto name = release.names.find(cell.place);
        table.text(name == release.names.end() ? cell.place : name->second);
        table.text(json::enum_name(cell.level));
        table.text(cell.within);
        table.text(json::enum_name(cell.channel));
        table.text(cell.dimension);
        table.figure(number(cell.mean, flavour));
        table.figure(number(cell.lower, flavour));
        table.figure(number(cell.upper, flavour));
        table.text(word(cell.bound));
        table.figure(cell.n_at_least ? std::to_string(*cell.n_at_least) : std::string{});
        table.text(word(cell.verdict));
        table.text(reasons(cell));
        table.text(view.release.method);
        table.end_row();
    }));
    table.flush();
    return {};
}

} // namespace balieblik::exports
