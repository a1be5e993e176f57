// SPDX-License-Identifier: EUPL-1.2
#include "server/usecases/office.hpp"
#include "support/source_dir.hpp"
#include "usecases/csv_table.hpp"
#include "usecases/municipalities.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace balieblik::usecases {
namespace {

class Importing : public Office {
protected:
    Importing()
    {
        const auto at = files["project.csv"].find("raalte-balie");
        files["project.csv"].replace(at, 12, "tweede");
    }
    Result<Imported> run()
    {
        return try_write([&](store::Tx& tx) { return import_project(tx, env, server_actor(), files, errors); });
    }
    std::size_t projects()
    {
        return read([](store::Tx& tx) { return tx.field().projects(); }).size();
    }

    ImportFiles files = example_raalte();
    std::vector<RowError> errors;
};

TEST_F(Importing, the_example_comes_in_whole)
{
    const auto imported = run();

    ASSERT_TRUE(imported) << (errors.empty() ? imported.error().detail : errors[0].file + errors[0].en);
    EXPECT_EQ(imported->waves, 1);
    EXPECT_EQ(imported->locations, 3);
    EXPECT_EQ(imported->assignments, 3);
    EXPECT_EQ(projects(), 2u);
}

TEST_F(Importing, a_project_says_for_how_long_its_visits_are_kept_and_no_visit_goes_before_it_can_be_corrected)
{
    auto& project = files["project.csv"];
    const auto wrong = project.find("730;30");
    ASSERT_NE(wrong, project.npos);
    project.replace(wrong, 6, "20;30");

    EXPECT_EQ(code_of(run()), Errc::import_row);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].column, "retention_days");

    errors.clear();
    project.replace(wrong, 5, "900;60");
    const auto imported = run();
    ASSERT_TRUE(imported);
    const auto made = read([&](store::Tx& tx) { return tx.field().project(imported->project_id); });
    EXPECT_EQ(made->retention_days, 900);
    EXPECT_EQ(made->correction_days, 60);
}

TEST_F(Importing, every_wrong_row_is_named_and_nothing_is_written)
{
    files["locations.csv"] += "extra;GM9999;Nergens;Straat 1;5-9;1 09:00-17:00\n"
                              "extra2;GM0177;Raalte;Straat 1;veel;1 17:00-09:00\n";
    files["assignments.csv"] += "voorjaar;nergens;R1;;2026-03-09T09:00:00+01:00;morgen;2026-03-21T18:00:00+01:00;;\n";

    const auto refused = run();

    EXPECT_EQ(code_of(refused), Errc::import_row);
    ASSERT_EQ(errors.size(), 5u);
    EXPECT_EQ(errors[0].file + " " + std::to_string(errors[0].row) + " " + errors[0].column,
              "locations.csv 5 municipality");
    EXPECT_EQ(errors[1].row, 6);
    EXPECT_EQ(errors[3].file + " " + std::to_string(errors[3].row) + " " + errors[3].column,
              "assignments.csv 5 location");
    EXPECT_EQ(errors[4].column, "window_to");
    EXPECT_EQ(projects(), 1u);
}

TEST_F(Importing, a_row_with_too_few_cells_and_a_missing_file_are_named)
{
    files["inspectors.csv"] += "Specht;nl\n";
    files.erase("norms.csv");

    EXPECT_EQ(code_of(run()), Errc::import_row);
    ASSERT_EQ(errors.size(), 2u);
    EXPECT_EQ(errors[0].file, "norms.csv");
    EXPECT_EQ(errors[1].row, 8);
}

// Without it nobody could say how many people a figure is about.
TEST_F(Importing, a_place_of_which_nobody_says_how_many_people_work_there_does_not_come_in)
{
    files["locations.csv"] += "ommen;GM0175;Gemeentehuis Ommen;Straat 1;;1 09:00-16:00\n"
                              "dalfsen;GM0148;Gemeentehuis Dalfsen;Straat 1;veel;1 09:00-16:00\n";

    EXPECT_EQ(code_of(run()), Errc::import_row);

    ASSERT_EQ(errors.size(), 2u);
    for (const auto& error : errors)
        EXPECT_EQ(error.file + " " + error.column, "locations.csv staff_band");
    EXPECT_FALSE(errors[0].nl.empty());
    EXPECT_THAT(errors[1].nl, testing::HasSubstr("1-4, 5-9, 10-19 of 20+"));
    EXPECT_THAT(errors[1].en, testing::HasSubstr("1-4, 5-9, 10-19 or 20+"));
    EXPECT_EQ(projects(), 1u);
}

TEST_F(Importing, what_a_file_knows_better_of_a_place_reaches_the_tablets)
{
    const auto place = [&](const std::string& code) {
        return *read([&](store::Tx& tx) { return tx.field().location_named(code); });
    };
    const auto untouched = place("zwolle-stadskantoor").rev;
    auto& locations = files["locations.csv"];
    locations.replace(locations.find("Zwolsestraat 16, Raalte;5-9;1 09:00"), 35, "Markt 1, Raalte;10-19;1 08:30");

    ASSERT_TRUE(run()) << errors[0].en;

    const auto moved = place("raalte-gemeentehuis");
    EXPECT_EQ(moved.rev, 2);
    EXPECT_EQ(moved.address, "Markt 1, Raalte");
    EXPECT_EQ(moved.staff_band, StaffBand::from_10_to_19);
    EXPECT_EQ(moved.opening_hours[0].opens, "08:30");
    EXPECT_EQ(place("zwolle-stadskantoor").rev, untouched) << "nothing of it had changed";
}

TEST_F(Importing, a_place_stands_once_and_stays_in_its_municipality)
{
    auto& locations = files["locations.csv"];
    locations.replace(locations.find("GM0177"), 6, "GM0193");
    locations += "ommen-gemeentehuis;GM0175;Gemeentehuis Ommen;Straat 1;1-4;1 09:00-16:00\n";

    EXPECT_EQ(code_of(run()), Errc::import_row);
    ASSERT_EQ(errors.size(), 2u);
    EXPECT_EQ(errors[0].column, "municipality");
    EXPECT_EQ(errors[1].column, "code");
    EXPECT_EQ(errors[1].row, 5);
}

TEST_F(Importing, the_rotation_rules_hold_for_imported_assignments_too)
{
    files["assignments.csv"] += "voorjaar;raalte-gemeentehuis;R2;Valk;2026-04-09T09:00:00+02:00;"
                                "2026-04-09T17:00:00+02:00;2026-04-21T18:00:00+02:00;;\n";

    EXPECT_EQ(code_of(run()), Errc::import_row);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].row, 5);
    EXPECT_EQ(errors[0].column, "same_scenario");
}

TEST_F(Importing, waves_by_telephone_and_message_come_in_with_their_norms_and_assignments)
{
    files.clear();
    for (const auto& entry :
         std::filesystem::directory_iterator(balieblik::test::source_dir() / "sync-server/examples/kanalen")) {
        std::ostringstream text;
        text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        files[entry.path().filename().string()] = text.str();
    }
    write([&](store::Tx& tx) -> Result<void> {
        for (const char* form : {"telephone", "message"})
            BALIEBLIK_CHECK(tx.field().add(
                sync::FormVersion{{form, "1", std::string(64, 'b')}, form, form, "<form/>", {}}, clock.now()));
        return {};
    });

    const auto imported = run();

    ASSERT_TRUE(imported) << (errors.empty()
                                  ? imported.error().detail
                                  : errors[0].file + " " + std::to_string(errors[0].row) + " " + errors[0].en);
    EXPECT_EQ(imported->waves, 2);
    EXPECT_EQ(imported->norms, 2);
    EXPECT_EQ(imported->assignments, 3);
    EXPECT_EQ(read([](store::Tx& tx) { return tx.field().norm(Channel::telephone, 1); })->value, 25);
    EXPECT_EQ(read([](store::Tx& tx) { return tx.field().norm(Channel::message, 1); })->kind, NormKind::reply_days);
}

TEST(CsvTables, read_quotes_marks_and_both_separators)
{
    const auto table = read_csv_table("\xEF\xBB\xBF"
                                      "a,b\r\n\"x, \"\"y\"\"\nz\",2\r\n\r\n3, 4 \n");

    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.rows[0].cells[0], "x, \"y\"\nz");
    EXPECT_EQ(table.rows[1].number, 4);
    EXPECT_EQ(table.rows[1].cells[1], "4");
    EXPECT_EQ(read_csv_table("a;b\n\"open;1\n").unclosed, 2);
}

TEST(Municipalities, are_the_342_with_their_regions)
{
    EXPECT_EQ(municipalities().size(), 342u);
    EXPECT_EQ(municipality("GM0820")->name, "Nuenen, Gerwen en Nederwetten");
    EXPECT_EQ(municipality("GM0177")->region, "VR04");
    EXPECT_EQ(municipality("GM1992")->name, "Voorne aan Zee");
    EXPECT_FALSE(municipality("GM9999"));
}

TEST(Municipalities, that_were_merged_are_known_with_their_successors)
{
    EXPECT_EQ(municipality("GM0457")->successor, "GM0363"); // Weesp, into Amsterdam
    for (const auto& one : all_municipalities()) {
        const bool goes_on = !one.successor || municipality(*one.successor);
        EXPECT_TRUE(goes_on) << one.code;
    }
}

} // namespace
} // namespace balieblik::usecases
