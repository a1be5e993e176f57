// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/compile.hpp"
#include "forms/xls/problem_words.hpp"

#include "forms/xform/form.hpp"
#include "support/source_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

namespace balieblik::forms::xls {
namespace {

using ::testing::HasSubstr;

Problem only_problem(std::string_view tables)
{
    const auto compiled = compile_tables(tables);
    EXPECT_EQ(compiled.problems.size(), 1U) << tables;
    for (const auto& problem : compiled.problems)
        EXPECT_TRUE(knows_dutch(problem.message) && knows_dutch(problem.suggestion)) << sentence(problem, "form.md");
    return compiled.problems.empty() ? Problem{} : compiled.problems.front();
}

std::string xml_of(std::string_view tables)
{
    const auto compiled = compile_tables(tables);
    EXPECT_TRUE(compiled.ok()) << (compiled.ok() ? "" : sentence(compiled.problems.front(), "form.md"));
    return compiled.xml;
}

TEST(Compile, a_reference_becomes_an_absolute_path)
{
    const auto xml = xml_of(
        "| survey |\n| | type | name | label | relevant |\n| | integer | a | A | |\n| | text | b | B | ${a} > 1 |\n");

    EXPECT_THAT(xml, HasSubstr("relevant=\" /data/a  &gt; 1\""));
}

TEST(Compile, a_reference_inside_its_own_repeat_is_relative)
{
    const auto xml = xml_of(
        "| survey |\n| | type | name | label | calculation |\n| | begin_repeat | r | R | |\n| | integer | a | A | |\n"
        "| | begin_group | g | G | |\n| | calculate | b | | ${a} * 2 |\n| | end_group | | | |\n| | end_repeat | | | |\n"
        "| | calculate | total | | sum(${b}) |\n");

    EXPECT_THAT(xml, HasSubstr("calculate=\" ../../a  * 2\""));
    EXPECT_THAT(xml, HasSubstr("calculate=\"sum( /data/r/g/b )\""));
    EXPECT_THAT(xml, HasSubstr("<r jr:template=\"\">"));
}

TEST(Compile, a_choice_filter_inside_a_repeat_looks_from_the_question_not_from_the_choice)
{
    const auto xml = xml_of(
        "| choices |\n| | list_name | name | label | of |\n| | l | x | X | 1 |\n"
        "| survey |\n| | type | name | label | choice_filter |\n| | begin_repeat | r | R | |\n| | text | a | A | |\n"
        "| | select_one l | b | B | of = ${a} |\n| | end_repeat | | | |\n");

    EXPECT_THAT(xml, HasSubstr("nodeset=\"instance('l')/root/item[of =  current()/../a ]\""));
}

TEST(Compile, texts_of_two_languages_become_translations_and_the_default_comes_first)
{
    const auto xml = xml_of("| settings |\n| | default_language |\n| | Nederlands (nl) |\n"
                            "| survey |\n| | type | name | label::English (en) | label::Nederlands (nl) |\n| | text | "
                            "a | Hello ${b} | Dag ${b} |\n| | text | b | B | B |\n");

    EXPECT_LT(xml.find("lang=\"Nederlands (nl)\" default=\"true()\""), xml.find("lang=\"English (en)\""));
    EXPECT_THAT(xml, HasSubstr("<value>Dag <output value=\" /data/b \"/></value>"));
}

TEST(Compile, a_computed_default_is_an_event_and_a_plain_one_is_data)
{
    const auto xml = xml_of("| survey |\n| | type | name | label | default |\n| | text | a | A | plain-text |\n| | "
                            "text | b | B | concat(${a}, '!') |\n");

    EXPECT_THAT(xml, HasSubstr("<a>plain-text</a>"));
    EXPECT_THAT(xml, HasSubstr("<setvalue ref=\"/data/b\" event=\"odk-instance-first-load\""));
}

TEST(Compile, a_trigger_moves_the_calculation_into_the_question_that_triggers_it)
{
    const auto xml = xml_of("| survey |\n| | type | name | label | calculation | trigger |\n| | text | a | A | | |\n| "
                            "| dateTime | b | | now() | ${a} |\n");

    EXPECT_THAT(xml, HasSubstr("<setvalue ref=\"/data/b\" event=\"xforms-value-changed\" value=\"now()\"/>"));
    EXPECT_EQ(xml.find("calculate="), std::string::npos);
}

TEST(Compile, what_is_written_can_be_read_back_as_a_form)
{
    const auto xml = xml_of("| settings |\n| | form_id | version |\n| | f | 2 |\n| choices |\n| | list_name | name | "
                            "label |\n| | l | x | X |\n"
                            "| survey |\n| | type | name | label | parameters | constraint | constraint_message |\n| | "
                            "select_one l | a | A | randomize=true seed=7 | | |\n"
                            "| | range | b | B | start=1 end=10 step=1 | . > 1 | too <small> |\n| | "
                            "select_one_from_file n.csv | c | C | value=id label=title | | |\n");

    const auto form = forms::read_form(xml);

    ASSERT_TRUE(form) << form.error().detail;
    EXPECT_EQ((*form)->id, "f");
    EXPECT_EQ((*form)->version, "2");
    ASSERT_NE((*form)->bind("/data/b"), nullptr);
    EXPECT_EQ((*form)->bind("/data/b")->constraint_message, "too <small>");
    EXPECT_EQ((*form)->body[0].itemset.nodeset, "randomize(instance('l')/root/item,7)");
    EXPECT_EQ((*form)->body[2].itemset.value, "id");
    ASSERT_NE((*form)->secondary("n"), nullptr);
}

TEST(Compile, an_unknown_reference_is_told_with_row_column_and_a_guess)
{
    const auto problem = only_problem("| survey |\n| | type | name | label | relevant |\n| | text | arrival | A | |\n| "
                                      "| text | b | B | ${arival} = '1' |\n");

    EXPECT_EQ(problem.kind, ProblemKind::reference_unknown);
    EXPECT_EQ(problem.row, 3);
    EXPECT_EQ(problem.line, 4);
    EXPECT_EQ(problem.column, "relevant");
    EXPECT_EQ(sentence(problem, "form.md"),
              "form.md:4: [survey, row 3, relevant] There is no question 'arival'. Did you mean 'arrival'?");
}

TEST(Compile, an_office_reads_in_dutch_what_is_wrong)
{
    const auto problem = only_problem("| survey |\n| | type | name | label | relevant |\n| | text | arrival | A | |\n| "
                                      "| text | b | B | ${arival} = '1' |\n");

    EXPECT_EQ(sentence(problem, "form.md", "nl"),
              "form.md:4: [survey, rij 3, relevant] Er is geen vraag ‘arival’. Bedoelde u ‘arrival’?");
    EXPECT_EQ(in_dutch("The parameter 'step' must be a number."), "De parameter ‘step’ moet een getal zijn.");
    EXPECT_EQ(in_dutch("'a': The message could not be read. (row 3)"),
              "‘a’: Het bericht kon niet worden gelezen. (row 3)");
    EXPECT_EQ(in_dutch("A sentence that nobody wrote"), "A sentence that nobody wrote");
}

TEST(Compile, faults_of_an_author_have_each_their_kind)
{
    const std::string head = "| survey |\n| | type | name | label |\n";
    EXPECT_EQ(only_problem("| choices |\n| | list_name | name |\n").kind, ProblemKind::sheet_missing);
    EXPECT_EQ(only_problem(head + "| | text | 1a | A |\n").kind, ProblemKind::name_invalid);
    EXPECT_EQ(only_problem(head + "| | text | a | A |\n| | text | a | A |\n").kind, ProblemKind::name_duplicate);
    EXPECT_EQ(only_problem(head + "| | txet | a | A |\n").kind, ProblemKind::type_unknown);
    EXPECT_EQ(only_problem(head + "| | begin_group | a | A |\n").kind, ProblemKind::group_unbalanced);
    EXPECT_EQ(only_problem(head + "| | end_group | | |\n").kind, ProblemKind::group_unbalanced);
    EXPECT_EQ(only_problem(head + "| | select_one l | a | A |\n").kind, ProblemKind::sheet_missing);
    EXPECT_EQ(only_problem("| choices |\n| | list_name | name | label |\n| | l | x | X |\n| | l | x | X |\n" + head +
                           "| | text | a | A |\n")
                  .kind,
              ProblemKind::choice_duplicate);
    EXPECT_EQ(only_problem(head + "| | text | a | |\n").kind, ProblemKind::cell_missing);
    EXPECT_EQ(only_problem("| survey |\n| | type | name | label | parameters |\n| | text | a | A | rows=x |\n").kind,
              ProblemKind::parameter_invalid);
}

TEST(Compile, what_is_not_supported_is_refused_by_name)
{
    for (const char* type : {"audio", "background-audio", "osm"}) {
        const auto problem =
            only_problem(std::string("| survey |\n| | type | name | label |\n| | ") + type + " | a | A |\n");

        EXPECT_EQ(problem.code, Errc::form_unsupported) << type;
        EXPECT_THAT(problem.message, HasSubstr(type));
    }
    EXPECT_EQ(
        only_problem("| entities |\n| | dataset |\n| survey |\n| | type | name | label |\n| | text | a | A |\n").code,
        Errc::form_unsupported);
    EXPECT_EQ(
        only_problem(
            "| settings |\n| | public_key |\n| | x |\n| survey |\n| | type | name | label |\n| | text | a | A |\n")
            .code,
        Errc::form_unsupported);
    EXPECT_EQ(only_problem(
                  "| survey |\n| | type | name | label | parameters |\n| | image | a | A | app=org.example.camera |\n")
                  .code,
              Errc::form_unsupported);
    for (const char* appearance :
         {"ex:org.example.app(a=1)", "printer:org.example", "ethiopian", "no-calendar coptic"}) {
        const auto problem =
            only_problem(std::string("| survey |\n| | type | name | label | appearance |\n| | date | a |"
                                     " A | ") +
                         appearance + " |\n");
        EXPECT_EQ(problem.code, Errc::form_unsupported) << appearance;
        EXPECT_EQ(problem.column, "appearance");
        EXPECT_EQ(problem.row, 2);
    }
}

TEST(Compile, what_is_no_text_is_refused_with_its_line)
{
    for (const std::string bad :
         {"caf\xE9", "\xFF", "\x01", "\xC0\x80", "\xED\xA0\x80", "\xEF\xBF\xBF", "\xF8\x88", "\xE2\x82"}) {
        const auto problem = only_problem("| survey |\n| | type | name | label |\n| | text | a | " + bad + " |\n");
        EXPECT_EQ(problem.kind, ProblemKind::line_not_table);
        EXPECT_EQ(problem.line, 3);
    }
    EXPECT_TRUE(
        compile_tables(
            "| survey |\n| | type | name | label |\n| | text | a | caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80 |\n")
            .ok());
}

TEST(Compile, a_column_that_nobody_knows_is_told_and_left_out)
{
    const auto compiled = compile_tables("| survey |\n| | type | name | label | hnit |\n| | text | a | A | x |\n");

    ASSERT_TRUE(compiled.ok());
    ASSERT_EQ(compiled.warnings.size(), 1U);
    EXPECT_EQ(compiled.warnings[0].kind, ProblemKind::column_unknown);
    EXPECT_EQ(compiled.warnings[0].suggestion, "Did you mean 'hint'?");
}

TEST(Compile, a_refusal_carries_the_first_sentence)
{
    const auto refused = compile_form("| survey |\n| | type | name | label |\n| | audio | a | A |\n", "form.md");

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::form_unsupported);
    EXPECT_THAT(refused.error().detail, HasSubstr("form.md:3: [survey, row 2, type]"));
}

TEST(Compile, a_questionnaire_that_is_too_large_or_too_deep_is_refused)
{
    EXPECT_EQ(only_problem(std::string(max_table_bytes + 1, '#')).code, Errc::too_large);

    std::string deep = "| survey |\n| | type | name | label |\n";
    for (int i = 0; i < 5000; ++i)
        deep += "| | begin_group | g" + std::to_string(i) + " | G |\n";
    EXPECT_EQ(only_problem(deep).kind, ProblemKind::group_unbalanced);
}

TEST(Compile, damaged_tables_are_refused_or_compiled_but_never_break_the_compiler)
{
    std::ifstream in(balieblik::test::source_dir() / "forms/counter/1/form.md", std::ios::binary);
    std::ostringstream whole;
    whole << in.rdbuf();
    const auto source = whole.str();
    ASSERT_FALSE(source.empty());
    std::mt19937 random(7);

    int refused = 0;
    for (int i = 0; i < 200; ++i) {
        auto damaged = source;
        for (int hit = 0; hit < 3; ++hit) {
            const auto at = std::uniform_int_distribution<std::size_t>(0, damaged.size() - 1)(random);
            switch (std::uniform_int_distribution<int>(0, 3)(random)) {
            case 0:
                damaged.erase(at, std::uniform_int_distribution<std::size_t>(1, 3000)(random));
                break;
            case 1:
                damaged[at] = "|${}'\\[\n\xFF"[random() % 8];
                break;
            case 2:
                damaged.insert(at, "| end_group |");
                break;
            default:
                damaged.insert(at, "${");
                break;
            }
            if (damaged.empty())
                damaged = "|";
        }
        const auto compiled = compile_tables(damaged);
        refused += compiled.ok() ? 0 : 1;
        EXPECT_EQ(compiled.ok(), !compiled.xml.empty());
    }

    EXPECT_GT(refused, 50);
}

} // namespace
} // namespace balieblik::forms::xls
