// SPDX-License-Identifier: EUPL-1.2
#include "forms/xform/form.hpp"
#include "forms/xls/compile.hpp"
#include "forms/xls/lint.hpp"
#include "forms/xls/table.hpp"
#include "support/source_dir.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace balieblik::forms {
namespace {

const std::filesystem::path folder = balieblik::test::source_dir() / "forms";

std::string text_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    EXPECT_TRUE(in) << file;
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::filesystem::path> sources()
{
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().filename() == "form.md")
            found.push_back(entry.path());
    return found;
}

std::size_t column_of(const xls::TableRow& header, std::string_view name)
{
    const auto found = std::find(header.cells.begin(), header.cells.end(), name);
    EXPECT_NE(found, header.cells.end()) << name;
    return static_cast<std::size_t>(found - header.cells.begin());
}

TEST(Questionnaires, each_form_xml_is_what_its_tables_compile_to)
{
    ASSERT_FALSE(sources().empty());
    for (const auto& source : sources()) {
        const auto compiled = xls::compile_tables(text_of(source));

        ASSERT_TRUE(compiled.ok()) << xls::sentence(compiled.problems.front(), source.string());
        EXPECT_EQ(compiled.xml, text_of(source.parent_path() / "form.xml")) << "run: balieblik-form compile " << source;
        EXPECT_EQ(compiled.version, source.parent_path().filename()) << "a folder is named after its version";
        EXPECT_EQ(compiled.form_id, source.parent_path().parent_path().filename());
    }
}

TEST(Questionnaires, each_source_is_formatted_and_without_a_fault)
{
    for (const auto& source : sources()) {
        const auto text = text_of(source);

        EXPECT_EQ(xls::format_tables(text), text) << "run: balieblik-form fmt " << source;
        for (const auto& problem : xls::lint_tables(text))
            ADD_FAILURE() << xls::sentence(problem, source.string());
    }
}

TEST(Counter, it_has_the_44_items_in_two_languages)
{
    const auto read = read_form(text_of(folder / "counter/1/form.xml"));
    ASSERT_TRUE(read) << read.error().detail;
    const auto& form = **read;
    const std::vector<std::pair<std::string, int>> sections{{"A", 3}, {"B", 7}, {"C", 4}, {"D", 7},
                                                            {"E", 4}, {"F", 8}, {"G", 4}, {"H", 7}};

    int items = 0;
    ASSERT_EQ(form.languages.size(), 2U);
    EXPECT_EQ(form.languages[0].name, "Nederlands (nl)");
    EXPECT_TRUE(form.languages[0].is_default);
    for (const auto& [section, count] : sections)
        for (int i = 1; i <= count; ++i, ++items) {
            const auto path = "/data/" + section + "/" + section + std::to_string(i);
            const auto* node = form.instance.child(section)->child(section + std::to_string(i));
            EXPECT_NE(node, nullptr) << path;
            for (const auto& language : form.languages)
                EXPECT_TRUE(language.texts.contains(path + ":label")) << path << " " << language.name;
        }

    EXPECT_EQ(items, 44);
}

TEST(Counter, weights_dimensions_and_critical_answers_are_those_of_the_design)
{
    const auto form = read_form(text_of(folder / "counter/1/form.xml")).value();
    std::map<std::string, std::pair<int, double>> found;
    std::set<std::string> critical;
    for (const auto& bind : form->binds) {
        const auto* weight = find_attribute(bind.attributes, xls::ms_namespace, "weight");
        const auto* dimension = find_attribute(bind.attributes, xls::ms_namespace, "dimension");
        if (weight && dimension) {
            ++found[*dimension].first;
            found[*dimension].second += std::stod(*weight);
        }
        if (const auto* value = find_attribute(bind.attributes, xls::ms_namespace, "critical"))
            critical.insert(bind.nodeset + "=" + *value);
    }

    const std::map<std::string, std::pair<int, double>> wanted{{"ACC", {3, 5}},   {"ENV", {3, 4}},  {"WAIT", {2, 4}},
                                                               {"TONE", {7, 15}}, {"KNOW", {4, 7}}, {"RULE", {7, 15}},
                                                               {"OUT", {3, 7}}};
    EXPECT_EQ(found, wanted);
    EXPECT_EQ(critical,
              (std::set<std::string>{"/data/D/D6=yes", "/data/E/E2=wrong", "/data/F/F7=yes", "/data/F/F8=no"}));
}

TEST(Counter, no_label_tells_points)
{
    xls::Problems problems;
    const auto book = xls::read_tables(text_of(folder / "counter/1/form.md"), problems);
    const auto& choices = *book.find("choices");
    const auto score = column_of(choices.header, "score");
    for (const auto& row : choices.rows) {
        const auto points = score < row.cells.size() ? row.cells[score] : std::string();
        if (points.size() < 2)
            continue;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i != score) {
                EXPECT_EQ(row.cells[i].find(points), std::string::npos) << row.line;
            }
        }
    }
}

TEST(Scenarios, the_bank_holds_nine_in_both_languages_with_a_key_and_a_stop_rule)
{
    const auto rows = xls::read_csv(text_of(folder / "scenarios.csv"));
    ASSERT_EQ(rows.size(), 10U);
    const auto& header = rows[0];
    std::set<std::string> codes;

    for (std::size_t row = 1; row < rows.size(); ++row) {
        ASSERT_EQ(rows[row].size(), header.size()) << row;
        codes.insert(rows[row][0]);
        const bool with_rule = rows[row][1] == "REGEL";
        for (std::size_t column = 0; column < header.size(); ++column) {
            const bool only_rules = header[column].starts_with("hint") || header[column].starts_with("obstacle") ||
                                    header[column] == "exception_expected";
            const bool may_be_empty = header[column].starts_with("exceptions") || (only_rules && !with_rule);
            if (!may_be_empty) {
                EXPECT_FALSE(rows[row][column].empty()) << rows[row][0] << " " << header[column];
            }
        }
    }

    EXPECT_EQ(codes, (std::set<std::string>{"R1", "R2", "R3", "R4", "R5", "I1", "I2", "I3", "I4"}));
}

// A rule about paying at the desk, or about coming late, cannot be met by telephone; where things stand does not matter
// to what is only asked about.
TEST(Scenarios, every_channel_has_its_own_and_the_examples_use_no_other)
{
    const auto rows = xls::read_csv(text_of(folder / "scenarios.csv"));
    std::map<std::string, std::set<std::string>> of_channel;
    for (std::size_t row = 1; row < rows.size(); ++row) {
        std::istringstream channels(rows[row][3]);
        for (std::string channel; channels >> channel;)
            of_channel[channel].insert(rows[row][0]);
    }

    ASSERT_EQ(rows[0][3], "channels");
    EXPECT_EQ(of_channel.size(), 3U);
    EXPECT_EQ(of_channel["counter"].size(), 9U);
    EXPECT_EQ(of_channel["telephone"], (std::set<std::string>{"R2", "R3", "I1", "I2", "I3", "I4"}));
    EXPECT_EQ(of_channel["message"], (std::set<std::string>{"R3", "I1", "I2", "I3", "I4"}));
    const std::map<std::string, std::string> waves{{"telefoon", "telephone"}, {"bericht", "message"}};
    std::istringstream planned(text_of(folder / "../sync-server/examples/kanalen/assignments.csv"));
    std::string line;
    std::getline(planned, line); // its header
    while (std::getline(planned, line)) {
        std::istringstream cells(line);
        std::string wave, location, scenario;
        std::getline(cells, wave, ';');
        std::getline(cells, location, ';');
        std::getline(cells, scenario, ';');
        EXPECT_TRUE(of_channel[waves.at(wave)].contains(scenario)) << line;
    }
}

TEST(Norms, every_row_says_who_set_it_where_its_clock_starts_and_its_value)
{
    const auto rows = xls::read_csv(text_of(folder / "norms.csv"));
    ASSERT_GT(rows.size(), 5U);
    for (std::size_t row = 1; row < rows.size(); ++row) {
        ASSERT_EQ(rows[row].size(), rows[0].size()) << row;
        for (std::size_t column = 0; column < rows[0].size(); ++column) {
            const auto& name = rows[0][column];
            if (name != "municipality" && name != "target_share" && name != "valid_from") {
                EXPECT_FALSE(rows[row][column].empty()) << row << " " << name;
            }
        }
    }
}

} // namespace
} // namespace balieblik::forms
