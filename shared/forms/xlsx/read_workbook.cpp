// SPDX-License-Identifier: EUPL-1.2
#include "forms/xlsx/archive.hpp"
#include "forms/xlsx/cell_text.hpp"
#include "forms/xlsx/workbook.hpp"

#include <charconv>

namespace balieblik::forms::xlsx {

namespace {

constexpr std::size_t max_columns = 500;
constexpr std::size_t max_rows = 20'000;
const FormLimits part_limits{.bytes = max_part_bytes, .depth = 32, .nodes = 4 * max_cells};
constexpr std::string_view relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view strict_relations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

using Parts = std::map<std::string, std::string>;

Result<XmlNode> part(const Parts& parts, const std::string& name)
{
    const auto found = parts.find(name);
    if (found == parts.end())
        return Error{Errc::malformed, "the workbook has no part " + name};
    auto read = read_xml(found->second, part_limits);
    if (!read)
        return Error{read.error().code, name + ": " + read.error().detail};
    return read;
}

// "B7" in its column and row, counted from 0.
bool place_of(std::string_view reference, std::size_t& column, std::size_t& row)
{
    std::size_t at = 0;
    column = 0;
    for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && at < 4; ++at)
        column = column * 26 + static_cast<std::size_t>(reference[at] - 'A' + 1);
    if (at == 0)
        return false;
    --column;
    const auto rest = reference.substr(at);
    const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), row);
    if (problem != std::errc{} || end != rest.data() + rest.size() || row == 0)
        return false;
    --row;
    return true;
}

class WorkbookReader {
public:
    explicit WorkbookReader(Parts parts) : parts_(std::move(parts)) {}

    Result<std::vector<SheetCells>> read()
    {
        BALIEBLIK_TRY(book, part(parts_, "xl/workbook.xml"));
        BALIEBLIK_TRY(links, part(parts_, "xl/_rels/workbook.xml.rels"));
        BALIEBLIK_CHECK(read_context(book));
        std::vector<SheetCells> sheets;
        const auto* list = book.child("sheets");
        for (const auto& entry : list ? list->children : std::vector<XmlNode>{}) {
            if (entry.kind != XmlKind::element)
                continue;
            const auto* id = entry.attribute(relations, "id");
            if (!id)
                id = entry.attribute(strict_relations, "id");
            const auto target = id ? target_of(links, *id) : std::string();
            if (target.empty() || !parts_.contains(target))
                continue; // a chart sheet, or one that is kept elsewhere
            BALIEBLIK_TRY(cells, read_sheet(target));
            sheets.push_back({std::string(entry.attribute("name")), std::move(cells)});
        }
        return sheets;
    }

private:
    Result<void> read_context(const XmlNode& book)
    {
        if (const auto* properties = book.child("workbookPr")) {
            const auto flag = properties->attribute("date1904");
            context_.from_1904 = flag == "1" || flag == "true";
        }
        if (parts_.contains("xl/sharedStrings.xml")) {
            BALIEBLIK_TRY(strings, part(parts_, "xl/sharedStrings.xml"));
            context_.strings = shared_strings(strings);
        }
        if (parts_.contains("xl/styles.xml")) {
            BALIEBLIK_TRY(styles, part(parts_, "xl/styles.xml"));
            context_.is_date = date_styles(styles);
        }
        return {};
    }

    static std::string target_of(const XmlNode& links, const std::string& id)
    {
        for (const auto& link : links.children) {
            if (link.attribute("Id") != id || link.attribute("TargetMode") == "External")
                continue;
            const auto target = std::string(link.attribute("Target"));
            return target.starts_with("/") ? target.substr(1) : "xl/" + target;
        }
        return {};
    }

    Result<std::vector<std::vector<std::string>>> read_sheet(const std::string& name)
    {
        BALIEBLIK_TRY(sheet, part(parts_, name));
        std::vector<std::vector<std::string>> rows;
        const auto* data = sheet.child("sheetData");
        std::size_t next_row = 0;
        for (const auto& row : data ? data->children : std::vector<XmlNode>{}) {
            if (row.kind != XmlKind::element)
                continue;
            std::size_t at = next_row;
            if (const auto number = row.attribute("r"); !number.empty()) {
                std::from_chars(number.data(), number.data() + number.size(), at);
                at = at > 0 ? at - 1 : 0;
            }
            BALIEBLIK_CHECK(read_row(row, at, rows));
            next_row = at + 1;
        }
        return rows;
    }

    Result<void> read_row(const XmlNode& row, std::size_t at, std::vector<std::vector<std::string>>& rows)
    {
        std::size_t next_column = 0;
        for (const auto& cell : row.children) {
            if (cell.kind != XmlKind::element || cell.name != "c")
                continue;
            std::size_t column = next_column;
            std::size_t ignored = 0;
            if (const auto reference = cell.attribute("r"); !reference.empty())
                if (!place_of(reference, column, ignored))
                    return Error{Errc::malformed, "the cell " + std::string(reference)};
            next_column = column + 1;
            auto text = cell_text(cell, context_);
            if (text.empty())
                continue;
            if (column >= max_columns || at >= max_rows || ++cells_ > max_cells)
                return Error{Errc::too_large, "more than " + std::to_string(max_rows) + " rows, " +
                                                  std::to_string(max_columns) + " columns or " +
                                                  std::to_string(max_cells) + " cells"};
            if (rows.size() <= at)
                rows.resize(at + 1);
            if (rows[at].size() <= column)
                rows[at].resize(column + 1);
            rows[at][column] = std::move(text);
        }
        return {};
    }

    Parts parts_;
    CellContext context_;
    std::size_t cells_ = 0;
};

} // namespace

Result<std::vector<SheetCells>> read_workbook(std::string_view xlsx)
{
    BALIEBLIK_TRY(parts, unpack(xlsx));
    return WorkbookReader(std::move(parts)).read();
}

} // namespace balieblik::forms::xlsx
