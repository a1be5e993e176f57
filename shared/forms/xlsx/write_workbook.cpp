// SPDX-License-Identifier: EUPL-1.2
// libxlsxwriter writes: the only file that includes it.
#include "forms/xlsx/help.hpp"
#include "forms/xlsx/layout.hpp"
#include "forms/xlsx/workbook.hpp"

#include "forms/xls/table.hpp"

#include <xlsxwriter.h>

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace balieblik::forms::xlsx {

namespace {

constexpr lxw_row_t spare_rows = 500; // below the last one, so that new rows have their lists too

std::size_t width_of(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::size_t column_named(const std::vector<std::string>& header, std::string_view name)
{
    const auto found =
        std::find_if(header.begin(), header.end(), [&](const std::string& cell) { return xls::lower(cell) == name; });
    return static_cast<std::size_t>(found - header.begin());
}

// The library writes files only (1.1); this one is gone when it was read.
class ScratchFile {
public:
    ScratchFile()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "balieblik-XXXXXX").string();
        const int handle = ::mkstemp(pattern.data());
        if (handle < 0)
            return;
        ::close(handle);
        path_ = pattern;
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    ~ScratchFile()
    {
        std::error_code ignored;
        if (!path_.empty())
            std::filesystem::remove(path_, ignored);
    }
    const std::string& path() const { return path_; }
    std::string content() const
    {
        std::ostringstream text;
        text << std::ifstream(path_, std::ios::binary).rdbuf();
        return std::move(text).str();
    }

private:
    std::string path_;
};

class WorkbookWriter {
public:
    Result<std::string> write(const std::vector<SheetCells>& sheets)
    {
        BALIEBLIK_CHECK(check_names(sheets));
        const ScratchFile file;
        if (file.path().empty())
            return Error{Errc::io_failed, "no room for a temporary file"};
        book_ = workbook_new(file.path().c_str());
        heading_ = workbook_add_format(book_);
        format_set_bold(heading_);
        format_set_bg_color(heading_, 0xDDE6F0);
        format_set_text_wrap(heading_);
        wrapped_ = workbook_add_format(book_);
        format_set_text_wrap(wrapped_);
        format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
        lists_ = lists_of(sheets);
        for (const auto& sheet : sheets)
            add(sheet);
        add(SheetCells{std::string(lists_sheet), columns_of(lists_)});
        add_help();
        if (const auto problem = workbook_close(book_); problem != LXW_NO_ERROR)
            return Error{Errc::io_failed, lxw_strerror(problem)};
        return file.content();
    }

private:
    // What the drop-downs offer.
    struct Lists {
        std::vector<std::string> types;
        std::vector<std::string> truths{"yes", "no"};
        std::vector<std::string> choice_lists;
    };

    static Result<void> check_names(const std::vector<SheetCells>& sheets)
    {
        std::set<std::string> seen;
        for (const auto& sheet : sheets) {
            const bool taken = sheet.name == help_sheet || sheet.name == lists_sheet;
            if (sheet.name.empty() || width_of(sheet.name) > 31 || taken ||
                sheet.name.find_first_of("[]:*?/\\") != std::string::npos || sheet.name.front() == '\'' ||
                sheet.name.back() == '\'' || !seen.insert(xls::lower(sheet.name)).second)
                return Error{Errc::validation, "the sheet '" + sheet.name + "' cannot have this name in Excel"};
        }
        return {};
    }

    static Lists lists_of(const std::vector<SheetCells>& sheets)
    {
        Lists made;
        std::set<std::string> names;
        for (const auto& sheet : sheets) {
            if (xls::lower(sheet.name) != "choices" || sheet.rows.empty())
                continue;
            const auto at =
                std::min(column_named(sheet.rows[0], "list_name"), column_named(sheet.rows[0], "list name"));
            for (std::size_t i = 1; i < sheet.rows.size(); ++i)
                if (at < sheet.rows[i].size() && !sheet.rows[i][at].empty() && names.insert(sheet.rows[i][at]).second)
                    made.choice_lists.push_back(sheet.rows[i][at]);
        }
        for (const auto& type : help_types())
            if (!type.takes_list)
                made.types.push_back(type.name);
        for (const char* select : {"select_one ", "select_multiple ", "rank "})
            for (const auto& list : made.choice_lists)
                made.types.push_back(select + list);
        return made;
    }

    static std::vector<std::vector<std::string>> columns_of(const Lists& lists)
    {
        std::vector<std::vector<std::string>> rows(
            1 + std::max({lists.types.size(), lists.truths.size(), lists.choice_lists.size()}),
            std::vector<std::string>(3));
        rows[0] = {"type", "yes or no", "list_name"};
        const auto fill = [&](const std::vector<std::string>& from, std::size_t column) {
            for (std::size_t i = 0; i < from.size(); ++i)
                rows[i + 1][column] = from[i];
        };
        fill(lists.types, 0);
        fill(lists.truths, 1);
        fill(lists.choice_lists, 2);
        return rows;
    }

    void add(const SheetCells& sheet)
    {
        auto* page = workbook_add_worksheet(book_, sheet.name.c_str());
        const bool own = sheet.name == lists_sheet || sheet.name == layout_sheet;
        std::vector<std::size_t> widths;
        for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
            const auto& cells = sheet.rows[row];
            widths.resize(std::max(widths.size(), cells.size()));
            for (std::size_t column = 0; column < cells.size(); ++column) {
                if (cells[column].empty())
                    continue;
                widths[column] = std::max(widths[column], width_of(cells[column]));
                worksheet_write_string(page, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                       cells[column].c_str(), row == 0 ? heading_ : wrapped_);
            }
        }
        for (std::size_t column = 0; column < widths.size(); ++column)
            worksheet_set_column(page, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column),
                                 std::clamp<double>(static_cast<double>(widths[column]) + 2, 8, 50), nullptr);
        worksheet_freeze_panes(page, 1, 0);
        if (!sheet.rows.empty())
            worksheet_ignore_errors(page, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
        if (own)
            worksheet_hide(page);
        else if (!sheet.rows.empty())
            add_drop_downs(page, sheet);
    }

    void add_drop_downs(lxw_worksheet* page, const SheetCells& sheet)
    {
        const auto& header = sheet.rows[0];
        const auto last = static_cast<lxw_row_t>(sheet.rows.size()) + spare_rows;
        const auto offer = [&](std::string_view column, char list, std::size_t count) {
            const auto at = column_named(header, column);
            if (at == header.size() || count == 0)
                return;
            auto source =
                "=" + std::string(lists_sheet) + "!$" + list + "$2:$" + list + "$" + std::to_string(count + 1);
            lxw_data_validation rule{};
            rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
            rule.value_formula = source.data();
            rule.ignore_blank = LXW_VALIDATION_ON;
            // A list that is not there yet, or an expression, may be typed all the same.
            rule.error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION;
            std::string title = "Not in the list";
            std::string message = "Keep it if you mean it: balieblik-form lint will tell.";
            rule.error_title = title.data();
            rule.error_message = message.data();
            worksheet_data_validation_range(page, 1, static_cast<lxw_col_t>(at), last, static_cast<lxw_col_t>(at),
                                            &rule);
        };
        const auto name = xls::lower(sheet.name);
        if (name == "survey") {
            offer("type", 'A', lists_.types.size());
            for (const char* column : {"required", "readonly", "read_only", "disabled"})
                offer(column, 'B', lists_.truths.size());
        }
        if (name == "choices")
            for (const char* column : {"list_name", "list name"})
                offer(column, 'C', lists_.choice_lists.size());
    }

    void add_help()
    {
        auto* page = workbook_add_worksheet(book_, std::string(help_sheet).c_str());
        lxw_row_t row = 0;
        for (const auto& line : help_rows()) {
            for (std::size_t column = 0; column < line.cells.size(); ++column)
                worksheet_write_string(page, row, static_cast<lxw_col_t>(column), line.cells[column].c_str(),
                                       line.heading ? heading_ : wrapped_);
            ++row;
        }
        worksheet_set_column(page, 0, 0, 34, nullptr);
        worksheet_set_column(page, 1, 2, 70, nullptr);
    }

    lxw_workbook* book_ = nullptr;
    lxw_format* heading_ = nullptr;
    lxw_format* wrapped_ = nullptr;
    Lists lists_;
};

} // namespace

Result<std::string> from_markdown(std::string_view markdown)
{
    return WorkbookWriter().write(sheets_of(xls::format_tables(markdown)));
}

Result<std::string> to_markdown(std::string_view xlsx)
{
    BALIEBLIK_TRY(sheets, read_workbook(xlsx));
    return markdown_of(sheets);
}

} // namespace balieblik::forms::xlsx
