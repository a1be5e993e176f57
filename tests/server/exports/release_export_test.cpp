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

using testing::Contains;
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
        view.release.cells_shown = view.release.cells_hidden = 1;
        view.release.published_at = Timestamp{milliseconds{1'764'000'000'000}};
    }

    Exported exported() const
    {
        return {view, PlaceNames(PlaceNames::Map{{"GM0177", "Raalte"}, {"VR04", "IJsselland"}}),
                [this](std::int64_t first, std::int64_t limit) -> Result<std::vector<ReleaseCell>> {
                    const auto from = std::min<std::int64_t>(first, std::ssize(cells));
                    const auto to = std::min<std::int64_t>(first + limit, std::ssize(cells));
                    return std::vector<ReleaseCell>(cells.begin() + from, cells.begin() + to);
                }};
    }
    std::string csv(CsvFlavour flavour) const
    {
        std::string made;
        const auto release = exported();
        EXPECT_TRUE(write_file(release, *csv_format(release, flavour), [&](std::string_view piece) { made += piece; }));
        return made;
    }
    ODataReply odata(const std::string& path, std::vector<std::pair<std::string, std::string>> options = {}) const
    {
        auto reply = exports::odata(exported(), places, {"https://server/odata/", path, std::move(options), "", ""});
        EXPECT_TRUE(reply);
        return std::move(*reply);
    }
    boost::json::object figures(std::vector<std::pair<std::string, std::string>> options) const
    {
        const auto reply = odata("Figures", std::move(options));
        EXPECT_EQ(reply.status, 200) << reply.body;
        return json::parse(reply.body)->as_object();
    }
    // Many cells, numbered in their mean.
    void grow(int count)
    {
        cells.assign(static_cast<std::size_t>(count), cells.front());
        for (int i = 0; i < count; ++i)
            cells[static_cast<std::size_t>(i)].mean = i % 100;
        view.release.cells_shown = count;
        view.release.cells_hidden = 0;
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
    EXPECT_THAT(csv, HasSubstr("Raalte; het onderzoek,\"'=HYPERLINK(\"\"x\"\")\""));
    EXPECT_THAT(csv, HasSubstr("\"t, 95%\",points,"));
}

TEST(ReleaseCsv, says_beside_each_figure_what_it_means)
{
    ARelease release;
    release.view.release.figures.push_back({"NORM", FigureKind::share, {}, 80.0, 600});
    release.cells[1].dimension = "NORM";
    const auto from = release.exported();
    std::string nl;
    ASSERT_TRUE(
        write_file(from, *csv_format(from, CsvFlavour::rfc4180, true), [&](std::string_view piece) { nl += piece; }));

    EXPECT_THAT(nl, HasSubstr(",points,\"Hoe vriendelijk, aandachtig en begrijpelijk was het gesprek?\"\r\n"));
    EXPECT_THAT(nl, HasSubstr(",percent,Hoeveel procent van de bezoeken"));
    EXPECT_THAT(release.csv(CsvFlavour::rfc4180),
                HasSubstr(",points,\"How friendly, attentive and plain was the conversation?\"\r\n"));
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

    const auto from = release.exported();
    ASSERT_TRUE(write_file(from, *csv_format(from, CsvFlavour::rfc4180), [&](std::string_view piece) {
        ++pieces;
        longest = std::max(longest, piece.size());
    }));

    EXPECT_GT(pieces, 5U);
    EXPECT_LT(longest, 256U * 1024);
}

TEST(ReleaseJson, leaves_the_figures_of_a_hidden_cell_out)
{
    std::string text;
    const ARelease release;
    const auto from = release.exported();
    ASSERT_TRUE(write_file(from, *json_format(from), [&](std::string_view piece) { text += piece; }));
    const auto value = json::parse(text);
    ASSERT_TRUE(value) << text;

    const auto& hidden = value->at("cells").at(1).as_object();
    EXPECT_FALSE(hidden.contains("mean"));
    EXPECT_FALSE(hidden.contains("n_at_least"));
    EXPECT_EQ(hidden.at("hidden_because").as_array().size(), 2u);
    EXPECT_EQ(value->at("names").at("GM0177").as_string(), "Raalte");
    EXPECT_EQ(value->at("definitions").at("TONE").at("name").as_string(), "Tone");
    EXPECT_EQ(value->at("definitions").at("TONE").at("unit").as_string(), "points");
    EXPECT_THAT(std::string(value->at("definitions").at("INDEX").at("definition").as_string()), HasSubstr("mean"));
}

TEST(ReleaseWorkbook, is_a_zip_that_holds_its_sheets)
{
    const auto bytes = workbook(ARelease().exported(), true);

    ASSERT_TRUE(bytes) << bytes.error().detail;
    EXPECT_TRUE(bytes->starts_with("PK"));
    for (const auto* sheet : {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"})
        EXPECT_THAT(*bytes, HasSubstr(sheet));
}

TEST(ReleaseWorkbook, is_the_same_file_whenever_somebody_asks)
{
    EXPECT_EQ(*workbook(ARelease().exported(), true), *workbook(ARelease().exported(), true));
}

// --- OData -------------------------------------------------------------------------------------------------------

using Options = std::vector<std::pair<std::string, std::string>>;

std::size_t rows(const ARelease& release, const std::string& filter)
{
    return release.figures({{"$filter", filter}}).at("value").as_array().size();
}

std::vector<std::int64_t> numbers(const boost::json::object& reply)
{
    std::vector<std::int64_t> made;
    for (const auto& row : reply.at("value").as_array())
        made.push_back(row.at("No").as_int64());
    return made;
}

TEST(OData, describes_itself)
{
    const ARelease release;

    EXPECT_THAT(release.odata("").body, HasSubstr("\"url\":\"Figures\""));
    EXPECT_THAT(release.odata("$metadata").body, HasSubstr("<EntitySet Name=\"Figures\""));
    EXPECT_EQ(release.odata("$metadata").content_type, "application/xml");
}

TEST(OData, says_beside_each_figure_what_it_means)
{
    const auto row = ARelease().figures({}).at("value").at(0).as_object();

    EXPECT_EQ(row.at("Unit").as_string(), "points");
    EXPECT_EQ(row.at("Definition").as_string(), "How friendly, attentive and plain was the conversation?");
}

TEST(OData, names_its_version_in_every_reply)
{
    for (const auto* path : {"", "$metadata", "Figures", "Visits"}) {
        const auto reply = ARelease().odata(path);
        EXPECT_THAT(reply.headers, Contains(std::pair<std::string, std::string>("OData-Version", "4.0"))) << path;
    }
}

TEST(OData, selects_and_filters_rows)
{
    const auto reply =
        ARelease().figures({{"$select", "Dimension,Mean"}, {"$filter", "Mean gt 60 and Level eq 'municipality'"}});

    const auto& found = reply.at("value").as_array();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].as_object().size(), 2u);
    EXPECT_EQ(found[0].at("Mean").as_double(), 62.9);
    EXPECT_EQ(reply.at("@odata.context").as_string(), "https://server/odata/$metadata#Figures(Dimension,Mean)");
}

TEST(OData, compares_in_all_ways_of_the_standard)
{
    const ARelease release; // one row of TONE with 62.9, one of RULE without a figure

    for (const auto& [filter, expected] : std::vector<std::pair<std::string, std::size_t>>{
             {"Mean eq 62.9", 1},
             {"Mean ne 62.9", 1}, // null is not 62.9
             {"Mean gt 62.9", 0},
             {"Mean ge 62.9", 1},
             {"Mean lt 62.9", 0},
             {"Mean le 62.9", 1},
             {"Mean le 6.29e1", 1},
             {"62.9 eq Mean", 1},
             {"Mean gt -1", 1},
             {"Dimension in ('TONE','WAIT')", 1},
             {"Mean in (62.9, null)", 2},
             {"not (Dimension eq 'TONE')", 1},
             {"Dimension eq 'TONE' or Dimension eq 'RULE' and Mean gt 99", 1},
             {"(Dimension eq 'TONE' or Dimension eq 'RULE') and Mean gt 99", 0},
             {"Dimension eq 'TONE' eq true", 1},
             {"contains(PlaceName,'aal') eq false", 0},
             {"true", 2},
             {"Dimension gt 'RULE'", 1}})
        EXPECT_EQ(rows(release, filter), expected) << filter;
}

TEST(OData, calls_functions_of_texts_and_numbers)
{
    const ARelease release;

    for (const auto& [filter, expected] :
         std::vector<std::pair<std::string, std::size_t>>{{"contains(PlaceName,'aal')", 2},
                                                          {"startswith(Dimension,'TO')", 1},
                                                          {"endswith(Dimension,'NE')", 1},
                                                          {"length(Dimension) eq 4", 2},
                                                          {"indexof(Dimension,'O') eq 1", 1},
                                                          {"substring(Dimension,1) eq 'ONE'", 1},
                                                          {"substring(Dimension,1,2) eq 'ON'", 1},
                                                          {"tolower(Dimension) eq 'tone'", 1},
                                                          {"toupper(PlaceName) eq 'RAALTE'", 2},
                                                          {"trim(' TONE ') eq Dimension", 1},
                                                          {"concat(Dimension,'!') eq 'TONE!'", 1},
                                                          {"round(Mean) eq 63", 1},
                                                          {"floor(Mean) eq 62", 1},
                                                          {"ceiling(Mean) eq 63", 1},
                                                          {"toupper('súdwest') eq 'SÚDWEST'", 2},
                                                          {"length('Fryslân') eq 7", 2},
                                                          {"contains(PlaceName,'''s-')", 0}})
        EXPECT_EQ(rows(release, filter), expected) << filter;
}

// Nothing is greater or less than null; what is not known is not true, and neither is its contrary.
TEST(OData, compares_null_as_the_standard_says)
{
    const ARelease release;

    EXPECT_EQ(rows(release, "Mean eq null"), 1u);
    EXPECT_EQ(rows(release, "Mean ne null"), 1u);
    EXPECT_EQ(rows(release, "Mean lt 100"), 1u);
    EXPECT_EQ(rows(release, "null eq null"), 2u);
    EXPECT_EQ(rows(release, "contains(Bound,'x')"), 0u);
    EXPECT_EQ(rows(release, "not contains(Bound,'x')"), 0u);
    EXPECT_EQ(rows(release, "contains(Bound,'x') or Dimension eq 'TONE'"), 1u);
    EXPECT_EQ(rows(release, "not (contains(PlaceName,'aal') or startswith(Place,'X'))"), 0u);
}

TEST(OData, sorts_with_null_first_and_last_when_it_descends)
{
    ARelease release;
    release.grow(4); // 0, 1, 2, 3
    release.cells[2].mean.reset();
    release.cells[3].dimension = "ACC";

    EXPECT_EQ(numbers(release.figures({{"$orderby", "Mean"}})), (std::vector<std::int64_t>{2, 0, 1, 3}));
    EXPECT_EQ(numbers(release.figures({{"$orderby", "Mean desc"}})), (std::vector<std::int64_t>{3, 1, 0, 2}));
    EXPECT_EQ(numbers(release.figures({{"$orderby", "Dimension asc,Mean desc"}})),
              (std::vector<std::int64_t>{3, 1, 0, 2}));
    EXPECT_EQ(numbers(release.figures({{"$orderby", "Mean desc"}, {"$skip", "1"}, {"$top", "2"}})),
              (std::vector<std::int64_t>{1, 0}));
    EXPECT_EQ(numbers(release.figures({{"$orderby", "length(Dimension),Mean"}, {"$filter", "Mean ne null"}})),
              (std::vector<std::int64_t>{3, 0, 1}));
}

TEST(OData, counts_before_it_pages)
{
    const auto reply = ARelease().figures({{"$count", "true"}, {"$top", "1"}, {"$skip", "1"}});

    EXPECT_EQ(reply.at("@odata.count").as_int64(), 2);
    EXPECT_EQ(numbers(reply), (std::vector<std::int64_t>{1}));
    EXPECT_FALSE(reply.contains("@odata.nextLink"));
    EXPECT_EQ(ARelease().odata("Figures/$count").body, "2");
    EXPECT_EQ(ARelease().odata("Figures/$count", {{"$filter", "Mean gt 0"}}).body, "1");
    EXPECT_TRUE(ARelease().figures({{"$top", "0"}, {"$count", "true"}}).at("value").as_array().empty());
}

TEST(OData, links_to_the_next_page)
{
    ARelease release;
    release.grow(2500);

    const auto reply = release.figures({{"$filter", "Mean ge 0"}, {"$skip", "100"}});

    EXPECT_EQ(reply.at("value").as_array().size(), 1000u);
    EXPECT_EQ(reply.at("@odata.nextLink").as_string(),
              "https://server/odata/Figures?$skiptoken=1100&$filter=Mean%20ge%200");
    const auto last = release.figures({{"$skiptoken", "2100"}, {"$filter", "Mean ge 0"}});
    EXPECT_EQ(last.at("value").as_array().size(), 400u);
    EXPECT_FALSE(last.contains("@odata.nextLink"));
}

TEST(OData, pages_as_the_client_prefers_and_never_beyond_top)
{
    ARelease release;
    release.grow(10);
    const ODataRequest request{"https://server/odata/", "Figures", {{"$top", "5"}}, "", "", 3};

    const auto reply = exports::odata(release.exported(), release.places, request);

    ASSERT_TRUE(reply);
    const auto body = json::parse(reply->body)->as_object();
    EXPECT_EQ(numbers(body), (std::vector<std::int64_t>{0, 1, 2}));
    EXPECT_EQ(body.at("@odata.nextLink").as_string(), "https://server/odata/Figures?$skiptoken=3&$top=2");
    EXPECT_THAT(reply->headers,
                Contains(std::pair<std::string, std::string>("Preference-Applied", "odata.maxpagesize=3")));
    EXPECT_EQ(preferred_page("return=minimal, odata.maxpagesize=20"), 20);
    EXPECT_FALSE(preferred_page("odata.maxpagesize=none"));
}

TEST(OData, gives_one_entity_by_its_key_and_one_property_of_it)
{
    const ARelease release;

    EXPECT_EQ(json::parse(release.odata("Figures(0)").body)->at("@odata.context").as_string(),
              "https://server/odata/$metadata#Figures/$entity");
    EXPECT_EQ(json::parse(release.odata("Places(Code='GM0177')").body)->at("Name").as_string(), "Raalte");
    EXPECT_EQ(json::parse(release.odata("Figures(0)/Mean").body)->at("value").as_double(), 62.9);
    EXPECT_EQ(json::parse(release.odata("Figures(0)/Mean").body)->at("@odata.context").as_string(),
              "https://server/odata/$metadata#Figures(0)/Mean");
    EXPECT_EQ(release.odata("Places('GM0177')/Name/$value").body, "Raalte");
    EXPECT_EQ(release.odata("Figures(1)/Mean").status, 204); // null
    for (const auto* path : {"Figures(2)", "Places('GM9999')", "Figures(0)/Inspector", "Visits(1)"})
        EXPECT_EQ(release.odata(path).status, 404) << path;
    for (const auto* path :
         {"Figures(x)", "Figures()", "Places(GM0177)", "Places('a' or 'b')", "Figures(0", "Places(''')"})
        EXPECT_EQ(release.odata(path).status, 400) << path;
}

TEST(OData, says_as_much_about_itself_as_it_is_asked_to)
{
    const ARelease release;
    const auto with = [&](const std::string& format) {
        return json::parse(release.odata("Figures", {{"$format", format}, {"$top", "1"}}).body)->as_object();
    };

    EXPECT_FALSE(with("application/json;odata.metadata=none").contains("@odata.context"));
    EXPECT_TRUE(with("json").contains("@odata.context"));
    const auto full = with("application/json;odata.metadata=full").at("value").at(0).as_object();
    EXPECT_EQ(full.at("@odata.type").as_string(), "#Balieblik.Figure");
    EXPECT_EQ(full.at("@odata.id").as_string(), "https://server/odata/Figures(0)");
    EXPECT_EQ(full.at("No@odata.type").as_string(), "#Int32");
}

TEST(OData, refuses_in_the_form_of_the_standard)
{
    struct Case {
        std::string path;
        Options options;
        int status;
    };
    for (const auto& [path, options, status] :
         std::vector<Case>{{"Visits", {}, 404},
                           {"Figures/", {}, 404},
                           {"Figures", {{"$orderby", "Inspector"}}, 400},
                           {"Figures", {{"$orderby", "Mean up"}}, 400},
                           {"Figures", {{"$select", "Inspector"}}, 400},
                           {"Figures", {{"$filter", "Inspector eq 'x'"}}, 400},
                           {"Figures", {{"$filter", "Mean gt"}}, 400},
                           {"Figures", {{"$filter", "Mean"}}, 400},
                           {"Figures", {{"$filter", "Mean eq 'x'"}}, 400},
                           {"Figures", {{"$filter", "not Mean eq 1"}}, 400},
                           {"Figures", {{"$filter", "((Mean gt 1)"}}, 400},
                           {"Figures", {{"$filter", "length(Mean) eq 1"}}, 400},
                           {"Figures", {{"$filter", "sneaky('x')"}}, 400},
                           {"Figures", {{"$filter", "Place eq 'x"}}, 400},
                           {"Figures", {{"$filter", ""}}, 400},
                           {"Figures", {{"$filter", std::string(9999, '(')}}, 400},
                           {"Figures", {{"$filter", "Mean add 1 eq 2"}}, 501},
                           {"Figures", {{"$filter", "year(Wave) eq 2"}}, 501},
                           {"Figures", {{"$top", "-1"}}, 400},
                           {"Figures", {{"$skip", "1e3"}}, 400},
                           {"Figures", {{"$count", "yes"}}, 400},
                           {"Figures", {{"$top", "1"}, {"$top", "2"}}, 400},
                           {"Figures", {{"$inlinecount", "allpages"}}, 400},
                           {"Figures", {{"$expand", "Visits"}}, 501},
                           {"Figures", {{"$apply", "aggregate(Mean)"}}, 501},
                           {"Figures", {{"$format", "xml"}}, 501}}) {
        const auto reply = ARelease().odata(path, options);
        EXPECT_EQ(reply.status, status) << path << " " << (options.empty() ? "" : options[0].second.substr(0, 50));
        const auto body = json::parse(reply.body);
        ASSERT_TRUE(body) << reply.body;
        EXPECT_TRUE(body->at("error").at("code").is_string());
        EXPECT_TRUE(body->at("error").at("message").is_string());
    }
}

TEST(OData, lets_options_pass_that_are_not_of_the_standard)
{
    EXPECT_EQ(ARelease().odata("Figures", {{"api-version", "1"}}).status, 200);
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

    usecases::VersionProof first;
    first.version = 1;
    first.cells_hidden = 18;
    first.reasons = summary.reasons;
    first.audit = disclosure::Audit{4, 0, 9, 18, 0, 7.31};
    auto second = first;
    second.version = 2;
    second.compared = true;
    second.changes_compared = 3;
    second.changes_unfit = 1;
    auto third = first;
    third.version = 3;
    const std::vector proofs{first, second, third};

    summary.published_at = parse_timestamp("2026-03-12T11:00:00Z").value();

    const auto html = dossier(project, summary, {}, proofs, true);

    EXPECT_THAT(html, HasSubstr("30 dagen na publicatie (11 april 2026)")) << "photos and times";
    EXPECT_THAT(html, HasSubstr("365 dagen na publicatie (12 maart 2027)")) << "records";
    EXPECT_THAT(html, HasSubstr("kenmerk van bezoek, inspecteur en locatie")) << "what a release keeps of a visit";
    EXPECT_THAT(html, HasSubstr("Raalte &lt;2026&gt;"));
    EXPECT_THAT(html, HasSubstr("2026-01-12"));
    EXPECT_THAT(html, HasSubstr("te weinig bezoeken: 9"));
    EXPECT_THAT(html, HasSubstr("niet ingevuld")); // the DPIA
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, HasSubstr("in orde: niets gevonden"));
    EXPECT_THAT(html, HasSubstr("nog minstens 5 punten")) << "what was asked for: more would tell where it lies";
    EXPECT_THAT(html, Not(HasSubstr("minstens 7")));
    EXPECT_THAT(html, HasSubstr("Niet vergeleken met de versies ervoor")) << "the third version";
    EXPECT_THAT(html, HasSubstr("geen oordeel: op zichzelf in orde")) << "the third version";
    EXPECT_THAT(html, HasSubstr("NIET IN ORDE")) << "the second version";
    EXPECT_THAT(html, HasSubstr("3, waarvan niet in orde: 1"));
    EXPECT_THAT(dossier(project, summary, {}, proofs, false), HasSubstr("What is never stored"));
}

TEST(Dossier, says_what_waits_and_what_would_let_it_appear)
{
    usecases::ReleaseSummary summary;
    summary.release_id.emplace();
    summary.changed_visits = 3;
    summary.waiting = {{"GM0193", "Zwolle", usecases::Waiting::would_tell},
                       {"GM0150", "Deventer", usecases::Waiting::not_shown},
                       {"GM0166", "Kampen", usecases::Waiting::few_people},
                       {"GM0177", "Raalte", usecases::Waiting::would_show_less}};
    const std::vector proofs{usecases::VersionProof{}};

    const auto html = dossier({}, summary, {}, proofs, true);

    EXPECT_THAT(html, HasSubstr("Zwolle: hier zijn te weinig bezoeken veranderd"));
    EXPECT_THAT(html, HasSubstr("Deventer: niet elk cijfer van deze plaats wordt precies getoond"));
    EXPECT_THAT(html, HasSubstr("Kampen: hier werken weinig mensen"));
    EXPECT_THAT(html, HasSubstr("Raalte: hier zou een cijfer verborgen moeten worden"));
    EXPECT_THAT(dossier({}, summary, {}, proofs, false), HasSubstr("the next wave starts afresh"));
    summary.waiting.clear();
    EXPECT_THAT(dossier({}, summary, {}, proofs, true), HasSubstr("kunnen als nieuwe versie verschijnen"));
}

TEST(CsvCell, disarms_everything_that_starts_a_formula)
{
    for (const std::string text : {"=1", "+1", "-1", "@A1", "\t=1", "  =1", "\r1"}) {
        for (const auto flavour : {CsvFlavour::spreadsheet_nl, CsvFlavour::rfc4180}) {
            const auto cell = csv_cell(text, flavour);
            EXPECT_TRUE(cell.starts_with("'") || cell.starts_with("\"'")) << text;
        }
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
