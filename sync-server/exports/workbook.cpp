// SPDX-License-Identifier: EUPL-1.2
#include "exports/workbook.hpp"

#include "exports/words.hpp"

#include <xlsxwriter.h>

#include <sys/mman.h>
#include <unistd.h>

namespace balieblik::exports {
namespace {

// A file that never touches a disk; the library writes to paths only.
class MemoryFile {
public:
    MemoryFile() : descriptor_(::memfd_create("release.xlsx", MFD_CLOEXEC)) {}
    ~MemoryFile()
    {
        if (descriptor_ >= 0)
            ::close(descriptor_);
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    bool is_open() const { return descriptor_ >= 0; }
    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
    std::string bytes() const
    {
        std::string made(static_cast<std::size_t>(::lseek(descriptor_, 0, SEEK_END)), '\0');
        ::lseek(descriptor_, 0, SEEK_SET);
        std::size_t read = 0;
        while (read < made.size()) {
            const auto part = ::read(descriptor_, made.data() + read, made.size() - read);
            if (part <= 0)
                return {};
            read += static_cast<std::size_t>(part);
        }
        return made;
    }

private:
    int descriptor_;
};

class Sheets {
public:
    Sheets(const Exported& release, bool dutch, lxw_workbook* book)
        : release_(release), view_(release.view), words_(dutch), book_(book)
    {
        head_ = workbook_add_format(book);
        format_set_bold(head_);
        format_set_bottom(head_, LXW_BORDER_THIN);
        format_set_text_wrap(head_);
        one_decimal_ = workbook_add_format(book);
        format_set_num_format(one_decimal_, "0.0");
        quiet_ = workbook_add_format(book);
        format_set_font_color(quiet_, 0x595959);
        format_set_italic(quiet_);
        wrap_ = workbook_add_format(book);
        format_set_text_wrap(wrap_);
        format_set_align(wrap_, LXW_ALIGN_VERTICAL_TOP);
        label_ = workbook_add_format(book);
        format_set_bold(label_);
        format_set_align(label_, LXW_ALIGN_VERTICAL_TOP);
    }

    Result<void> run()
    {
        BALIEBLIK_CHECK(figures());
        explanation();
        return {};
    }

private:
    Result<void> figures()
    {
        auto* sheet = workbook_add_worksheet(book_, words_("sheet.figures").c_str());
        const char* columns[] = {"level", "place", "within", "dimension", "score",
                                 "from",  "to",    "visits", "verdict",   "shown"};
        const double widths[] = {14, 26, 20, 24, 12, 10, 10, 16, 20, 46};
        lxw_col_t column = 0;
        for (const auto* name : columns) {
            worksheet_set_column(sheet, column, column, widths[column], nullptr);
            text(sheet, 0, column, words_(std::string("column.") + name), head_);
            ++column;
        }
        worksheet_freeze_panes(sheet, 1, 2);
        lxw_row_t row = 1;
        BALIEBLIK_CHECK(for_each_cell(release_, [&](const ReleaseCell& cell) {
            text(sheet, row, 0, words_("level." + std::string(json::enum_name(cell.level))));
            text(sheet, row, 1, name_of(cell.place));
            text(sheet, row, 2, cell.within.empty() ? "" : name_of(cell.within));
            text(sheet, row, 3, words_("dimension." + cell.dimension, cell.dimension));
            if (cell.mean) {
                worksheet_write_number(sheet, row, 4, *cell.mean, one_decimal_);
                worksheet_write_number(sheet, row, 5, cell.lower.value_or(0), one_decimal_);
                worksheet_write_number(sheet, row, 6, cell.upper.value_or(0), one_decimal_);
                text(sheet, row, 7, words_("at_least") + " " + std::to_string(cell.n_at_least.value_or(0)));
            }
            if (cell.verdict)
                text(sheet, row, 8, words_("verdict." + std::string(json::enum_name(*cell.verdict))));
            text(sheet, row, 9, shown(cell), cell.mean ? nullptr : quiet_);
            ++row;
        }));
        worksheet_autofilter(sheet, 0, 0, row - 1, 9);
        worksheet_set_landscape(sheet);
        worksheet_fit_to_pages(sheet, 1, 0);
        worksheet_repeat_rows(sheet, 0, 0);
        return {};
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

    void explanation()
    {
        sheet_ = workbook_add_worksheet(book_, words_("sheet.about").c_str());
        worksheet_set_column(sheet_, 0, 0, 30, nullptr);
        worksheet_set_column(sheet_, 1, 1, 100, nullptr);
        const auto& release = view_.release;
        fact("project", view_.project);
        fact("wave", view_.wave);
        fact("version", std::to_string(release.version));
        fact("published", to_utc_text(release.published_at));
        fact("data_as_of", to_utc_text(release.data_as_of));
        fact("method", release.method);
        fact("rule", std::to_string(release.rule.min_visits) + " / " + std::to_string(release.rule.min_staff_pool) +
                         " / " + std::to_string(release.rule.min_inspectors));
        fact("snapshot", release.snapshot_sha256);
        fact("pattern", release.pattern_sha256);
        fact("code", release.code_version);
        ++row_;
        for (const auto* paragraph : {"how.score", "how.interval", "how.visits", "how.hidden", "how.norm"})
            fact(paragraph, words_(std::string(paragraph) + ".text"));
        ++row_;
        for (const auto& figure : release.figures) {
            text(sheet_, row_, 0, words_("dimension." + figure.code, figure.code), label_);
            text(sheet_, row_++, 1, words_("means." + figure.code, figure.code), wrap_);
        }
    }

    void fact(const std::string& key, const std::string& value)
    {
        text(sheet_, row_, 0, words_(key), label_);
        text(sheet_, row_++, 1, value, wrap_);
    }

    std::string name_of(const std::string& code) const
    {
        const auto found = release_.names.find(code);
        return found == release_.names.end() ? code : found->second;
    }

    static void text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& value,
                     lxw_format* format = nullptr)
    {
        worksheet_write_string(sheet, row, column, value.c_str(), format);
    }

    const Exported& release_;
    const usecases::ReleaseView& view_;
    Words words_;
    lxw_workbook* book_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_row_t row_ = 0;
    lxw_format* head_;
    lxw_format* one_decimal_;
    lxw_format* quiet_;
    lxw_format* wrap_;
    lxw_format* label_;
};

} // namespace

Result<std::string> workbook(const Exported& release, bool dutch)
{
    const MemoryFile file;
    if (!file.is_open())
        return Error{Errc::io_failed, "memfd"};
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    auto* book = workbook_new_opt(file.path().c_str(), &options);
    const auto made = Sheets(release, dutch, book).run();
    // Closing writes the file and frees the workbook, also after a refusal.
    if (const auto problem = workbook_close(book); problem != LXW_NO_ERROR)
        return Error{Errc::io_failed, lxw_strerror(problem)};
    if (!made)
        return made.error();
    return file.bytes();
}

} // namespace balieblik::exports
