// SPDX-License-Identifier: EUPL-1.2
// Two versions as XForms, whoever wrote them, told apart as their author would: by question, choice and setting.
#include "forms/authoring/handed_in.hpp"
#include "forms/xls/compile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace balieblik::forms::authoring {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string before = R"(
| settings |
| | form_id | version | form_title | default_language |
| | mine | 1 | Mijn bezoek | Nederlands (nl) |
| choices |
| | list_name | name | label::Nederlands (nl) | score |
| | yn | yes | Ja | 100 |
| | yn | no | Nee | 0 |
| survey |
| | type | name | label::Nederlands (nl) | relevant | calculation | constraint_message::Nederlands (nl) | constraint |
| | begin_group | G | Groep | | | | |
| | select_one yn | A1 | Open? | | | | |
| | text | A2 | Waarom niet? | ${A1} = 'no' | | Te lang | string-length(.) < 9 |
| | integer | A3 | Hoeveel? | | | | |
| | end_group | | | | | | |
| | calculate | C1 | | | ${A3} + 1 | | |
)";

std::shared_ptr<const Form> form_of(const std::string& markdown)
{
    return read_form(xls::compile_form(markdown, "form.md").value().xml).value();
}

std::vector<std::string> told(const std::string& after, const std::vector<HandedIn>& lists_before = {},
                              const std::vector<HandedIn>& lists_after = {})
{
    std::vector<std::string> sentences;
    for (const auto& one : changes(*form_of(before), lists_before, *form_of(after), lists_after))
        sentences.push_back(xls::sentence(one));
    return sentences;
}

std::string with(const std::string& what, const std::string& other)
{
    auto text = before;
    text.replace(text.find(what), what.size(), other);
    return text;
}

TEST(Changes, the_same_form_has_none) { EXPECT_THAT(told(before), IsEmpty()); }

TEST(Changes, texts_and_rules_are_told_as_they_were_written)
{
    EXPECT_THAT(told(with("Open?", "Is het open?")),
                ElementsAre("survey A1: label::Nederlands (nl) was 'Open?', is 'Is het open?'."));
    EXPECT_THAT(told(with("${A1} = 'no'", "${A1} != 'yes'")),
                ElementsAre("survey A2: relevant was '${A1}  = 'no'', is '${A1}  != 'yes''."));
    EXPECT_THAT(told(with("Te lang", "Korter graag")),
                ElementsAre("survey A2: constraint_message::Nederlands (nl) was 'Te lang', is 'Korter graag'."));
    EXPECT_THAT(told(with("${A3} + 1", "${A3} + 2")),
                ElementsAre("survey C1: calculation was '${A3}  + 1', is '${A3}  + 2'."));
}

TEST(Changes, questions_come_go_and_change_their_type)
{
    EXPECT_THAT(told(with("| | integer | A3 | Hoeveel? | | | | |",
                          "| | decimal | A3 | Hoeveel? | | | | |\n| | date | A4 | Wanneer? | | | | |")),
                ElementsAre("survey A3: type was 'int', is 'decimal'.", "survey A4: added (date)."));
    EXPECT_THAT(told(with("| | text | A2 | Waarom niet? | ${A1} = 'no' | | Te lang | string-length(.) < 9 |\n", "")),
                ElementsAre("survey A2: removed (string)."));
}

TEST(Changes, choices_points_and_the_version_are_told)
{
    EXPECT_THAT(told(with("| | yn | no | Nee | 0 |", "| | yn | no | Nee | 10 |\n| | yn | na | N.v.t. | |")),
                ElementsAre("choices yn/no: score was '0', is '10'.", "choices yn/na: added."));
    EXPECT_THAT(told(with("| mine | 1 |", "| mine | 2 |")), ElementsAre("settings: version was '1', is '2'."));
}

TEST(Changes, lists_beside_the_form_are_compared_as_a_whole)
{
    EXPECT_THAT(told(before, {{"norms.csv", "a"}, {"old.csv", "a"}}, {{"new.csv", "a"}, {"norms.csv", "b"}}),
                ElementsAre("files new.csv: added.", "files norms.csv: changed.", "files old.csv: removed."));
}

TEST(Changes, what_the_compiler_makes_of_weights_is_not_told_twice)
{
    const std::string scored = R"(
| settings |
| | form_id | version | namespaces | attribute::ms:dimension_weights |
| | s | 1 | ms="https://balieblik.example/ns/mystery-shopper" | TONE:100 |
| choices |
| | list_name | name | label | score |
| | yn | yes | Ja | 100 |
| survey |
| | type | name | label | bind::ms:dimension | bind::ms:weight |
| | select_one yn | A1 | Open? | TONE | 1 |
)";
    auto after = scored;
    after.replace(after.find("| TONE | 1 |"), 12, "| TONE | 2 |");
    std::vector<std::string> sentences;
    for (const auto& one : changes(*form_of(scored), {}, *form_of(after), {}))
        sentences.push_back(xls::sentence(one));

    EXPECT_THAT(sentences, ElementsAre("survey A1: bind::ms:weight was '1', is '2'."));
}

} // namespace
} // namespace balieblik::forms::authoring
