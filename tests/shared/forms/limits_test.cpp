// SPDX-License-Identifier: EUPL-1.2
// A form from somebody else may be wrong or hostile: each limit has its refusal, and the tablet stays free.
#include "shared/forms/form_fixture.hpp"

namespace balieblik::forms::test {
namespace {

Errc opening(World& world, const std::string& xml)
{
    const auto session = Session::open(compiled(xml), world.surroundings());
    return session ? Errc{} : session.error().code;
}

TEST(Limits, a_repeat_has_no_more_instances_than_a_tablet_can_hold)
{
    World world;
    const auto xml = [](const std::string& count) {
        return form_xml("<n>" + count + R"xml(</n><r jr:template=""><x/></r>)xml", "",
                        R"xml(<input ref="/data/n"/><repeat nodeset="/data/r" jr:count="/data/n"><input)xml"
                        R"xml( ref="/data/r/x"/></repeat>)xml");
    };
    EXPECT_EQ(opening(world, xml("1000000000")), Errc::too_large);
    auto session = Session::open(compiled(xml("2")), world.surroundings()).value();
    EXPECT_EQ(session.answer("/data/n", "10001").error().code, Errc::too_large);
    EXPECT_EQ(session.node("/data/r")->repeat_count, 2U);
    EXPECT_EQ(value(session, "/data/n"), "2");
}

TEST(Limits, repeats_in_repeats_are_counted_together)
{
    World world;
    const auto xml = form_xml(R"xml(<o jr:template=""><i jr:template=""><x/></i></o>)xml", "",
                              R"xml(<repeat nodeset="/data/o" jr:count="5000"><repeat nodeset="/data/o/i")xml"
                              R"xml( jr:count="5000"><input ref="/data/o/i/x"/></repeat></repeat>)xml");
    EXPECT_EQ(opening(world, xml), Errc::too_large);
}

TEST(Limits, a_question_has_no_more_choices_than_anybody_could_read)
{
    World world;
    std::string items;
    for (int at = 0; at < 50'001; ++at)
        items += "<i><v>" + std::to_string(at) + "</v></i>";
    const auto xml = form_xml("<a/>", R"xml(<instance id="l"><root>)xml" + items + "</root></instance>",
                              R"xml(<select1 ref="/data/a"><itemset nodeset="instance('l')/root/i"><value ref="v"/>)xml"
                              R"xml(<label ref="v"/></itemset></select1>)xml");
    EXPECT_EQ(opening(world, xml), Errc::too_large);
}

TEST(Limits, an_expression_that_looks_at_everything_again_and_again_is_given_up)
{
    World world;
    std::string many;
    for (int at = 0; at < 300; ++at)
        many += "<x" + std::to_string(at) + "/>";
    const auto xml = form_xml(
        many + "<y/>", R"xml(<bind nodeset="/data/y" calculate="count(//*[count(//*[count(//*) > 1]) > 1])"/>)xml", "");
    EXPECT_EQ(opening(world, xml), Errc::too_large);
}

TEST(Limits, a_pattern_that_backtracks_without_end_matches_nothing)
{
    World world;
    const auto xml = form_xml("<a>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!</a><y/>",
                              R"xml(<bind nodeset="/data/y" calculate="regex(/data/a, '^(a+)+$')"/>)xml", "");
    const auto session = Session::open(compiled(xml), world.surroundings()).value();
    EXPECT_EQ(value(session, "/data/y"), "false");
}

TEST(Limits, a_form_is_no_deeper_larger_or_longer_than_allowed)
{
    std::string nested = "1";
    for (int at = 0; at < 200; ++at)
        nested = "(" + nested + ")";
    const auto deep =
        read_form(form_xml("<a/>", "<bind nodeset=\"/data/a\" calculate=\"" + nested + "\"/>", "")).value();
    EXPECT_EQ(compile(deep).error().code, Errc::expression_invalid);
    const auto xml = form_xml("<a/>", R"xml(<bind nodeset="/data/a" calculate="1 + 1 + 1"/>)xml", "");
    EXPECT_EQ(read_form(xml, {.bytes = 50}).error().code, Errc::too_large);
    EXPECT_EQ(read_form(xml, {.depth = 3}).error().code, Errc::too_large);
    EXPECT_EQ(read_form(xml, {.nodes = 5}).error().code, Errc::too_large);
    EXPECT_EQ(read_form(xml, {.expressions = 0}).error().code, Errc::too_large);
    EXPECT_EQ(read_form(xml, {.expression_bytes = 3}).error().code, Errc::too_large);
}

TEST(Limits, nothing_outside_the_form_is_opened)
{
    const auto xml = form_xml("<a>&x;</a>", "", "");
    EXPECT_EQ(read_form("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + xml).error().code,
              Errc::malformed);
    EXPECT_EQ(read_form(xml).error().code, Errc::malformed);
}

TEST(Limits, what_the_product_leaves_out_is_refused_by_name)
{
    const auto form =
        read_form(form_xml("<a/>", R"xml(<bind nodeset="/data/a" calculate="extract-signed('x', 'y')"/>)xml", ""))
            .value();
    const auto refused = compile(form);
    EXPECT_EQ(refused.error().code, Errc::form_unsupported);
    EXPECT_NE(refused.error().detail.find("extract-signed()"), std::string::npos);
}

} // namespace
} // namespace balieblik::forms::test
