// SPDX-License-Identifier: EUPL-1.2
#include "exports/release_export.hpp"

#include "exports/analysis_words.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace balieblik::exports {
namespace {

std::string figure_text(double value, CsvFlavour flavour, int decimals = 1)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    std::string made(text);
    if (flavour == CsvFlavour::spreadsheet_nl)
        std::replace(made.begin(), made.end(), '.', ',');
    return made;
}

std::string number(const std::optional<double>& value, CsvFlavour flavour, int decimals = 1)
{
    return value ? figure_text(*value, flavour, decimals) : std::string{};
}
std::string number(const std::optional<std::int64_t>& value) { return value ? std::to_string(*value) : std::string{}; }

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
    Json(const Exported& release, std::vector<usecases::AnalysisFigure> analyses, bool dutch)
        : view_(release.view), names_(release.names), analyses_(std::move(analyses)), words_(dutch)
    {
    }

    std::string begin() override
    {
        auto head = json::print_struct(view_);
        head.pop_back(); // goes on with the cells
        boost::json::object definitions;
        const FigureMeanings meanings(view_.release, words_);
        for (const auto& [code, meaning] : meanings.all()) {
            boost::json::object one;
            one["name"] = meaning.name;
            one["unit"] = json::enum_name(meaning.unit);
            one["definition"] = meaning.definition;
            definitions[code] = std::move(one);
        }
        return head + ",\"names\":" + json::print(json::write(names_.all())) +
               ",\"definitions\":" + json::print(definitions) + ",\"cells\":[";
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
    std::string end() override
    {
        if (ended_)
            return {};
        std::string text;
        if (next_ == 0)
            text = "],\"analyses\":[";
        const auto to = std::min(next_ + static_cast<std::size_t>(cells_at_once), analyses_.size());
        for (; next_ < to; ++next_)
            text += (next_ == 0 ? "" : ",") + with_what_belongs_to_it(analyses_[next_]);
        ended_ = next_ == analyses_.size();
        return ended_ ? text + "]}" : text;
    }

private:
    std::string with_what_belongs_to_it(const usecases::AnalysisFigure& figure) const
    {
        auto one = json::write(figure).as_object();
        one["release_version"] = view_.release.version;
        one["data_as_of"] = to_utc_text(view_.release.data_as_of);
        one["method"] = method_of(figure, words_);
        one["definition"] = definition_of(figure, words_);
        return json::print(one);
    }

    const usecases::ReleaseView view_;
    const PlaceNames names_;
    const std::vector<usecases::AnalysisFigure> analyses_;
    const Words words_;
    bool first_ = true;
    std::size_t next_ = 0; // of the analyses
    bool ended_ = false;
};

// Rows of a CSV file, cell by cell.
class CsvText {
public:
    explicit CsvText(CsvFlavour flavour) : flavour_(flavour) {}

    void begin(std::initializer_list<const char*> columns)
    {
        if (flavour_ == CsvFlavour::spreadsheet_nl)
            text_ = "\xEF\xBB\xBF";
        for (const auto* column : columns)
            text(column);
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
    std::string take() { return std::exchange(text_, {}); }

private:
    const CsvFlavour flavour_;
    std::string text_;
    bool first_ = true;
};

class Csv : public Format {
public:
    Csv(const Exported& release, CsvFlavour flavour, const Words& words)
        : view_(release.view), names_(release.names),
          flavour_(flavour), same_in_each_row_{csv_cell(view_.project, flavour), csv_cell(view_.wave, flavour),
                                               std::to_string(view_.release.version),
                                               to_utc_text(view_.release.published_at),
                                               to_utc_text(view_.release.data_as_of)},
          method_(csv_cell(view_.release.method, flavour)), meanings_(view_.release, words), text_(flavour)
    {
    }

    std::string begin() override
    {
        text_.begin({"project",    "wave",  "release_version", "published_at", "data_as_of", "place",
                     "place_name", "level", "within",          "channel",      "dimension",  "mean",
                     "lower",      "upper", "bound",           "n_at_least",   "verdict",    "hidden_because",
                     "method",     "unit",  "definition"});
        return text_.take();
    }
    std::string rows(std::span<const ReleaseCell> cells) override
    {
        for (const auto& cell : cells)
            row(cell);
        return text_.take();
    }
    std::string end() override { return {}; }

private:
    void row(const ReleaseCell& cell)
    {
        for (const auto& one : same_in_each_row_)
            text_.put(one);
        text_.text(cell.place);
        text_.text(names_.of(cell.place));
        text_.text(json::enum_name(cell.level));
        text_.text(cell.within);
        text_.text(json::enum_name(cell.channel));
        text_.text(cell.dimension);
        text_.put(number(cell.mean, flavour_));
        text_.put(number(cell.lower, flavour_));
        text_.put(number(cell.upper, flavour_));
        text_.text(word(cell.bound));
        text_.put(number(cell.n_at_least));
        text_.text(word(cell.verdict));
        text_.text(reasons(cell));
        text_.put(method_);
        const auto& meaning = meanings_.of(cell.dimension);
        text_.text(json::enum_name(meaning.unit));
        text_.text(meaning.definition);
        text_.end_row();
    }

    const usecases::ReleaseView view_;
    const PlaceNames names_;
    const CsvFlavour flavour_;
    const std::vector<std::string> same_in_each_row_;
    const std::string method_;
    const FigureMeanings meanings_;
    CsvText text_;
};

void csv_row(CsvText& csv, const usecases::ReleaseView& view, const PlaceNames& names,
             const usecases::AnalysisFigure& figure, CsvFlavour flavour, const Words& words)
{
    const auto& about = view.release;
    csv.text(view.project);
    csv.text(view.wave);
    csv.put(std::to_string(about.version));
    csv.put(to_utc_text(about.published_at));
    csv.put(to_utc_text(about.data_as_of));
    csv.text(json::enum_name(figure.analysis));
    csv.text(figure.figure);
    csv.text(figure.place);
    csv.text(names.of(figure.place));
    csv.text(figure.dimension);
    const int decimals = decimals_of(figure);
    csv.put(number(figure.value, flavour, decimals));
    csv.text(json::enum_name(figure.unit));
    csv.put(number(figure.lower, flavour, decimals));
    csv.put(number(figure.upper, flavour, decimals));
    csv.put(number(figure.n_at_least));
    csv.text(json::enum_name(figure.counted));
    csv.put(number(figure.n_compared_at_least));
    csv.text(figure.compared_with);
    csv.put(number(figure.p_at_most, flavour, 3));
    csv.put(number(figure.p_over_places_at_most, flavour, 3));
    csv.text(figure.verdict);
    csv.text(!figure.stands_out ? "" : *figure.stands_out ? "true" : "false");
    csv.text(word(figure.none));
    csv.text(figure.about);
    csv.text(method_of(figure, words));
    csv.text(definition_of(figure, words));
    csv.end_row();
}

} // namespace

Exported exported(const usecases::ReleaseReader& reader, const usecases::ReleaseView& view, PlaceNames names)
{
    return {view, std::move(names),
            [&reader, id = view.release.id](std::int64_t first, std::int64_t limit) {
                return reader.part(id, first, limit);
            },
            [&reader, id = view.release.id] { return reader.analyses(id); },
            [&reader](ReleaseId id) { return reader.counts(id); }};
}

PlaceNames::PlaceNames(std::span<const ReleasePlace> places)
{
    Map made;
    for (const auto& place : places)
        made.emplace(place.code, place.name);
    names_ = std::make_shared<const Map>(std::move(made));
}

const std::string& PlaceNames::of(const std::string& code) const
{
    const auto found = names_->find(code);
    return found == names_->end() ? code : found->second;
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
    for (auto piece = format.end(); !piece.empty(); piece = format.end())
        write(piece);
    return {};
}

Result<std::vector<usecases::AnalysisFigure>> analysis_figures(const Exported& release)
{
    if (!release.analyses)
        return std::vector<usecases::AnalysisFigure>{};
    BALIEBLIK_TRY(view, release.analyses());
    if (!view.analyses)
        return std::vector<usecases::AnalysisFigure>{};
    usecases::AnalysisGround ground;
    ground.top = release.view.release.top;
    BALIEBLIK_TRY(now, release.counts(release.view.release.id));
    ground.now = std::move(now);
    if (const auto earlier = view.analyses->changes.earlier) {
        BALIEBLIK_TRY(before, release.counts(*earlier));
        ground.before = std::move(before);
    }
    return usecases::analysis_figures(*view.analyses, ground);
}

std::unique_ptr<Format> json_format(const Exported& release, std::vector<usecases::AnalysisFigure> analyses, bool dutch)
{
    return std::make_unique<Json>(release, std::move(analyses), dutch);
}

Pieces analyses_csv(const Exported& release, std::vector<usecases::AnalysisFigure> analyses, CsvFlavour flavour,
                    bool dutch)
{
    struct Making {
        const usecases::ReleaseView view; // what the release is seen by may be gone before the file is made
        const PlaceNames names;
        const std::vector<usecases::AnalysisFigure> analyses;
        const CsvFlavour flavour;
        const Words words;
        CsvText csv;
        std::size_t next = 0;
    };
    auto making = std::make_shared<Making>(
        Making{release.view, release.names, std::move(analyses), flavour, Words(dutch), CsvText(flavour)});
    making->csv.begin({"project",
                       "wave",
                       "release_version",
                       "published_at",
                       "data_as_of",
                       "analysis",
                       "figure",
                       "place",
                       "place_name",
                       "dimension",
                       "value",
                       "unit",
                       "lower",
                       "upper",
                       "n_at_least",
                       "counted",
                       "n_compared_at_least",
                       "compared_with",
                       "p_at_most",
                       "p_over_places_at_most",
                       "verdict",
                       "stands_out",
                       "none_because",
                       "about",
                       "method",
                       "definition"});
    return [making] {
        const auto to = std::min(making->next + static_cast<std::size_t>(cells_at_once), making->analyses.size());
        for (; making->next < to; ++making->next)
            csv_row(making->csv, making->view, making->names, making->analyses[making->next], making->flavour,
                    making->words);
        return making->csv.take();
    };
}

std::unique_ptr<Format> csv_format(const Exported& release, CsvFlavour flavour, bool dutch)
{
    return std::make_unique<Csv>(release, flavour, Words(dutch));
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
