// SPDX-License-Identifier: EUPL-1.2
// What an author hands in, as an author would: a workbook from Excel, tables, an XForm from somewhere else, with or
// without the lists that it reads.
#include "forms/authoring/handed_in.hpp"
#include "forms/xls/compile.hpp"
#include "forms/xls/problem_words.hpp"
#include "forms/xlsx/workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::forms::authoring {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string tables = R"(
| settings |
| | form_id | version | form_title |
| | mine | 1 | Mijn bezoek / My visit |
| choices |
| | list_name | name | label |
| | yn | yes | Ja |
| | yn | no | Nee |
| survey |
| | type | name | label | relevant |
| | select_one yn | A1 | Open? | |
| | text | A2 | Waarom niet? | ${A1} = 'no' |
)";

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    text.replace(text.find(what), what.size(), with);
    return text;
}

std::string compiled(const std::string& markdown) { return xls::compile_tables(markdown).xml; }

std::vector<std::string> told(const xls::Problems& problems)
{
    std::vector<std::string> sentences;
    for (const auto& problem : problems) {
        sentences.push_back(xls::sentence(problem, "f"));
        EXPECT_TRUE(xls::knows_dutch(problem.message) && xls::knows_dutch(problem.suggestion)) << sentences.back();
    }
    return sentences;
}

TEST(HandedIn, tables_a_workbook_and_an_xform_of_one_questionnaire_come_to_the_same)
{
    const auto from_tables = read_handed_in({{"form.md", tables}});
    const auto from_workbook = read_handed_in({{"mine.xlsx", xlsx::from_markdown(tables).value()}});
    const auto from_xform = read_handed_in({{"form.xml", compiled(tables)}});

    ASSERT_THAT(told(from_tables.problems), IsEmpty());
    EXPECT_EQ(from_tables.file, "form.md");
    EXPECT_EQ(from_tables.form_id, "mine");
    EXPECT_EQ(from_tables.version, "1");
    EXPECT_EQ(from_tables.form->title, "Mijn bezoek / My visit");
    EXPECT_EQ(from_workbook.xml, from_tables.xml);
    EXPECT_EQ(from_xform.xml, from_tables.xml);
    EXPECT_EQ(from_xform.form_id, "mine");
}

TEST(HandedIn, a_mistake_is_told_with_its_sheet_row_column_and_what_was_meant)
{
    const auto workbook = xlsx::from_markdown(replaced(tables, "${A1}", "${A11}")).value();

    const auto refused = read_handed_in({{"mine.xlsx", workbook}});

    ASSERT_EQ(refused.problems.size(), 1U);
    const auto& problem = refused.problems.front();
    EXPECT_EQ(problem.sheet, "survey");
    EXPECT_EQ(problem.row, 3);
    EXPECT_EQ(problem.column, "relevant");
    EXPECT_THAT(problem.suggestion, HasSubstr("A1"));
    EXPECT_EQ(refused.xml, "");
    EXPECT_EQ(refused.form, nullptr);
}

TEST(HandedIn, what_lint_says_is_told_and_holds_nothing_up)
{
    const auto noted = read_handed_in({{"form.md", replaced(tables, "Waarom niet?", "Naam van de medewerker?")}});

    EXPECT_TRUE(noted.ok()) << told(noted.problems).front();
    ASSERT_THAT(noted.warnings, ::testing::Not(IsEmpty()));
    EXPECT_EQ(noted.warnings.front().kind, xls::ProblemKind::person_asked);
    EXPECT_TRUE(noted.warnings.front().warning);
}

TEST(HandedIn, a_questionnaire_names_itself_and_its_version)
{
    const auto nameless = read_handed_in({{"form.md", replaced(tables, "| mine | 1 |", "| | |")}});

    EXPECT_THAT(told(nameless.problems),
                ElementsAre(HasSubstr("[settings, row 2, version]"), HasSubstr("[settings, row 2, form_id]")));
    EXPECT_THAT(told(read_handed_in({{"form.md", replaced(tables, "| mine |", "| my form |")}}).problems),
                ElementsAre(HasSubstr("'my form' cannot be the form_id")));
}

TEST(HandedIn, a_list_that_is_read_must_be_there_and_readable)
{
    const auto reads = replaced(tables, "select_one yn | A1", "select_one_from_file wijken.csv | A1");
    const HandedIn list{"wijken.csv", "name,label\nyes,Ja\nno,Nee\n"};

    EXPECT_THAT(told(read_handed_in({{"form.md", reads}}).problems), ElementsAre(HasSubstr("reads 'wijken.csv'")));
    const auto whole = read_handed_in({{"form.md", reads}, list});
    EXPECT_TRUE(whole.ok()) << told(whole.problems).front();
    ASSERT_EQ(whole.files.size(), 1U);
    EXPECT_EQ(whole.files[0].name, "wijken.csv");
    EXPECT_THAT(told(read_handed_in({{"form.md", reads}, {"wijken.csv", "name,label\nyes,Caf\xE9\n"}}).problems),
                ElementsAre(HasSubstr("line 2 is no UTF-8")));
}

TEST(HandedIn, lists_may_be_xml_and_geojson_too)
{
    auto reads = replaced(tables, "select_one yn | A1", "select_one_from_file plaatsen.geojson | A1");
    reads += "| | select_one_from_file soorten.xml | A3 | Welke? | |\n";
    const HandedIn places{
        "plaatsen.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","id":"1","geometry":{"type":"Point","coordinates":[6,52]},)"
        R"("properties":{"title":"Raalte"}}]})"};
    const HandedIn kinds{"soorten.xml", "<root><item><name>x</name><label>X</label></item></root>"};

    const auto whole = read_handed_in({kinds, {"form.md", reads}, places});

    EXPECT_TRUE(whole.ok()) << told(whole.problems).front();
    ASSERT_EQ(whole.files.size(), 2U);
    EXPECT_EQ(whole.files[0].name, "plaatsen.geojson");
}

TEST(HandedIn, what_no_tablet_gets_is_said)
{
    const auto noted =
        read_handed_in({{"form.md", tables}, {"plan.docx", "?"}, {"oud.csv", "a,b\n1,2\n"}, {"norms.csv", "a\n"}});

    EXPECT_TRUE(noted.ok());
    EXPECT_THAT(told(noted.warnings), ElementsAre(HasSubstr("'plan.docx' is left out"),
                                                  HasSubstr("Nothing in the questionnaire reads 'oud.csv'")));
    EXPECT_EQ(noted.files.size(), 2U);
}

// A picture as far as its size: nobody draws it here.
std::string png(int width, int height)
{
    std::string bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    for (const int edge : {width, height})
        for (const int shift : {24, 16, 8, 0})
            bytes += static_cast<char>((edge >> shift) & 0xFF);
    return bytes + std::string(9, '\0');
}

std::string illustrated()
{
    auto shown = replaced(tables, "| | list_name | name | label |", "| | list_name | name | label | media::image |");
    shown = replaced(shown, "| yes | Ja |", "| yes | Ja | open.png |");
    return replaced(shown, "| no | Nee |", "| no | Nee | dicht.jpg |");
}

TEST(HandedIn, pictures_that_choices_show_go_along)
{
    const std::string jpeg("\xFF\xD8\xFF\xE0\0\4JF\xFF\xC0\0\x11\x08\0\x40\0\x30\3", 20);

    const auto whole = read_handed_in({{"form.md", illustrated()}, {"open.png", png(64, 48)}, {"dicht.jpg", jpeg}});

    EXPECT_THAT(told(whole.problems), IsEmpty());
    EXPECT_THAT(told(whole.warnings), IsEmpty());
    ASSERT_EQ(whole.files.size(), 2U);
    EXPECT_EQ(whole.files[0].name, "dicht.jpg");
    EXPECT_EQ(whole.files[1].bytes, png(64, 48));
}

TEST(HandedIn, a_picture_that_is_not_there_is_told_by_the_cell_that_names_it)
{
    const auto refused = read_handed_in({{"form.md", illustrated()}, {"open.png", png(64, 48)}});

    EXPECT_THAT(told(refused.problems),
                ElementsAre(HasSubstr("[choices, row 3, image] The questionnaire shows 'dicht.jpg'")));
}

TEST(HandedIn, a_picture_that_no_tablet_could_show_safely_is_refused)
{
    const auto with = [](const std::string& bytes) {
        return told(read_handed_in({{"form.md", replaced(illustrated(), "dicht.jpg", "open.png")}, {"open.png", bytes}})
                        .problems);
    };

    EXPECT_THAT(with("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script/></svg>"),
                ElementsAre(HasSubstr("'open.png' cannot be shown: an SVG picture with <script>")));
    EXPECT_THAT(with("GIF89a"), ElementsAre(HasSubstr("neither a PNG, a JPEG nor an SVG picture")));
    EXPECT_THAT(with(png(64, 48).substr(0, 20)), ElementsAre(HasSubstr("neither a PNG, a JPEG nor an SVG picture")));
    EXPECT_THAT(with(png(30'000, 48)), ElementsAre(HasSubstr("more than 4096 pixels")));
    EXPECT_THAT(with(png(64, 0x10000)), ElementsAre(HasSubstr("more than 4096 pixels")));
    EXPECT_THAT(with(png(64, 48) + std::string(600'000, ' ')), ElementsAre(HasSubstr("more than 512 KiB")));
}

TEST(HandedIn, the_drawing_of_a_map_goes_along_and_tells_which_choices_it_has_no_part_for)
{
    auto map = replaced(tables, "| | type | name | label | relevant |",
                        "| | type | name | label | relevant | appearance | image |");
    map = replaced(map, "| A1 | Open? | |", "| A1 | Open? | | image-map | plan.svg |");
    const auto plan = [](const std::string& parts) {
        return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>" + parts + "</svg>";
    };

    const auto whole = read_handed_in({{"form.md", map}, {"plan.svg", plan("<rect id='yes'/><rect id='no'/>")}});
    EXPECT_THAT(told(whole.problems), IsEmpty());
    EXPECT_THAT(told(whole.warnings), IsEmpty());
    EXPECT_EQ(whole.files.size(), 1U);

    const auto part = read_handed_in({{"form.md", map}, {"plan.svg", plan("<rect id='yes'/>")}});
    EXPECT_THAT(told(part.problems), IsEmpty());
    EXPECT_THAT(told(part.warnings), ElementsAre(HasSubstr("'plan.svg' has no part with the id 'no'")));

    const auto photo = read_handed_in({{"form.md", replaced(map, "plan.svg", "plan.png")}, {"plan.png", png(9, 9)}});
    EXPECT_THAT(told(photo.warnings), ElementsAre(HasSubstr("'plan.png' has no parts to touch")));
}

TEST(HandedIn, film_is_refused_in_tables_by_its_row_and_in_an_xform_by_its_line)
{
    const auto filmed = replaced(tables, "| | text | A2 |", "| | video | A2 |");

    EXPECT_THAT(told(read_handed_in({{"form.md", filmed}}).problems),
                ElementsAre(AllOf(HasSubstr("[survey, row 3, type]"), HasSubstr("Filming is never allowed"))));
    EXPECT_THAT(told(read_handed_in({{"form.xml", compiled(filmed)}}).problems),
                ElementsAre(AllOf(HasSubstr("<upload> of /data/A2"), HasSubstr("Filming is never allowed"))));
}

TEST(HandedIn, none_or_two_questionnaires_and_other_files_are_refused_in_words)
{
    EXPECT_THAT(told(read_handed_in({}).problems), ElementsAre(HasSubstr("None of these files is a questionnaire")));
    EXPECT_THAT(told(read_handed_in({{"a.md", tables}, {"b.md", tables}}).problems),
                ElementsAre(HasSubstr("More than one of these files is a questionnaire: a.md, b.md")));
    EXPECT_THAT(told(read_handed_in({{"a.xls", "\xD0\xCF\x11\xE0 old"}}).problems).front(),
                HasSubstr("Save it as an Excel workbook (.xlsx)"));
    EXPECT_THAT(told(read_handed_in({{"form.md", tables}, {"../wijken.csv", "a\n"}}).problems),
                ElementsAre(HasSubstr("A list cannot be called '../wijken.csv'")));
    EXPECT_THAT(told(read_handed_in({{"form.md", ""}}).problems).front(), HasSubstr("needs a sheet 'survey'"));
    EXPECT_TRUE(read_handed_in({{"Mijn lijst (2).md", tables}}).ok())
        << "what a questionnaire's file is called is its author's";
    EXPECT_THAT(told(read_handed_in({{"form.xlsx", "PK\x03\x04 broken"}}).problems).front(), HasSubstr("form.xlsx"));
    EXPECT_THAT(told(read_handed_in({{"form.xml", "<h:html><broken"}}).problems),
                ElementsAre(HasSubstr("XML, line 1")));
    EXPECT_EQ(read_handed_in({{"form.md", std::string(max_file_bytes + 1, ' ')}}).problems.front().code,
              Errc::too_large);
}

TEST(HandedIn, an_xform_beside_tables_is_what_they_compile_to)
{
    EXPECT_TRUE(read_handed_in({{"form.md", tables}, {"form.xml", compiled(tables)}}).ok());
    const auto stale = compiled(replaced(tables, "Open?", "Nog open?"));
    EXPECT_THAT(told(read_handed_in({{"form.md", tables}, {"form.xml", stale}}).problems),
                ElementsAre(HasSubstr("form.xml is not what form.md compiles to")));
}

TEST(HandedIn, an_xform_from_elsewhere_is_refused_by_name_for_everything_it_would_not_get)
{
    auto xml = compiled(tables);
    xml = replaced(xml, "<h:body>", "<h:body><upload mediatype=\"audio/*\" ref=\"/data/A1\"/>");
    xml = replaced(xml, "</model>", "<submission base64RsaPublicKey=\"MIIB\"/></model>");

    const auto refused = read_handed_in({{"theirs.xml", xml}});

    ASSERT_EQ(refused.problems.size(), 2U);
    EXPECT_EQ(refused.problems[0].code, Errc::form_unsupported);
    EXPECT_GT(refused.problems[0].line, 0);
    EXPECT_EQ(refused.problems[0].column, "<submission>");
    EXPECT_EQ(refused.problems[1].column, "<upload> of /data/A1");
    EXPECT_THAT(refused.problems[1].suggestion, HasSubstr("Recording sound is never allowed"));
}

TEST(HandedIn, what_an_xform_loses_without_a_refusal_is_said)
{
    auto xml = compiled(tables);
    xml = replaced(xml, "<bind ",
                   "<bind nodeset=\"/data/phone\" jr:preload=\"property\" jr:preloadParams=\"phonenumber\"/><bind ");

    xml = replaced(xml, "</model>",
                   "<odk:setgeopoint xmlns:odk=\"http://www.opendatakit.org/xforms\" ref=\"/data/phone\" "
                   "event=\"odk-instance-first-load\"/></model>");
    xml = replaced(xml, "</model>", "<submission action=\"https://elsewhere.example\" method=\"post\"/></model>");
    xml = replaced(xml, "</instance>",
                   "</instance><itext><translation lang=\"nl\"><text id=\"t\"><value>T</value><value "
                   "form=\"audio\">jr://audio/t.mp3</value></text></translation></itext>");

    const auto noted = read_handed_in({{"theirs.xml", xml}});

    EXPECT_TRUE(noted.ok());
    EXPECT_THAT(told(noted.warnings),
                ElementsAre(HasSubstr("whatever <submission> says"),
                            HasSubstr("The app knows no phonenumber; 'phone' stays empty"),
                            HasSubstr("The app writes down nobody's place without asking; 'phone' stays empty"),
                            HasSubstr("The app plays neither sound nor film: what stands beside 1 text is left out")));
}

} // namespace
} // namespace balieblik::forms::authoring
