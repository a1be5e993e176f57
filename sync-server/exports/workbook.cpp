// SPDX-License-Identifier: EUPL-1.2
#include "exports/workbook.hpp"

#include "exports/analysis_sheets.hpp"
#include "exports/sheet_formats.hpp"
#include "exports/words.hpp"

#include <algorithm>

namespace balieblik::exports {
namespace {

// Places by figures, as people compare them; a row for each figure, for filters; what was worked out with them; and
// what it all means.
class Sheets {
public:
    Sheets(const Exported& release, bool dutch, lxw_workbook* book)
        : release_(release), view_(release.view), words_(dutch), meanings_(view_.release, words_), formats_(book),
          overview_(workbook_add_worksheet(book, words_("sheet.overview").c_str())),
          figures_(workbook_add_worksheet(book, words_("sheet.figures").c_str())), analyses_(book, words_),
          about_(workbook_add_worksheet(book, words_("sheet.about").c_str()))
    {
        for (std::size_t i = 0; i < view_.release.figures.size(); ++i)
            column_of_[view_.release.figures[i].code] = static_cast<lxw_col_t>(first_figure + i);
    }

    Result<void> run()
    {
        begin_overview();
        begin_figures();
        BALIEBLIK_CHECK(for_each_cell(release_, [&](const ReleaseCell& cell) {
            overview(cell);
            figure(cell);
        }));
        end_overview();
        end_figures();
        BALIEBLIK_TRY(analyses, analysis_figures(release_));
        analyses_.write(release_, analyses, formats_);
        explanation();
        return {};
    }

private:
    static constexpr lxw_row_t overview_head = 5;
    static constexpr lxw_col_t first_figure = 3;
    static constexpr double about_label = 40; // widths
    static constexpr double about_text = 100;

    // --- places by figures --------------------------------------------------------------------------------------

    void begin_overview()
    {
        text(overview_, 0, 0, view_.project + " · " + view_.wave, formats_.title);
        text(overview_, 1, 0,
             words_("published") + ": " + to_utc_text(view_.release.published_at).substr(0, 10) + " · " +
                 words_("version") + " " + std::to_string(view_.release.version));
        text(overview_, 2, 0, words_("overview.scores"));
        text(overview_, 3, 0, words_("overview.hidden"));
        worksheet_set_column(overview_, 0, 0, 34, nullptr);
        worksheet_set_column(overview_, 1, 1, 12, nullptr);
        worksheet_set_column(overview_, 2, 2, 13, nullptr);
        worksheet_set_row(overview_, overview_head, 48, nullptr);
        text(overview_, overview_head, 0, words_("column.place"), formats_.head);
        text(overview_, overview_head, 1, words_("column.level"), formats_.head);
        text(overview_, overview_head, 2, words_("column.visits"), formats_.head_right);
        for (const auto& [code, column] : column_of_) {
            worksheet_set_column(overview_, column, column, 17, nullptr);
            text(overview_, overview_head, column, words_("dimension." + code, code), formats_.head_right);
        }
        worksheet_freeze_panes(overview_, overview_head + 1, 1);
    }

    void overview(const ReleaseCell& cell)
    {
        if (cell.place != last_place_) {
            last_place_ = cell.place;
            ++overview_row_;
            const auto depth = static_cast<std::size_t>(cell.level);
            text(overview_, overview_row_, 0, name_of(cell.place), formats_.indent.at(std::min<std::size_t>(depth, 3)));
            text(overview_, overview_row_, 1, words_("level." + std::string(json::enum_name(cell.level))));
        }
        const auto column = column_of_.find(cell.dimension);
        if (column == column_of_.end())
            return;
        if (!cell.mean)
            text(overview_, overview_row_, column->second, words_("hidden.short"), formats_.quiet_right);
        else if (cell.bound)
            text(overview_, overview_row_, column->second, bound_text(cell), formats_.right);
        else
            worksheet_write_number(overview_, overview_row_, column->second, *cell.mean,
                                   is_share(cell.dimension) ? formats_.whole : formats_.one_decimal);
        // The index comes last and is there when anything is; without it the count of another figure would mislead.
        if (cell.dimension == view_.release.figures.back().code && cell.n_at_least)
            text(overview_, overview_row_, 2, visits_text(cell), formats_.right);
    }

    void end_overview()
    {
        if (!column_of_.empty() && overview_row_ > overview_head) {
            lxw_conditional_format scale{};
            scale.type = LXW_CONDITIONAL_3_COLOR_SCALE;
            scale.min_color = 0xF4C7A1; // told apart without red and green, and by the figures themselves
            scale.mid_color = 0xFFFFFF;
            scale.max_color = 0x9CC5E8;
            scale.min_rule_type = scale.mid_rule_type = scale.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
            scale.min_value = 30;
            scale.mid_value = 65;
            scale.max_value = 100;
            worksheet_conditional_format_range(overview_, overview_head + 1, first_figure, overview_row_,
                                               static_cast<lxw_col_t>(first_figure + column_of_.size() - 1), &scale);
        }
        worksheet_set_landscape(overview_);
        worksheet_fit_to_pages(overview_, 1, 0);
        worksheet_repeat_rows(overview_, overview_head, overview_head);
    }

    // --- a row for each figure ------------------------------------------------------------------------------------

    void begin_figures()
    {
        const char* columns[] = {"level", "place",  "within",  "dimension", "score",     "from",
                                 "to",    "visits", "verdict", "shown",     "definition"};
        const double widths[] = {14, 30, 24, 28, 14, 12, 12, 14, 22, 44, 90};
        lxw_col_t column = 0;
        for (const auto* name : columns) {
            worksheet_set_column(figures_, column, column, widths[column], nullptr);
            const bool is_number = column >= 4 && column <= 7;
            text(figures_, 0, column, words_(std::string("column.") + name),
                 is_number ? formats_.head_right : formats_.head);
            ++column;
        }
        worksheet_set_row(figures_, 0, height_of(2), nullptr);
        worksheet_freeze_panes(figures_, 1, 2);
    }

    void figure(const ReleaseCell& cell)
    {
        const auto row = ++figures_row_;
        text(figures_, row, 0, words_("level." + std::string(json::enum_name(cell.level))));
        text(figures_, row, 1, name_of(cell.place));
        text(figures_, row, 2, cell.within.empty() ? "" : name_of(cell.within));
        text(figures_, row, 3, words_("dimension." + cell.dimension, cell.dimension));
        if (cell.mean) {
            auto* format = is_share(cell.dimension) ? formats_.whole : formats_.one_decimal;
            if (cell.bound)
                text(figures_, row, 4, bound_text(cell), formats_.right);
            else
                worksheet_write_number(figures_, row, 4, *cell.mean, format);
            worksheet_write_number(figures_, row, 5, cell.lower.value_or(0), format);
            worksheet_write_number(figures_, row, 6, cell.upper.value_or(0), format);
            text(figures_, row, 7, visits_text(cell), formats_.right);
        }
        if (cell.verdict)
            text(figures_, row, 8, words_("verdict." + std::string(json::enum_name(*cell.verdict))));
        text(figures_, row, 9, shown(cell), cell.mean ? nullptr : formats_.quiet);
        text(figures_, row, 10, meanings_.of(cell.dimension).definition);
    }

    void end_figures()
    {
        worksheet_autofilter(figures_, 0, 0, std::max<lxw_row_t>(figures_row_, 1), 10);
        worksheet_set_landscape(figures_);
        worksheet_print_area(figures_, 0, 0, std::max<lxw_row_t>(figures_row_, 1), 9); // definitions stand on the last
        worksheet_fit_to_pages(figures_, 1, 0);
        worksheet_repeat_rows(figures_, 0, 0);
    }

    std::string shown(const ReleaseCell& cell) const
    {
        if (cell.mean)
            return cell.bound ? words_("bound." + std::string(json::enum_name(*cell.bound))) : words_("shown");
        std::string why;
        for (const auto reason : cell.hidden_because)
            why += (why.empty() ? "" : ", ") + words_("why." + std::string(json::enum_name(reason)));
        return words_("hidden") + ": " + why;
    }

    // --- what it all means ------------------------------------------------------------------------------------------

    void explanation()
    {
        worksheet_set_column(about_, 0, 0, about_label, nullptr);
        worksheet_set_column(about_, 1, 1, about_text, nullptr);
        for (const auto* paragraph : {"how.score", "how.interval", "how.visits", "how.hidden", "how.bound", "how.norm"})
            fact(paragraph, words_(std::string(paragraph) + ".text"));
        ++row_;
        for (const auto& figure : view_.release.figures)
            fact("dimension." + figure.code, meanings_.of(figure.code).definition, figure.code);
        ++row_;
        const auto& release = view_.release;
        fact("project", view_.project);
        fact("wave", view_.wave);
        fact("version", std::to_string(release.version));
        fact("published", to_utc_text(release.published_at));
        fact("data_as_of", to_utc_text(release.data_as_of));
        fact("method", words_("method." + release.method, release.method));
        fact("rule", std::to_string(release.rule.min_visits) + " / " + std::to_string(release.rule.min_staff_pool) +
                         " / " + std::to_string(release.rule.min_inspectors));
        fact("snapshot", release.snapshot_sha256);
        fact("pattern", release.pattern_sha256);
        fact("code", release.code_version);
        worksheet_set_landscape(about_);
        worksheet_fit_to_pages(about_, 1, 0);
    }

    void fact(const std::string& key, const std::string& value, const std::string& otherwise = {})
    {
        const auto label = words_(key, otherwise.empty() ? key : otherwise);
        worksheet_set_row(about_, row_, height_of(std::max(lines_of(label, about_label), lines_of(value, about_text))),
                          nullptr);
        text(about_, row_, 0, label, formats_.label);
        text(about_, row_++, 1, value, formats_.wrap);
    }

    std::string bound_text(const ReleaseCell& cell) const
    {
        return std::to_string(static_cast<int>(*cell.mean)) + " " +
               words_("bound.short." + std::string(json::enum_name(*cell.bound)));
    }
    std::string visits_text(const ReleaseCell& cell) const
    {
        return words_("at_least") + " " + std::to_string(cell.n_at_least.value_or(0));
    }
    bool is_share(const std::string& code) const
    {
        return std::any_of(view_.release.figures.begin(), view_.release.figures.end(),
                           [&](const ReleaseFigure& one) { return one.code == code && one.kind == FigureKind::share; });
    }
    std::string name_of(const std::string& code) const { return release_.names.of(code); }

    static void text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& value,
                     lxw_format* format = nullptr)
    {
        worksheet_write_string(sheet, row, column, value.c_str(), format);
    }

    const Exported& release_;
    const usecases::ReleaseView& view_;
    Words words_;
    FigureMeanings meanings_;
    Formats formats_;
    lxw_worksheet* overview_;
    lxw_worksheet* figures_;
    AnalysisSheets analyses_;
    lxw_worksheet* about_;
    std::map<std::string, lxw_col_t> column_of_; // on the overview, by figure
    std::string last_place_;
    lxw_row_t overview_row_ = overview_head;
    lxw_row_t figures_row_ = 0;
    lxw_row_t row_ = 0; // of the explanation
};

} // namespace

Result<UnnamedFile> workbook_file(const Exported& release, bool dutch)
{
    BALIEBLIK_TRY(file, UnnamedFile::open());
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    auto* book = workbook_new_opt(file.path().c_str(), &options);
    // Made when it was published, whoever asks whenever: the same release is the same file.
    lxw_doc_properties about{};
    auto title = release.view.project + " · " + release.view.wave;
    about.title = title.data();
    about.created = static_cast<time_t>(
        std::chrono::duration_cast<std::chrono::seconds>(release.view.release.published_at.time_since_epoch()).count());
    workbook_set_properties(book, &about);
    const auto made = Sheets(release, dutch, book).run();
    // Closing writes the file and frees the workbook, also after a refusal.
    if (const auto problem = workbook_close(book); problem != LXW_NO_ERROR)
        return Error{Errc::io_failed, lxw_strerror(problem)};
    if (!made)
        return made.error();
    return std::move(file);
}

Result<std::string> workbook(const Exported& release, bool dutch)
{
    BALIEBLIK_TRY(file, workbook_file(release, dutch));
    std::string bytes;
    for (;;) {
        BALIEBLIK_TRY(piece, file.next());
        if (piece.empty())
            return bytes;
        bytes += piece;
    }
}

} // namespace balieblik::exports
