// SPDX-License-Identifier: EUPL-1.2
#include "usecases/visit_answers.hpp"

#include "forms/xform/form.hpp"

#include <boost/json/parse.hpp>

#include <gtest/gtest.h>

using namespace balieblik;

namespace {

constexpr const char* form_with_rows =
    R"(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Rows</h:title><model>
<instance><data id="rows" version="1"><place/><desk><kind/><wait><minutes/></wait></desk></data></instance>
<bind nodeset="/data/place" type="string"/><bind nodeset="/data/desk/kind" type="string"/>
<bind nodeset="/data/desk/wait/minutes" type="int"/>
</model></h:head><h:body>
<input ref="/data/place"><label>Place</label></input>
<group ref="/data/desk"><label>Desk</label><repeat nodeset="/data/desk">
<input ref="/data/desk/kind"><label>Kind</label></input>
<group ref="/data/desk/wait"><input ref="/data/desk/wait/minutes"><label>Minutes</label></input></group>
</repeat></group></h:body></h:html>)";

TEST(VisitAnswers, each_row_of_a_repeat_has_references_and_a_section_of_its_own)
{
    const auto form = forms::read_form(form_with_rows);
    ASSERT_TRUE(form) << form.error().detail;
    const auto data = boost::json::parse(R"({"place": "Raalte", "desk": [
        {"kind": "passports", "wait": {"minutes": "4"}}, {"kind": "", "wait": {"minutes": "9"}}]})");

    const auto answers = usecases::answers_in_words(**form, data.as_object());

    std::vector<std::string> references;
    std::vector<std::string> sections;
    for (const auto& answer : answers) {
        references.push_back(answer.reference);
        sections.push_back(answer.section_en);
    }
    EXPECT_EQ(references, (std::vector<std::string>{"/data/place", "/data/desk[1]/kind", "/data/desk[1]/wait/minutes",
                                                    "/data/desk[2]/wait/minutes"}));
    EXPECT_EQ(sections, (std::vector<std::string>{"", "Desk 1", "Desk 1", "Desk 2"}));
}

} // namespace
