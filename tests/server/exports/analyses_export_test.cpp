// SPDX-License-Identifier: EUPL-1.2
// What was worked out with a release, as it leaves the house: in every kind of file, each figure with its number,
// interval, method, definition, release version and the moment of its data.
#include "exports/analysis_words.hpp"
#include "exports/dossier.hpp"
#include "exports/odata.hpp"
#include "exports/workbook.hpp"

#include "forms/xlsx/workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace balieblik::exports {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using usecases::AnalysisFigure;

ReleaseAnalyses everything_worked_out()
{
    ReleaseAnalyses made;
    made.changes.earlier_wave = "Najaar";
    made.changes.earlier_version = 2;
    made.changes.earlier = ReleaseId{boost::uuids::uuid{{1}}};
    made.changes.changes = {{"GM0177", "TONE", 3.1, {0.4, 5.8}, 0.02, 0.04, ChangeVerdict::rose, true},
                            {"GM0177", "NORM", -4, {-12, 4}, 0.31, 0.4, ChangeVerdict::not_distinguishable, false}};
    PlaceDrivers drivers;
    drivers.place = "GM0177";
    drivers.n_at_least = 45;
    drivers.explained = 60;
    drivers.interval = {51, 68};
    drivers.parts = {{"TONE", 36, {28, 44}, 22, 40, 12, 62.9}};
    drivers.employees = EmployeePart{{"TONE", "RULE"}, 58, 35, 53};
    drivers.resamples = 2000;
    PlaceDrivers none;
    none.place = "VR04";
    none.none = NoAnalysis::too_few_visits;
    made.drivers = {drivers, none};
    made.agreement.pairs_at_least = 10;
    made.agreement.questions = {"D2", "D3"};
    made.agreement.alpha = 0.82;
    made.agreement.alpha_interval = {0.7, 0.9};
    made.agreement.icc = 0.77;
    made.agreement.icc_interval = Between{0.6, 0.88};
    made.agreement.verdict = AgreementVerdict::usable;
    made.trainings = {{"2026-02-01",
                       "=gesprek",
                       "TONE",
                       {},
                       3,
                       4,
                       6.2,
                       Between{3.2, 9.1},
                       0.01,
                       true,
                       ChangeVerdict::rose,
                       0.3,
                       {"Najaar", "Voorjaar"}}};
    made.weighted = {{"GM0177", "INDEX", {}, 67.4, {62.4, 72.4}, 71.2, 20}};
    made.inspectors.share = 8;
    made.inspectors.interval = {1, 21};
    made.inspectors.design_effect = 1.4;
    return made;
}

struct Analysed : testing::Test {
    usecases::ReleaseView view;
    ReleaseAnalyses analyses = everything_worked_out();
    std::vector<ReleasePlace> places;

    Analysed()
    {
        view.project = "Raalte";
        view.wave = "Voorjaar";
        view.release.version = 3;
        view.release.top = "GM0177";
        view.release.data_as_of = Timestamp{milliseconds{1'764'000'000'000}};
        view.release.figures = {{"TONE", FigureKind::mean, 30.0, {}, {}}};
    }
    Exported exported() const
    {
        return {
            view, PlaceNames(PlaceNames::Map{{"GM0177", "Raalte"}, {"VR04", "IJsselland"}}),
            [](std::int64_t, std::int64_t) -> Result<std::vector<ReleaseCell>> { return std::vector<ReleaseCell>{}; },
            [this]() -> Result<usecases::AnalysesView> {
                return usecases::AnalysesView{view.release.data_as_of, analyses, {}};
            },
            [this](ReleaseId id) -> Result<usecases::VisitCounts> {
                const std::int64_t n = id == view.release.id ? 45 : 40;
                return usecases::VisitCounts{
                    {{"GM0177", "TONE"}, n}, {{"GM0177", "NORM"}, n}, {{"GM0177", "INDEX"}, n}};
            }};
    }
    std::vector<AnalysisFigure> figures() const { return analysis_figures(exported()).value(); }
    std::string csv(CsvFlavour flavour, bool dutch) const
    {
        const auto pieces = analyses_csv(exported(), figures(), flavour, dutch);
        std::string text;
        for (auto piece = pieces(); !piece.empty(); piece = pieces())
            text += piece;
        return text;
    }
    std::vector<forms::xlsx::SheetCells> book(bool dutch) const
    {
        return forms::xlsx::read_workbook(workbook(exported(), dutch).value()).value();
    }
};

TEST_F(Analysed, each_figure_has_a_definition_and_a_method_in_both_languages)
{
    for (const bool dutch : {true, false}) {
        const Words words(dutch);
        for (const auto& figure : figures()) {
            EXPECT_THAT(definition_of(figure, words), HasSubstr(" ")) << figure.figure;
            EXPECT_THAT(method_of(figure, words), HasSubstr(" ")) << figure.figure;
        }
    }
}

TEST_F(Analysed, each_figure_with_a_value_says_of_how_many_and_each_other_says_why)
{
    for (const auto& figure : figures()) {
        EXPECT_EQ(figure.value.has_value(), !figure.none) << figure.figure;
        if (figure.value) {
            EXPECT_TRUE(figure.n_at_least) << figure.figure;
        }
    }
}

TEST_F(Analysed, every_number_that_was_worked_out_leaves_the_house)
{
    std::multiset<double> values;
    for (const auto& figure : figures())
        if (figure.value)
            values.insert(*figure.value);

    for (const double value :
         {3.1, -4.0, 60.0, 36.0, 22.0, 40.0, 12.0, 58.0, 35.0, 53.0, 0.82, 0.77, 6.2, 0.3, 67.4, 20.0, 71.2, 8.0, 1.4})
        EXPECT_THAT(values, Contains(value));
    EXPECT_EQ(values.size(), 19u);
}

TEST_F(Analysed, is_a_csv_that_has_all_beside_each_figure)
{
    const auto csv = this->csv(CsvFlavour::rfc4180, false);

    EXPECT_THAT(csv, HasSubstr("Raalte,Voorjaar,3,"));
    EXPECT_THAT(csv, HasSubstr("2025-11-24T16:00:00Z,changes,difference,GM0177,Raalte,TONE,3.1,points,0.4,5.8,45,"
                               "visits,40,Najaar (2),0.020,0.040,rose,true,,"));
    EXPECT_THAT(csv, HasSubstr("Welch"));
    EXPECT_THAT(csv, HasSubstr("Newcombe")); // of the share
    EXPECT_THAT(csv, HasSubstr(",drivers,explained,VR04,IJsselland,,,percent,,,,visits,,,,,,,too_few_visits,"));
    EXPECT_THAT(csv, HasSubstr(",agreement,alpha,,,,0.82,coefficient,0.70,0.90,10,double_visits,"));
}

TEST_F(Analysed, is_a_csv_for_a_dutch_spreadsheet_without_formulas)
{
    const auto csv = this->csv(CsvFlavour::spreadsheet_nl, true);

    EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBFproject;wave;"));
    EXPECT_THAT(csv, HasSubstr(";3,1;points;0,4;5,8;45;"));
    EXPECT_THAT(csv, HasSubstr("De score van deze meetronde min die van de meetronde ervoor."));
    EXPECT_THAT(csv, Not(HasSubstr(";=")));
}

TEST_F(Analysed, is_in_the_json_file)
{
    std::string text;
    const auto from = exported();
    ASSERT_TRUE(write_file(from, *json_format(from, figures(), true), [&](std::string_view piece) { text += piece; }));
    const auto file = json::parse(text);
    ASSERT_TRUE(file) << text;

    const auto& all = file->at("analyses").as_array();
    EXPECT_EQ(all.size(), figures().size());
    for (const auto& one : all) {
        EXPECT_EQ(one.at("release_version").as_int64(), 3);
        EXPECT_EQ(one.at("data_as_of").as_string(), "2025-11-24T16:00:00Z");
        EXPECT_FALSE(one.at("definition").as_string().empty());
        EXPECT_FALSE(one.at("method").as_string().empty());
    }
    EXPECT_EQ(all[0].at("value").as_double(), 3.1);
    EXPECT_EQ(all[0].at("n_compared_at_least").as_int64(), 40);
}

TEST_F(Analysed, has_a_sheet_for_each_question_in_the_workbook)
{
    const auto sheets = book(true);
    std::vector<std::string> names;
    for (const auto& sheet : sheets)
        names.push_back(sheet.name);

    EXPECT_THAT(names, testing::ElementsAre("Overzicht", "Cijfers", "Veranderingen", "Wat telt mee", "Betrouwbaarheid",
                                            "Training", "Naar klanten gewogen", "Toelichting"));
    const auto& changes = sheets[2].rows;
    EXPECT_THAT(changes[1][0], HasSubstr("Raalte · Voorjaar"));
    EXPECT_THAT(changes[3], testing::IsSupersetOf({"Uitkomst", "Interval van", "Interval tot", "Aantal", "Oordeel",
                                                   "Wat betekent het", "Hoe is het berekend", "Versie"}));
    EXPECT_THAT(changes[4], testing::IsSupersetOf({"Raalte", "Bejegening", "3.1", "0.4", "5.8", "gestegen",
                                                   "minstens 45 bezoeken", "Najaar (2)", "3"}));
    const auto& training = sheets[5].rows;
    EXPECT_THAT(training[4], testing::IsSupersetOf({"de training hielp", "3 locaties", "4 locaties"}));
    EXPECT_THAT(sheets[3].rows.back(), Contains("niet getoond: te weinig bezoeken"));
}

TEST_F(Analysed, says_in_the_workbook_when_there_is_nothing)
{
    auto release = exported();
    release.analyses = {};
    const auto sheets = forms::xlsx::read_workbook(workbook(release, false).value()).value();

    EXPECT_EQ(sheets[2].rows[4][0], "Nothing was worked out for this release (yet).");
}

TEST_F(Analysed, is_an_entity_set_of_the_feed)
{
    const auto ask = [&](const std::string& path, std::vector<std::pair<std::string, std::string>> options = {}) {
        return odata(exported(), places, {"https://server/odata/", path, std::move(options), "", ""}).value();
    };

    EXPECT_THAT(ask("").body, HasSubstr("\"url\":\"Analyses\""));
    EXPECT_THAT(ask("$metadata").body, HasSubstr("<EntityType Name=\"Analysis\">"));
    EXPECT_EQ(ask("Analyses/$count").body, std::to_string(figures().size()));
    const auto reply = ask("Analyses", {{"$filter", "Analysis eq 'agreement' and Figure eq 'alpha'"}});
    const auto rows = json::parse(reply.body)->at("value").as_array();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].at("Value").as_double(), 0.82);
    EXPECT_EQ(rows[0].at("CountAtLeast").as_int64(), 10);
    EXPECT_EQ(rows[0].at("ReleaseVersion").as_int64(), 3);
    EXPECT_EQ(rows[0].at("DataAsOf").as_string(), "2025-11-24T16:00:00Z");
    EXPECT_EQ(ask("Analyses(9999)").status, 404);
}

// Who reads the file of the works council has no role for figures.
TEST_F(Analysed, is_explained_to_the_works_council_without_a_figure)
{
    usecases::ReleaseSummary summary;
    summary.version = 3;
    summary.data_as_of = view.release.data_as_of;
    usecases::AnalysesSummary about;
    about.made_at = view.release.data_as_of;
    for (const auto analysis : usecases::all_analyses)
        about.counts.push_back({analysis, 2, 1, {NoAnalysis::too_few_visits}});

    const auto html = dossier({}, summary, about, {}, true);

    for (const auto* wanted : {"Veranderingen tussen meetronden", "Krippendorffs alfa", "Wat het beschermt",
                               "24 november 2025, 16:00 UTC", "1 (te weinig bezoeken)", "Hoe ver twee inspecteurs"})
        EXPECT_THAT(html, HasSubstr(wanted));
    EXPECT_THAT(html, Not(HasSubstr("definition.")));
    EXPECT_THAT(dossier({}, summary, about, {}, false), HasSubstr("What else was worked out"));
    EXPECT_THAT(dossier({}, summary, {}, {}, false), HasSubstr("Nothing was worked out for this release (yet)."));
}

} // namespace
} // namespace balieblik::exports
