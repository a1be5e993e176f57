// SPDX-License-Identifier: EUPL-1.2
#include "exports/release_export.hpp"

#include <gtest/gtest.h>

namespace balieblik::exports {
namespace {

usecases::ReleaseView a_release()
{
    usecases::ReleaseView view;
    view.project = "Raalte; het onderzoek";
    view.wave = "=HYPERLINK(\"x\")";
    view.municipalities["GM0177"] = "Raalte";
    view.release.method = "t, 95%";
    ReleaseCell shown;
    shown.municipality = "GM0177";
    shown.dimension = "TONE";
    shown.mean = 62.875;
    shown.lower = 50.126;
    shown.upper = 75.5;
    shown.n_at_least = 10;
    ReleaseCell hidden;
    hidden.municipality = "GM0177";
    hidden.dimension = "RULE";
    hidden.hidden_because = {Suppression::too_few_visits, Suppression::small_staff_pool};
    view.release.cells = {shown, hidden};
    return view;
}

TEST(ReleaseCsv, suits_a_dutch_spreadsheet)
{
    const auto csv = release_csv(a_release(), CsvFlavour::spreadsheet_nl);

    EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBFproject;wave;"));
    EXPECT_NE(csv.find(";TONE;62,88;50,13;75,50;;10;;"), std::string::npos) << csv;
    EXPECT_NE(csv.find("\"Raalte; het onderzoek\""), std::string::npos);
    EXPECT_NE(csv.find("\"'=HYPERLINK(\"\"x\"\")\""), std::string::npos);
}

TEST(ReleaseCsv, is_plain_for_programs)
{
    const auto csv = release_csv(a_release(), CsvFlavour::rfc4180);

    EXPECT_TRUE(csv.starts_with("project,wave,"));
    EXPECT_NE(csv.find(",TONE,62.88,50.13,75.50,,10,,"), std::string::npos) << csv;
    EXPECT_NE(csv.find("Raalte; het onderzoek,\"=HYPERLINK(\"\"x\"\")\""), std::string::npos);
    EXPECT_NE(csv.find("\"t, 95%\"\r\n"), std::string::npos);
}

TEST(ReleaseCsv, gives_a_hidden_cell_its_reasons_and_nothing_else)
{
    const auto csv = release_csv(a_release(), CsvFlavour::rfc4180);

    EXPECT_NE(csv.find(",RULE,,,,,,too_few_visits small_staff_pool,"), std::string::npos) << csv;
}

TEST(ReleaseJson, leaves_the_figures_of_a_hidden_cell_out)
{
    const auto value = json::parse(release_json(a_release()));

    const auto& hidden = value->at("release").at("cells").at(1).as_object();
    EXPECT_FALSE(hidden.contains("mean"));
    EXPECT_FALSE(hidden.contains("n_at_least"));
    EXPECT_EQ(hidden.at("hidden_because").as_array().size(), 2u);
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
