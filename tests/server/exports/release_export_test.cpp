// SPDX-License-Identifier: EUPL-1.2
#include "exports/dossier.hpp"
#include "exports/odata.hpp"
#include "exports/release_export.hpp"
#include "exports/workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace balieblik::exports {
namespace {

using testing::HasSubstr;
using testing::Not;

struct ARelease {
    usecases::ReleaseView view;
    std::vector<ReleasePlace> places;
    std::vector<ReleaseCell> cells;

    ARelease()
    {
        view.project = "Raalte; het onderzoek";
        view.wave = "=HYPERLINK(\"x\")";
        view.release.method = "t, 95%";
        view.release.figures = {{"TONE", FigureKind::mean, 30.0, {}, {}}, {"INDEX", FigureKind::mean, {}, {}, {}}};
        places = {{"VR04", "IJsselland", PlaceLevel::region, ""},
                  {"GM0177", "Raalte", PlaceLevel::municipality, "VR04"}};
        ReleaseCell shown;
        shown.place = "GM0177";
        shown.within = "VR04";
        shown.level = PlaceLevel::municipality;
        shown.dimension = "TONE";
        shown.mean = 62.9;
        shown.lower = 50.1;
        shown.upper = 75.5;
        shown.n_at_least = 10;
        ReleaseCell hidden = shown;
        hidden.dimension = "RULE";
        hidden.mean = hidden.lower = hidden.upper = std::nullopt;
        hidden.n_at_least.reset();
        hidden.hidden_because = {Suppression::too_few_visits, Suppression::small_staff_pool};
        cells = {shown, hidden};
    }

    Exported exported() const
    {
        return {view,
                {{"GM0177", "Raalte"}, {"VR04", "IJsselland"}},
                [this](std::int64_t first, std::int64_t limit) -> Result<std::vector<ReleaseCell>> {
                    const auto from = std::min<std::int64_t>(first, std::ssize(cells));
                    const auto to = std::min<std::int64_t>(first + limit, std::ssize(cells));
                    return std::vector<ReleaseCell>(cells.begin() + from, cells.begin() + to);
                }};
    }
    std::string csv(CsvFlavour flavour) const
    {
        std::string made;
        EXPECT_TRUE(write_csv(exported(), flavour, [&](std::string_view piece) { made += piece; }));
        return made;
    }
    Result<ODataReply> odata(const std::string& path,
                             std::vector<std::pair<std::string, std::string>> options = {}) const
    {
        return exports::odata(exported(), places, {"https://server/odata/", path, std::move(options)});
    }
    boost::json::object figures(std::vector<std::pair<std::string, std::string>> options) const
    {
        const auto reply = odata("Figures", std::move(options));
        EXPECT_TRUE(reply) << reply.error().detail;
        return json::parse(reply->body)->as_object();
    }
    // Many cells, numbered in their mean.
    void grow(int count)
    {
        cells.assign(static_cast<std::size_t>(count), cells.front());
        for (int i = 0; i < count; ++i)
            cells[static_cast<std::size_t>(i)].mean = i % 100;
    }
};

TEST(ReleaseCsv, suits_a_dutch_spreadsheet)
{
    const auto csv = ARelease().csv(CsvFlavour::spreadsheet_nl);

    EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBFproject;wave;"));
    EXPECT_THAT(csv, HasSubstr(";TONE;62,9;50,1;75,5;;10;;"));
    EXPECT_THAT(csv, HasSubstr("\"Raalte; het onderzoek\""));
    EXPECT_THAT(csv, HasSubstr("\"'=HYPERLINK(\"\"x\"\")\""));
}

TEST(ReleaseCsv, is_plain_for_programs)
{
    const auto csv = ARelease().csv(CsvFlavour::rfc4180);

    EXPECT_TRUE(csv.starts_with("project,wave,"));
    EXPECT_THAT(csv, HasSubstr(",TONE,62.9,50.1,75.5,,10,,"));
    EXPECT_THAT(csv, HasSubstr("Raalte; het onderzoek,\"=HYPERLINK(\"\"x\"\")\""));
    EXPECT_THAT(csv, HasSubstr("\"t, 95%\"\r\n"));
}

TEST(ReleaseCsv, gives_a_hidden_cell_its_reasons_and_nothing_else)
{
    EXPECT_THAT(ARelease().csv(CsvFlavour::rfc4180), HasSubstr(",RULE,,,,,,,too_few_visits small_staff_pool,"));
}

TEST(ReleaseCsv, of_many_rows_comes_in_pieces)
{
    ARelease release;
    release.grow(5000);
    std::size_t pieces = 0;
    std::size_t longest = 0;

    ASSERT_TRUE(write_csv(release.exported(), CsvFlavour::rfc4180, [&](std::string_view piece) {
        ++pieces;
        longest = std::max(longest, piece.size());
    }));

    EXPECT_GT(pieces, 5U);
    EXPECT_LT(longest, 128U * 1024);
}

TEST(ReleaseJson, leaves_the_figures_of_a_hidden_cell_out)
{
    std::string text;
    ASSERT_TRUE(write_json(ARelease().exported(), [&](std::string_view piece) { text += piece; }));
    const auto value = json::parse(text);
    ASSERT_TRUE(value) << text;

    const auto& hidden = value->at("cells").at(1).as_object();
    EXPECT_FALSE(hidden.contains("mean"));
    EXPECT_FALSE(hidden.contains("n_at_least"));
    EXPECT_EQ(hidden.at("hidden_because").as_array().size(), 2u);
    EXPECT_EQ(value->at("names").at("GM0177").as_string(), "Raalte");
}

TEST(ReleaseWorkbook, is_a_zip_that_holds_both_sheets)
{
    const auto bytes = workbook(ARelease().exported(), true);

    ASSERT_TRUE(bytes) << bytes.error().detail;
    EXPECT_TRUE(bytes->starts_with("PK"));
    EXPECT_THAT(*bytes, HasSubstr("xl/worksheets/sheet1.xml"));
    EXPECT_THAT(*bytes, HasSubstr("xl/worksheets/sheet2.xml"));
}

// --- OData -------------------------------------------------------------------------------------------------------

TEST(OData, describes_itself)
{
    const ARelease release;

    EXPECT_THAT(release.odata("")->body, HasSubstr("\"url\":\"Figures\""));
    EXPECT_THAT(release.odata("$metadata")->body, HasSubstr("<EntitySet Name=\"Figures\""));
    EXPECT_EQ(release.odata("$metadata")->content_type, "application/xml");
    EXPECT_EQ(release.odata("Visits").error().code, Errc::not_found);
}

TEST(OData, selects_and_filters_rows)
{
    const auto reply =
        ARelease().figures({{"$select", "Dimension,Mean"}, {"$filter", "Mean gt 60 and Level eq 'municipality'"}});

    const auto& rows = reply.at("value").as_array();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].as_object().size(), 2u);
    EXPECT_EQ(rows[0].at("Mean").as_double(), 62.9);
    EXPECT_EQ(reply.at("@odata.context").as_string(), "https://server/odata/$metadata#Figures(Dimension,Mean)");
}

TEST(OData, compares_null_as_the_standard_says)
{
    const ARelease release;

    EXPECT_EQ(release.figures({{"$filter", "Mean eq null"}}).at("value").as_array().size(), 1u);
    EXPECT_EQ(release.figures({{"$filter", "Mean lt 100"}}).at("value").as_array().size(), 1u);
    EXPECT_EQ(release.figures({{"$filter", "not (contains(PlaceName,'aal') or startswith(Place,'X'))"}})
                  .at("value")
                  .as_array()
                  .size(),
              0u);
}

TEST(OData, counts_before_it_pages)
{
    const auto reply = ARelease().figures({{"$count", "true"}, {"$top", "1"}, {"$skip", "1"}});

    EXPECT_EQ(reply.at("@odata.count").as_int64(), 2);
    EXPECT_EQ(reply.at("value").as_array().size(), 1u);
    EXPECT_EQ(reply.at("value").at(0).at("No").as_int64(), 1);
    EXPECT_FALSE(reply.contains("@odata.nextLink"));
    EXPECT_EQ(ARelease().odata("Figures/$count")->body, "2");
}

TEST(OData, links_to_the_next_page)
{
    ARelease release;
    release.grow(2500);

    const auto reply = release.figures({{"$filter", "Mean ge 0"}});

    EXPECT_EQ(reply.at("value").as_array().size(), 1000u);
    EXPECT_EQ(reply.at("@odata.nextLink").as_string(), "https://server/odata/Figures?$skip=1000&$filter=Mean%20ge%200");
}

TEST(OData, says_what_it_does_not_understand)
{
    const ARelease release;

    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{{"$orderby", "Mean"},
                                                                                      {"$select", "Inspector"},
                                                                                      {"$filter", "Inspector eq 'x'"},
                                                                                      {"$filter", "Mean gt"},
                                                                                      {"$filter", "((Mean gt 1)"},
                                                                                      {"$top", "-1"},
                                                                                      {"$expand", "Visits"}}) {
        const auto reply = release.odata("Figures", {{name, value}});
        ASSERT_FALSE(reply) << value;
        EXPECT_EQ(reply.error().code, Errc::malformed);
        EXPECT_THAT(reply.error().detail, HasSubstr(name));
    }
}

// --- the file for the works council ----------------------------------------------------------------------------------

TEST(Dossier, tells_what_is_stored_who_sees_it_and_what_the_release_hid)
{
    Project project;
    project.name = "Raalte <2026>";
    project.works_council_consent = "2026-01-12";
    project.retention_days = 365;
    usecases::ReleaseSummary summary;
    summary.wave = "Voorjaar";
    summary.cells_hidden = 18;
    summary.reasons = {{Suppression::too_few_visits, 9}};

    const auto html = dossier(project, summary, true);

    EXPECT_THAT(html, HasSubstr("Raalte &lt;2026&gt;"));
    EXPECT_THAT(html, HasSubstr("2026-01-12"));
    EXPECT_THAT(html, HasSubstr("te weinig bezoeken: 9"));
    EXPECT_THAT(html, HasSubstr("niet ingevuld")); // the DPIA
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(dossier(project, summary, false), HasSubstr("What is never stored"));
}

TEST(CsvCell, disarms_everything_that_starts_a_formula)
{
    for (const std::string text : {"=1", "+1", "-1", "@A1", "\t=1", "  =1", "\r1"}) {
        const auto cell = csv_cell(text, CsvFlavour::spreadsheet_nl);
        EXPECT_TRUE(cell.starts_with("'") || cell.starts_with("\"'")) << text;
    }
    EXPECT_EQ(csv_cell("Raalte", CsvFlavour::spreadsheet_nl), "Raalte");
    EXPECT_EQ(csv_cell("'s-Gravenhage", CsvFlavour::spreadsheet_nl), "'s-Gravenhage");
}

TEST(CsvFlavours, are_known_by_name)
{
    EXPECT_EQ(csv_flavour("nl"), CsvFlavour::spreadsheet_nl);
    EXPECT_EQ(csv_flavour("rfc4180"), CsvFlavour::rfc4180);
    EXPECT_FALSE(csv_flavour("xlsx"));
}

} // namespace
} // namespace balieblik::exports
