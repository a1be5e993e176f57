// SPDX-License-Identifier: EUPL-1.2
#include "exports/analysis_sheets.hpp"

#include <algorithm>

namespace balieblik::exports {
namespace {

using usecases::Analysis;
using usecases::AnalysisFigure;

enum class Column {
    place,
    dimension,
    about,
    figure,
    value,
    unit,
    from,
    to,
    n,
    judgement,
    n_compared,
    compared_with,
    p,
    p_over,
    stands_out,
    definition,
    method,
    version,
    data_as_of
};

struct ColumnLook {
    const char* key; // of its head
    double width;
};
ColumnLook look_of(Column column)
{
    switch (column) {
    case Column::place:
        return {"column.place", 26};
    case Column::dimension:
        return {"column.dimension", 24};
    case Column::about:
        return {"column.about", 34};
    case Column::figure:
        return {"column.figure", 28};
    case Column::value:
        return {"column.value", 10};
    case Column::unit:
        return {"column.unit", 14};
    case Column::from:
        return {"column.from", 10};
    case Column::to:
        return {"column.to", 10};
    case Column::n:
        return {"column.n", 22};
    case Column::judgement:
        return {"column.judgement", 28};
    case Column::n_compared:
        return {"column.n_compared", 22};
    case Column::compared_with:
        return {"column.compared_with", 26};
    case Column::p:
        return {"column.p", 14};
    case Column::p_over:
        return {"column.p_over", 16};
    case Column::stands_out:
        return {"column.stands_out", 16};
    case Column::definition:
        return {"column.definition", 60};
    case Column::method:
        return {"column.method", 60};
    case Column::version:
        return {"column.version", 8};
    case Column::data_as_of:
        return {"column.data_as_of", 22};
    }
    return {"", 10};
}

struct SheetPlan {
    const char* name; // "changes": its words are "sheet.changes" and "lead.changes"
    std::vector<Analysis> analyses;
    std::vector<Column> columns;
};
const std::vector<SheetPlan>& plans()
{
    using enum Column;
    static const std::vector<SheetPlan> made{
        {"changes",
         {Analysis::changes},
         {place, dimension, value, unit, from, to, judgement, n, n_compared, compared_with, p, p_over, stands_out,
          definition, method, version, data_as_of}},
        {"drivers",
         {Analysis::drivers},
         {place, dimension, figure, value, unit, from, to, judgement, n, definition, method, version, data_as_of}},
        {"trust",
         {Analysis::agreement, Analysis::inspectors},
         {figure, value, unit, from, to, judgement, n, definition, method, version, data_as_of}},
        {"training",
         {Analysis::training},
         {about, dimension, figure, value, unit, from, to, judgement, n, n_compared, compared_with, p, definition,
          method, version, data_as_of}},
        {"weighted",
         {Analysis::weighted},
         {place, dimension, figure, value, unit, from, to, judgement, n, definition, method, version, data_as_of}}};
    return made;
}

class Sheet {
public:
    Sheet(lxw_worksheet* sheet, const SheetPlan& plan, const Exported& release, const Words& words,
          const Formats& formats)
        : sheet_(sheet), plan_(plan), release_(release), words_(words), formats_(formats)
    {
    }

    void write(const std::vector<AnalysisFigure>& figures)
    {
        head();
        for (const auto& figure : figures)
            if (std::find(plan_.analyses.begin(), plan_.analyses.end(), figure.analysis) != plan_.analyses.end())
                row(figure);
        if (row_ == first_row)
            text(first_row, 0, words_("lead.none"), nullptr);
        else
            worksheet_autofilter(sheet_, first_row - 1, 0, row_ - 1, static_cast<lxw_col_t>(plan_.columns.size() - 1));
        worksheet_freeze_panes(sheet_, first_row, 1);
        worksheet_set_landscape(sheet_);
        worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_repeat_rows(sheet_, first_row - 1, first_row - 1);
    }

private:
    static constexpr lxw_row_t first_row = 4;

    void head()
    {
        const auto& about = release_.view.release;
        text(0, 0, words_("sheet." + std::string(plan_.name)), formats_.title);
        text(1, 0,
             release_.view.project + " · " + release_.view.wave + " · " + words_("version") + " " +
                 std::to_string(about.version),
             nullptr);
        text(2, 0, words_("lead." + std::string(plan_.name)), nullptr);
        worksheet_set_row(sheet_, first_row - 1, 48, nullptr);
        for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
            const auto look = look_of(plan_.columns[i]);
            const auto at = static_cast<lxw_col_t>(i);
            worksheet_set_column(sheet_, at, at, look.width, nullptr);
            text(first_row - 1, at, words_(look.key),
                 is_number(plan_.columns[i]) ? formats_.head_right : formats_.head);
        }
    }

    static bool is_number(Column column)
    {
        return column == Column::value || column == Column::from || column == Column::to || column == Column::p ||
               column == Column::p_over;
    }

    void row(const AnalysisFigure& figure)
    {
        std::vector<std::string> texts;
        int lines = 1;
        for (const auto column : plan_.columns) {
            texts.push_back(is_number(column) ? std::string{} : text_of(column, figure));
            lines = std::max(lines, lines_of(texts.back(), look_of(column).width));
        }
        worksheet_set_row(sheet_, row_, height_of(lines), nullptr);
        for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
            const auto at = static_cast<lxw_col_t>(i);
            if (is_number(plan_.columns[i]))
                number(at, plan_.columns[i], figure);
            else
                text(row_, at, texts[i], i == 0 ? formats_.wrap : formats_.after_number);
        }
        ++row_;
    }

    void number(lxw_col_t at, Column column, const AnalysisFigure& figure)
    {
        const bool chance = column == Column::p || column == Column::p_over;
        const auto& value = column == Column::value  ? figure.value
                            : column == Column::from ? figure.lower
                            : column == Column::to   ? figure.upper
                            : column == Column::p    ? figure.p_at_most
                                                     : figure.p_over_places_at_most;
        if (!value)
            return;
        auto* format =
            chance ? formats_.chance : formats_.beside_text.at(static_cast<std::size_t>(decimals_of(figure)));
        worksheet_write_number(sheet_, row_, at, *value, format);
    }

    std::string text_of(Column column, const AnalysisFigure& figure) const
    {
        const auto word = [&](const char* kind, std::string_view name) {
            return words_(std::string(kind) + std::string(name));
        };
        switch (column) {
        case Column::place:
            return figure.place.empty() ? words_("whole_release") : name_of(figure.place);
        case Column::dimension:
            return dimensions_of(figure, words_);
        case Column::about:
            return figure.about;
        case Column::figure:
            return word("figure.", std::string(json::enum_name(figure.analysis)) + "." + figure.figure);
        case Column::unit:
            return figure.value ? word("unit.", json::enum_name(figure.unit)) : std::string{};
        case Column::n:
            return count(figure, figure.n_at_least);
        case Column::n_compared:
            return count(figure, figure.n_compared_at_least);
        case Column::compared_with:
            return figure.compared_with;
        case Column::judgement:
            return judgement(figure);
        case Column::stands_out:
            return !figure.stands_out ? std::string{} : words_(*figure.stands_out ? "yes" : "no");
        case Column::definition:
            return definition_of(figure, words_);
        case Column::method:
            return method_of(figure, words_);
        case Column::version:
            return std::to_string(release_.view.release.version);
        case Column::data_as_of:
            return to_utc_text(release_.view.release.data_as_of);
        default:
            return {}; // numbers
        }
    }

    std::string judgement(const AnalysisFigure& figure) const
    {
        if (figure.none)
            return words_("hidden") + ": " + words_("none." + std::string(json::enum_name(*figure.none)));
        if (figure.verdict.empty())
            return {};
        const auto general = words_("judgement." + figure.verdict, figure.verdict);
        return words_("judgement." + std::string(json::enum_name(figure.analysis)) + "." + figure.verdict, general);
    }

    std::string count(const AnalysisFigure& figure, const std::optional<std::int64_t>& n) const
    {
        if (!n)
            return {};
        // Locations are counted, visits are rounded down.
        const auto* at_least = figure.counted == usecases::Counted::locations ? "" : "at_least";
        return (*at_least ? words_(at_least) + " " : std::string{}) + std::to_string(*n) + " " +
               words_("counted." + std::string(json::enum_name(figure.counted)));
    }

    std::string name_of(const std::string& code) const { return release_.names.of(code); }

    void text(lxw_row_t row, lxw_col_t column, const std::string& value, lxw_format* format)
    {
        if (!value.empty())
            worksheet_write_string(sheet_, row, column, value.c_str(), format);
    }

    lxw_worksheet* sheet_;
    const SheetPlan& plan_;
    const Exported& release_;
    const Words& words_;
    const Formats& formats_;
    lxw_row_t row_ = first_row;
};

} // namespace

AnalysisSheets::AnalysisSheets(lxw_workbook* book, const Words& words) : words_(words)
{
    for (const auto& plan : plans())
        sheets_.push_back(workbook_add_worksheet(book, words("sheet." + std::string(plan.name)).c_str()));
}

void AnalysisSheets::write(const Exported& release, const std::vector<AnalysisFigure>& figures, const Formats& formats)
{
    for (std::size_t i = 0; i < sheets_.size(); ++i)
        Sheet(sheets_[i], plans()[i], release, words_, formats).write(figures);
}

} // namespace balieblik::exports
