// SPDX-License-Identifier: EUPL-1.2
#include "usecases/csv_table.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

std::string trimmed(const std::string& text)
{
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string::npos)
        return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text)
    {
        if (text_.starts_with("\xEF\xBB\xBF"))
            text_.remove_prefix(3);
        const auto header = text_.substr(0, text_.find_first_of("\r\n"));
        separator_ =
            std::count(header.begin(), header.end(), ';') >= std::count(header.begin(), header.end(), ',') ? ';' : ',';
    }

    CsvTable read()
    {
        CsvTable table;
        std::int64_t number = 0;
        while (!text_.empty()) {
            ++number;
            CsvRow row{number, line()};
            if (unclosed_) {
                table.unclosed = number;
                break;
            }
            const bool empty = row.cells.size() == 1 && row.cells[0].empty();
            if (number == 1)
                table.columns = std::move(row.cells);
            else if (!empty)
                table.rows.push_back(std::move(row));
        }
        return table;
    }

private:
    std::vector<std::string> line()
    {
        std::vector<std::string> cells;
        for (;;) {
            cells.push_back(cell());
            if (text_.empty() || unclosed_)
                return cells;
            const char next = text_[0];
            text_.remove_prefix(1);
            if (next == separator_)
                continue;
            if (next == '\r' && !text_.empty() && text_[0] == '\n')
                text_.remove_prefix(1);
            return cells;
        }
    }

    std::string cell()
    {
        if (text_.empty() || text_[0] != '"') {
            const char stops[] = {separator_, '\r', '\n', '\0'};
            const auto end = std::min(text_.find_first_of(stops), text_.size());
            auto made = trimmed(std::string(text_.substr(0, end)));
            text_.remove_prefix(end);
            return made;
        }
        std::string made;
        text_.remove_prefix(1);
        for (;;) {
            const auto quote = text_.find('"');
            if (quote == std::string_view::npos) {
                unclosed_ = true;
                return made;
            }
            made += text_.substr(0, quote);
            text_.remove_prefix(quote + 1);
            if (text_.empty() || text_[0] != '"')
                break;
            made += '"';
            text_.remove_prefix(1);
        }
        const auto end = std::min(text_.find_first_of(std::string{separator_, '\r', '\n'}), text_.size());
        text_.remove_prefix(end);
        return trimmed(made);
    }

    std::string_view text_;
    char separator_ = ';';
    bool unclosed_ = false;
};

} // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const
{
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found == columns.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

CsvTable read_csv_table(std::string_view text) { return Reader(text).read(); }

} // namespace balieblik::usecases
