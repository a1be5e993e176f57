// SPDX-License-Identifier: EUPL-1.2
// Workbooks as Excel, LibreOffice and others save them.
#include "forms/xlsx/workbook.hpp"
#include "shared/forms_xlsx/zip_of.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::forms::xlsx {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Rows = std::vector<std::vector<std::string>>;

const std::string main_namespace = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

Rows rows_of(const std::string& sheet_data, std::map<std::string, std::string> parts = {})
{
    const auto sheets = read_workbook(workbook_of(sheet_data, std::move(parts)));
    EXPECT_TRUE(sheets) << sheets.error().detail;
    return sheets && !sheets->empty() ? sheets->front().rows : Rows{};
}

TEST(ReadWorkbook, shared_strings_are_looked_up_with_all_their_runs)
{
    const auto strings =
        "<sst " + main_namespace +
        "><si><t>plain</t></si><si><r><rPr><b/></rPr><t>bo</t></r><r><t xml:space=\"preserve\">ld text</t></r>"
        "<rPh sb=\"0\" eb=\"1\"><t>never</t></rPh></si></sst>";

    const auto rows = rows_of("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                              "<c r=\"C1\" t=\"s\"><v>9</v></c></row>",
                              {{"xl/sharedStrings.xml", strings}});

    EXPECT_EQ(rows, (Rows{{"plain", "bold text"}}));
}

TEST(ReadWorkbook, inline_strings_booleans_and_formulas_are_what_people_see)
{
    const auto rows =
        rows_of("<row><c t=\"inlineStr\"><is><t>in place</t></is></c><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"
                "<c t=\"str\"><f>A1&amp;\"x\"</f><v>joined</v></c><c><f>1+1</f><v>2</v></c></row>");

    EXPECT_EQ(rows, (Rows{{"in place", "TRUE", "FALSE", "joined", "2"}}));
}

TEST(ReadWorkbook, numbers_become_their_shortest_text)
{
    const auto rows =
        rows_of("<row><c><v>1</v></c><c><v>0.10000000000000001</v></c><c><v>1500000</v></c><c><v>1E-3</v></c>"
                "<c><v>-2.5</v></c><c><v>3.0</v></c></row>");

    EXPECT_EQ(rows, (Rows{{"1", "0.1", "1500000", "0.001", "-2.5", "3"}}));
}

TEST(ReadWorkbook, dates_are_known_by_their_format_in_both_day_counts)
{
    const auto styles =
        "<styleSheet " + main_namespace +
        "><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-413]d\\ mmmm\\ yyyy;@\"/>"
        "<numFmt numFmtId=\"165\" formatCode=\"0.00&quot; dag&quot;\"/></numFmts><cellXfs>"
        "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
        "<xf numFmtId=\"20\"/></cellXfs></styleSheet>";
    const std::string row =
        "<row><c s=\"0\"><v>46093</v></c><c s=\"1\"><v>46093</v></c><c s=\"2\"><v>46093.4201388889</v></c>"
        "<c s=\"3\"><v>46093</v></c><c s=\"4\"><v>2</v></c><c s=\"5\"><v>0.75</v></c></row>";

    EXPECT_EQ(rows_of(row, {{"xl/styles.xml", styles}}),
              (Rows{{"46093", "2026-03-12", "2026-03-12T10:05:00", "2026-03-12", "2", "18:00:00"}}));

    const auto old =
        "<workbook " + main_namespace +
        " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr date1904=\"1\"/>"
        "<sheets><sheet name=\"survey\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    EXPECT_EQ(rows_of("<row><c s=\"1\"><v>44631</v></c></row>", {{"xl/styles.xml", styles}, {"xl/workbook.xml", old}}),
              (Rows{{"2026-03-12"}}));
}

TEST(ReadWorkbook, gaps_in_rows_and_columns_stay_gaps)
{
    const auto rows = rows_of("<row r=\"1\"><c r=\"B1\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>2</v></c><c "
                              "r=\"AA3\"><v>3</v></c></row>");

    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[0], ElementsAre("", "1"));
    EXPECT_TRUE(rows[1].empty());
    ASSERT_EQ(rows[2].size(), 27U);
    EXPECT_EQ(rows[2][26], "3");
}

TEST(ReadWorkbook, merged_cells_hold_their_text_once_and_hidden_sheets_are_read)
{
    const auto book = "<workbook " + main_namespace +
                      " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                      "<sheet name=\"choices\" sheetId=\"4\" state=\"hidden\" r:id=\"rId9\"/></sheets></workbook>";
    const std::string links =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"rId9\" Type=\"worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/></Relationships>";
    const auto sheet = "<worksheet " + main_namespace +
                       "><sheetData><row r=\"1\"><c r=\"A1\"><v>7</v></c><c r=\"B1\"/></row></sheetData>"
                       "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>";

    const auto sheets = read_workbook(workbook_of(
        "", {{"xl/workbook.xml", book}, {"xl/_rels/workbook.xml.rels", links}, {"xl/worksheets/sheet1.xml", sheet}}));

    ASSERT_TRUE(sheets) << sheets.error().detail;
    EXPECT_EQ(sheets->front().name, "choices");
    EXPECT_EQ(sheets->front().rows, (Rows{{"7"}}));
}

TEST(ReadWorkbook, what_is_no_workbook_or_too_much_is_refused)
{
    EXPECT_EQ(read_workbook("PK no").error().code, Errc::malformed);
    EXPECT_EQ(read_workbook(std::string(max_file_bytes + 1, 'x')).error().code, Errc::too_large);
    EXPECT_EQ(read_workbook(zip_of({{"a.xml", "<a/>"}})).error().code, Errc::malformed);
    EXPECT_EQ(read_workbook(workbook_of("<row><c r=\"!\"><v>1</v></c></row>")).error().code, Errc::malformed);
    EXPECT_EQ(read_workbook(workbook_of("<row r=\"999999\"><c><v>1</v></c></row>")).error().code, Errc::too_large);
    EXPECT_EQ(read_workbook(workbook_of("", {{"xl/worksheets/sheet1.xml", "<!DOCTYPE x><worksheet/>"}})).error().code,
              Errc::malformed);
    // A bomb: small packed, large unpacked.
    EXPECT_EQ(read_workbook(zip_of({{"xl/workbook.xml", std::string(max_part_bytes + 1, ' ')}})).error().code,
              Errc::too_large);
}

TEST(ReadWorkbook, a_workbook_of_another_office_becomes_tables)
{
    const auto text = to_markdown(
        workbook_of("<row><c t=\"str\"><v>type</v></c><c t=\"str\"><v>name</v></c><c t=\"str\"><v>label</v></c></row>"
                    "<row><c t=\"str\"><v>text</v></c><c t=\"str\"><v>a</v></c><c t=\"str\"><v>A | B\nC\n "
                    "&amp;#10;</v></c></row>"));

    ASSERT_TRUE(text);
    EXPECT_EQ(*text, "| survey |\n|        | type | name | label        |\n|        | text | a    | A \\| B&#10;C |\n");
}

} // namespace
} // namespace balieblik::forms::xlsx
