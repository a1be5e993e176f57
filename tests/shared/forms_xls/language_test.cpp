// SPDX-License-Identifier: EUPL-1.2
// The language of XLSForm, construct by construct: what each becomes in the XForm.
#include "forms/xls/compile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::forms::xls {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string xml_of(std::string_view tables)
{
    const auto compiled = compile_tables(tables);
    EXPECT_TRUE(compiled.ok()) << (compiled.ok() ? "" : sentence(compiled.problems.front(), "form.md"));
    return compiled.xml;
}

Problem first_problem(std::string_view tables)
{
    const auto compiled = compile_tables(tables);
    EXPECT_FALSE(compiled.ok()) << tables;
    return compiled.ok() ? Problem{} : compiled.problems.front();
}

const std::string two_choices = "| choices |\n| | list_name | name | label |\n| | l | x | X |\n| | l | y | Y |\n";

TEST(Language, a_loop_asks_its_questions_once_for_each_choice)
{
    const auto xml = xml_of(two_choices + "| survey |\n| | type | name | label |\n| | begin_loop over l | g | |\n"
                                          "| | integer | age | Age of %(label)s |\n| | end_loop | | |\n");

    EXPECT_THAT(xml, HasSubstr("<bind nodeset=\"/data/g/x/age\" type=\"int\"/>"));
    EXPECT_THAT(xml, HasSubstr("<label>Age of Y</label>"));
}

TEST(Language, a_loop_refuses_a_choice_that_can_name_no_group)
{
    const auto problem = first_problem("| choices |\n| | list_name | name | label |\n| | l | 1 x | X |\n"
                                       "| survey |\n| | type | name | label |\n| | begin_loop over l | g | |\n"
                                       "| | integer | age | Age |\n| | end_loop | | |\n");

    EXPECT_EQ(problem.kind, ProblemKind::name_invalid);
    EXPECT_EQ(problem.sheet, "choices");
    EXPECT_EQ(problem.row, 2);
}

TEST(Language, an_attribute_of_the_form_needs_a_name)
{
    for (const std::string column : {"attribute::=x", "attribute"}) {
        const auto problem = first_problem("| survey |\n| | type | name | label |\n| | text | a | A |\n"
                                           "| settings |\n| | form_id | " +
                                           column + " |\n| | f | y |\n");

        EXPECT_EQ(problem.kind, ProblemKind::name_invalid);
        EXPECT_EQ(problem.sheet, "settings");
        EXPECT_EQ(problem.column, column);
    }
}

TEST(Language, a_namespace_needs_a_prefix_that_is_a_name_and_an_address)
{
    for (const std::string written : {"]s=\"https://example.org\"", "s=\"\"", "=\"https://example.org\""}) {
        const auto problem = first_problem("| survey |\n| | type | name | label |\n| | text | a | A |\n"
                                           "| settings |\n| | form_id | namespaces |\n| | f | " +
                                           written + " |\n");

        EXPECT_EQ(problem.kind, ProblemKind::setting_invalid);
        EXPECT_EQ(problem.column, "namespaces");
    }
}

TEST(Language, a_table_list_gets_a_head_and_its_questions_no_labels)
{
    const auto xml = xml_of(
        two_choices + "| survey |\n| | type | name | label | appearance |\n| | begin_group | g | G | table-list |\n"
                      "| | select_one l | a | A | |\n| | select_one l | b | B | |\n| | end_group | | | |\n");

    EXPECT_THAT(xml, HasSubstr("<group ref=\"/data/g\" appearance=\"field-list\">"));
    EXPECT_THAT(xml, HasSubstr("ref=\"/data/g/generated_table_list_label_2\""));
    EXPECT_THAT(xml, HasSubstr("ref=\"/data/g/reserved_name_for_field_list_labels_3\" appearance=\"label\""));
    EXPECT_THAT(xml, HasSubstr("ref=\"/data/g/b\" appearance=\"list-nolabel\""));
}

TEST(Language, or_other_adds_a_choice_and_a_question)
{
    const auto xml =
        xml_of(two_choices + "| survey |\n| | type | name | label |\n| | select_multiple l or_other | a | A |\n");

    EXPECT_THAT(xml, HasSubstr("<name>other</name>"));
    EXPECT_THAT(xml,
                HasSubstr("<bind nodeset=\"/data/a_other\" type=\"string\" relevant=\"selected(../a, 'other')\"/>"));
}

TEST(Language, a_rank_has_its_own_control_and_type)
{
    const auto xml = xml_of(two_choices + "| survey |\n| | type | name | label |\n| | rank l | a | A |\n");

    EXPECT_THAT(xml, HasSubstr("<odk:rank ref=\"/data/a\">"));
    EXPECT_THAT(xml, HasSubstr("type=\"odk:rank\""));
}

TEST(Language, choices_come_from_csv_xml_and_geojson_files)
{
    const auto xml =
        xml_of("| survey |\n| | type | name | label |\n| | select_one_from_file a.csv | a | A |\n"
               "| | select_one_from_file b.xml | b | B |\n| | select_multiple_from_file c.geojson | c | C |\n");

    EXPECT_THAT(xml, HasSubstr("<instance id=\"a\" src=\"jr://file-csv/a.csv\"/>"));
    EXPECT_THAT(xml, HasSubstr("<instance id=\"b\" src=\"jr://file/b.xml\"/>"));
    EXPECT_THAT(xml, HasSubstr("<value ref=\"id\"/>"));
    EXPECT_THAT(xml, HasSubstr("<label ref=\"title\"/>"));
}

TEST(Language, choices_come_from_the_answers_of_a_repeat)
{
    const auto xml = xml_of("| survey |\n| | type | name | label | choice_filter |\n| | begin_repeat | r | R | |\n"
                            "| | text | who | Who | |\n| | integer | age | Age | |\n| | end_repeat | | | |\n"
                            "| | select_one ${who} | a | A | |\n| | select_one ${who} | b | B | ${age} > 17 |\n");

    EXPECT_THAT(xml, HasSubstr("nodeset=\"/data/r[./who != '']\""));
    EXPECT_THAT(xml, HasSubstr("nodeset=\"/data/r[ ./age  &gt; 17]\""));
    EXPECT_THAT(xml, HasSubstr("<value ref=\"who\"/>"));
}

TEST(Language, pulldata_brings_its_file)
{
    const auto xml = xml_of("| survey |\n| | type | name | calculation |\n"
                            "| | calculate | a | pulldata('fees', 'price', 'code', 'x') |\n");

    EXPECT_THAT(xml, HasSubstr("<instance id=\"fees\" src=\"jr://file-csv/fees.csv\"/>"));
}

TEST(Language, the_last_saved_record_is_looked_up_by_name)
{
    const auto xml = xml_of("| survey |\n| | type | name | label | default |\n| | text | a | A | ${last-saved#a} |\n");

    EXPECT_THAT(xml, HasSubstr("<instance id=\"__last-saved\" src=\"jr://instance/last-saved\"/>"));
    EXPECT_THAT(xml, HasSubstr("value=\" instance('__last-saved')/data/a \""));
}

TEST(Language, indexed_repeat_names_whole_repeats_and_relative_indexes)
{
    const auto xml =
        xml_of("| survey |\n| | type | name | label | calculation |\n| | begin_repeat | r | R | |\n"
               "| | text | a | A | |\n| | calculate | n | | position(..) |\n"
               "| | calculate | before | | indexed-repeat(${a}, ${r}, ${n} - 1) |\n| | end_repeat | | | |\n");

    EXPECT_THAT(xml, HasSubstr("indexed-repeat( /data/r/a ,  /data/r ,  ../n  - 1)"));
}

TEST(Language, a_trigger_sets_a_value_when_its_question_is_answered)
{
    const auto xml = xml_of("| survey |\n| | type | name | label | trigger | calculation |\n| | text | a | A | | |\n| "
                            "| text | b | B | | |\n"
                            "| | dateTime | at | | ${a}, ${b} | now() |\n");

    EXPECT_THAT(xml, HasSubstr("<setvalue ref=\"/data/at\" event=\"xforms-value-changed\" value=\"now()\"/>"));
    EXPECT_THAT(xml, Not(HasSubstr("calculate=")));
    EXPECT_EQ(first_problem(
                  "| survey |\n| | type | name | label | trigger |\n| | hidden | a | | |\n| | text | b | B | ${a} |\n")
                  .kind,
              ProblemKind::trigger_invalid);
}

TEST(Language, places_are_measured_at_the_start_or_when_a_question_is_answered)
{
    const auto xml =
        xml_of("| survey |\n| | type | name | label | trigger |\n| | start-geopoint | s | | |\n| | text | a | A | |\n"
               "| | background-geopoint | b | | ${a} |\n");

    EXPECT_THAT(xml, HasSubstr("<odk:setgeopoint ref=\"/data/s\" event=\"odk-instance-first-load\"/>"));
    EXPECT_THAT(xml, HasSubstr("<odk:setgeopoint ref=\"/data/b\" event=\"xforms-value-changed\"/>"));
}

TEST(Language, the_log_of_changes_stands_with_the_records_facts)
{
    const auto xml = xml_of("| survey |\n| | type | name | parameters |\n| | audit | | track-changes=true |\n");

    EXPECT_THAT(xml, HasSubstr("<bind nodeset=\"/data/meta/audit\" type=\"binary\" odk:track-changes=\"true\"/>"));
    EXPECT_EQ(first_problem("| survey |\n| | type | name | parameters |\n| | audit | | location-max-age=3 |\n").kind,
              ProblemKind::parameter_invalid);
}

TEST(Language, a_range_has_ticks_a_placeholder_and_labels)
{
    const std::string ends = "| choices |\n| | list_name | name | label |\n| | l | 0 | Bad |\n| | l | 10 | Good |\n";
    const std::string head =
        "| survey |\n| | type | name | label | parameters |\n| | range | a | A | start=0 end=10 step=1 ";

    const auto xml = xml_of(ends + head + "tick_interval=5 placeholder=5 tick_labelset=l |\n");

    EXPECT_THAT(xml, HasSubstr("odk:tick-interval=\"5\" odk:placeholder=\"5\""));
    EXPECT_THAT(xml, HasSubstr("<itemset nodeset=\"instance('l')/root/item\">"));
    for (const char* wrong : {"tick_interval=0", "tick_interval=1.5", "tick_interval=11", "placeholder=11",
                              "placeholder=2.5", "tick_labelset=m", "tick=1", "tick_interval=x"})
        EXPECT_EQ(first_problem(ends + head + wrong + " |\n").kind, ProblemKind::parameter_invalid) << wrong;
}

TEST(Language, a_map_question_shows_places_from_a_list_or_a_repeat)
{
    const auto xml =
        xml_of("| choices |\n| | list_name | name | label | geometry |\n| | l | x | X | 52 6 0 0 |\n"
               "| survey |\n| | type | name | label | parameters |\n| | begin_repeat | r | R | |\n"
               "| | geopoint | geometry | G | |\n| | end_repeat | | | |\n"
               "| | geopoint | a | A | reference-geometry=l |\n| | geotrace | b | B | reference-geometry=${r} |\n");

    EXPECT_THAT(xml, HasSubstr("<itemset nodeset=\"instance('l')/root/item\">"));
    EXPECT_THAT(xml, HasSubstr("<itemset nodeset=\"/data/r[./geometry != '']\">"));
}

TEST(Language, bent_quotes_in_expressions_are_straightened_and_stay_in_texts)
{
    const auto xml = xml_of("| survey |\n| | type | name | label | relevant |\n| | text | a | ‘A’ | |\n"
                            "| | text | b | B | ${a} = ‘x’ |\n");

    EXPECT_THAT(xml, HasSubstr(" /data/a  = 'x'"));
    EXPECT_THAT(xml, HasSubstr("<label>‘A’</label>"));
}

TEST(Language, a_reference_that_does_not_end_or_holds_two_words_is_refused_where_it_stands)
{
    for (const char* wrong : {"${a > 1", "${a b} > 1", "${} > 1"}) {
        const auto problem = first_problem(
            std::string(
                "| survey |\n| | type | name | label | relevant |\n| | integer | a | A | |\n| | text | b | B | ") +
            wrong + " |\n");
        EXPECT_EQ(problem.kind, ProblemKind::reference_invalid) << wrong;
        EXPECT_EQ(problem.row, 3);
        EXPECT_EQ(problem.column, "relevant");
    }
}

TEST(Language, repeats_have_names_of_their_own_in_the_whole_form)
{
    const auto problem = first_problem(
        "| survey |\n| | type | name | label |\n| | begin_repeat | r | R |\n| | text | a | A |\n| | end_repeat | | |\n"
        "| | begin_group | g | G |\n| | begin_repeat | r | R |\n| | text | b | B |\n| | end_repeat | | |\n| | "
        "end_group | | |\n");

    EXPECT_EQ(problem.kind, ProblemKind::name_duplicate);
    EXPECT_EQ(problem.row, 6);
}

TEST(Language, every_group_that_is_not_ended_is_told)
{
    const auto compiled = compile_tables("| survey |\n| | type | name | label |\n| | begin_group | g | G |\n| | "
                                         "begin_repeat | r | R |\n| | text | a | A |\n");

    ASSERT_EQ(compiled.problems.size(), 2U);
    EXPECT_EQ(compiled.problems[0].row, 2);
    EXPECT_EQ(compiled.problems[1].row, 3);
}

TEST(Language, an_end_of_the_wrong_kind_is_told_with_what_is_open)
{
    const auto problem = first_problem("| survey |\n| | type | name | label |\n| | begin_group | g | G |\n| | text | a "
                                       "| A |\n| | end_repeat | | |\n| | end_group | | |\n");

    EXPECT_EQ(problem.kind, ProblemKind::group_unbalanced);
    EXPECT_EQ(problem.row, 4);
    EXPECT_THAT(problem.suggestion, HasSubstr("the group 'g' of row 2"));
}

TEST(Language, a_missing_sheet_is_guessed_from_a_misspelt_one)
{
    const auto problem = first_problem("| survey |\n| | type | name | label |\n| | select_one l | a | A |\n"
                                       "| chioces |\n| | list_name | name | label |\n| | l | x | X |\n");

    EXPECT_EQ(problem.kind, ProblemKind::sheet_missing);
    EXPECT_THAT(problem.suggestion, HasSubstr("'chioces'"));
}

TEST(Language, two_files_or_lists_of_one_name_are_refused)
{
    EXPECT_EQ(
        first_problem(two_choices + "| survey |\n| | type | name | label |\n| | select_one_from_file l.csv | a | A |\n")
            .kind,
        ProblemKind::instance_clash);
    EXPECT_EQ(
        first_problem("| survey |\n| | type | name | label |\n| | csv-external | m | |\n| | begin_group | g | G |\n"
                      "| | xml-external | m | |\n| | end_group | | |\n")
            .kind,
        ProblemKind::instance_clash);
}

TEST(Language, external_choices_are_asked_for_by_query)
{
    const auto xml = xml_of("| survey |\n| | type | name | label | choice_filter |\n| | text | q | Q | |\n"
                            "| | select_one_external l | a | A | q=${q} |\n"
                            "| external_choices |\n| | list_name | name | q |\n| | l | 1 | 1 |\n");

    EXPECT_THAT(xml, HasSubstr("<input ref=\"/data/a\" query=\"instance('l')/root/item[q= /data/q ]\">"));
}

TEST(Language, settings_of_other_servers_stand_on_the_submission_and_are_warned_of)
{
    const auto compiled =
        compile_tables("| settings |\n| | submission_url | auto_send |\n| | https://example.org | true |\n"
                       "| survey |\n| | type | name | label |\n| | text | a | A |\n");

    ASSERT_TRUE(compiled.ok());
    EXPECT_EQ(compiled.warnings.size(), 2U);
    EXPECT_THAT(compiled.xml,
                HasSubstr("<submission action=\"https://example.org\" method=\"post\" orx:auto-send=\"true\"/>"));
}

TEST(Language, double_spaces_are_cleaned_unless_the_settings_say_otherwise)
{
    const std::string survey = "| survey |\n| | type | name | label |\n| | text | a | A  b |\n";

    EXPECT_THAT(xml_of(survey), HasSubstr("<label>A b</label>"));
    EXPECT_THAT(xml_of("| settings |\n| | clean_text_values |\n| | no |\n" + survey), HasSubstr("<label>A  b</label>"));
}

} // namespace
} // namespace balieblik::forms::xls
