// SPDX-License-Identifier: EUPL-1.2
// Comma separated lists (RFC 4180, any line end) as the instance that a choice list or a norm table is.
#include "forms/xform/form.hpp"

namespace balieblik::forms {

namespace {

class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text)
    {
        if (text_.starts_with("\xEF\xBB\xBF"))
            text_.remove_prefix(3);
    }

    bool at_end() const { return at_ >= text_.size(); }

    Result<std::vector<std::string>> row()
    {
        ++row_;
        std::vector<std::string> cells;
        for (;;) {
            BALIEBLIK_TRY(value, cell());
            cells.push_back(std::move(value));
            if (at_end() || text_[at_] != ',')
                break;
            ++at_;
        }
        if (!at_end() && text_[at_] == '\r')
            ++at_;
        if (!at_end() && text_[at_] == '\n')
            ++at_;
        return cells;
    }

private:
    Result<std::string> cell()
    {
        std::string value;
        if (at_end() || text_[at_] != '"') {
            while (!at_end() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r')
                value += text_[at_++];
            return value;
        }
        for (++at_;; ++at_) {
            if (at_end())
                return Error{Errc::malformed, "CSV, row " + std::to_string(row_) + ": a quote is not closed"};
            if (text_[at_] != '"') {
                value += text_[at_];
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                value += '"';
                ++at_;
            } else {
                ++at_;
                break;
            }
        }
        if (!at_end() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r')
            return Error{Errc::malformed, "CSV, row " + std::to_string(row_) + ": text after a closing quote"};
        return value;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t row_ = 0;
};

} // namespace

Result<DataNode> read_csv(std::string_view csv, FormLimits limits)
{
    if (csv.size() > limits.bytes)
        return Error{Errc::too_large, "more than " + std::to_string(limits.bytes) + " bytes"};
    DataNode root;
    root.name = "root";
    CsvReader reader(csv);
    if (reader.at_end())
        return root;
    BALIEBLIK_TRY(columns, reader.row());
    std::size_t nodes = 1;
    for (std::size_t row = 2; !reader.at_end(); ++row) {
        BALIEBLIK_TRY(cells, reader.row());
        if (cells.size() == 1 && cells[0].empty())
            continue;
        if (cells.size() > columns.size())
            return Error{Errc::malformed, "CSV, row " + std::to_string(row) + ": more cells than columns"};
        if ((nodes += 1 + columns.size()) > limits.nodes)
            return Error{Errc::too_large, "more than " + std::to_string(limits.nodes) + " cells"};
        auto& item = root.children.emplace_back();
        item.name = "item";
        for (std::size_t at = 0; at < columns.size(); ++at) {
            auto& cell = item.children.emplace_back();
            cell.name = columns[at];
            cell.text = at < cells.size() ? std::move(cells[at]) : std::string();
        }
    }
    return root;
}

} // namespace balieblik::forms
