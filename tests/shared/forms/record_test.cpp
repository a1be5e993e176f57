// SPDX-License-Identifier: EUPL-1.2
// Reading forms safely, records both ways, and checks.
#include "shared/forms/form_fixture.hpp"

#include "base/json.hpp"
#include "forms/check/check.hpp"
#include "forms/record/record.hpp"

namespace balieblik::forms::test {
namespace {

const std::string sample = form_xml(
    "<a/><g><b/><hidden/></g><rep><x/></rep><sum/>",
    R"xml(<bind nodeset="/data/a" type="int" ms:dimension="RULE" ms:weight="2" ms:soft-constraint=". &lt; 100" )xml"
    R"xml(ms:soft-message="Really so many?"/><bind nodeset="/data/g/hidden" relevant="/data/a = 1"/>)xml"
    R"xml(<bind nodeset="/data/sum" calculate="sum(/data/rep/x)"/>)xml",
    R"xml(<input ref="/data/a" appearance="bb:wait-clock"/><group ref="/data/g"><input ref="/data/g/b"/>)xml"
    R"xml(<input ref="/data/g/hidden"/></group><group ref="/data/rep"><repeat nodeset="/data/rep"><input ref="/data/rep/x"/>)xml"
    R"xml(</repeat></group>)xml");

Session filled(World& world, const std::shared_ptr<const Program>& program)
{
    auto session = std::move(Session::open(program, world.surroundings()).value());
    session.answer("/data/a", "1").value();
    session.answer("/data/g/hidden", "secret").value();
    session.answer("/data/a", "250").value();
    session.answer("/data/g/b", "<tea & \"cake\">").value();
    session.add_repeat("/data/rep").value();
    session.answer("/data/rep[1]/x", "2").value();
    session.answer("/data/rep[2]/x", "3").value();
    return session;
}

TEST(Form, attributes_of_other_vocabularies_and_appearances_are_kept)
{
    const auto form = read_form(sample).value();

    EXPECT_EQ(form->id, "trial");
    EXPECT_EQ(form->version, "3");
    ASSERT_NE(form->bind("/data/a"), nullptr);
    EXPECT_EQ(*find_attribute(form->bind("/data/a")->attributes, mystery_shopper_uri, "dimension"), "RULE");
    EXPECT_EQ(*find_attribute(form->settings, mystery_shopper_uri, "critical_policy"), "flag");
    EXPECT_EQ(form->body[0].appearance, "bb:wait-clock");
}

TEST(Form, entities_depth_size_and_unknown_nodes_are_refused)
{
    EXPECT_EQ(read_form("<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>").error().code, Errc::malformed);
    EXPECT_EQ(read_form("<x>").error().code, Errc::malformed);
    std::string deep;
    for (int at = 0; at < 100; ++at)
        deep += "<a>";
    for (int at = 0; at < 100; ++at)
        deep += "</a>";
    EXPECT_EQ(read_form(deep).error().code, Errc::too_large);
    EXPECT_EQ(read_form(sample, {.bytes = 100}).error().code, Errc::too_large);
    EXPECT_EQ(read_form(sample, {.expressions = 1}).error().code, Errc::too_large);
    EXPECT_EQ(read_form("<html/>").error().code, Errc::form_invalid);
    EXPECT_EQ(read_form(form_xml("<a/>",
                                 R"xml(<odk:recordaudio xmlns:odk="http://www.opendatakit.org/xforms")xml"
                                 R"xml( event="odk-instance-load" ref="/data/a"/>)xml",
                                 ""))
                  .error()
                  .code,
              Errc::form_unsupported);
    const auto wrong = read_form(form_xml("<a/>", R"xml(<bind nodeset="/data/a" calculate="1 +"/>)xml", "")).value();
    EXPECT_EQ(compile(wrong).error().code, Errc::expression_invalid);
}

TEST(Record, the_sealed_object_mirrors_the_instance_without_what_is_hidden)
{
    World world;
    const auto session = filled(world, compiled(sample));

    EXPECT_EQ(json::canonical(record_json(session)),
              R"xml({"a":"250","g":{"b":"<tea & \"cake\">"},"rep":[{"x":"2"},{"x":"3"}],"sum":"5"})xml");
    EXPECT_EQ(session.cleared_on_sealing(), std::vector<std::string>{"/data/g/hidden"});
}

TEST(Record, xml_and_json_say_the_same)
{
    World world;
    const auto session = filled(world, compiled(sample));
    const auto data = record_json(session);
    const RecordMeta meta{"uuid:1", "uuid:0"};

    const auto xml = record_xml(session.form(), data, meta);
    ASSERT_TRUE(xml) << xml.error().detail;
    const auto read = record_from_xml(session.form(), *xml);

    ASSERT_TRUE(read) << read.error().detail << *xml;
    EXPECT_EQ(json::canonical(read->data), json::canonical(data));
    EXPECT_EQ(read->meta.instance_id, "uuid:1");
    EXPECT_EQ(read->meta.deprecated_id, "uuid:0");
}

TEST(Record, an_earlier_record_opens_pre_filled)
{
    World world;
    const auto program = compiled(sample);
    const auto data = record_json(filled(world, program));
    const auto tree = record_from_json(*read_form(sample).value(), data);
    ASSERT_TRUE(tree) << tree.error().detail;

    const auto session = Session::edit(program, world.surroundings(), *tree);

    ASSERT_TRUE(session) << session.error().detail;
    EXPECT_EQ(value(*session, "/data/rep[2]/x"), "3");
    EXPECT_EQ(json::canonical(record_json(*session)), json::canonical(data));
}

TEST(Record, members_that_the_form_does_not_know_are_refused)
{
    const auto form = read_form(sample).value();

    EXPECT_EQ(record_from_json(*form, {{"nowhere", "1"}}).error().code, Errc::form_invalid);
    EXPECT_EQ(record_from_json(*form, {{"rep", "1"}}).error().code, Errc::form_invalid);
    EXPECT_EQ(record_from_json(*form, {{"a", 1}}).error().code, Errc::form_invalid);
    EXPECT_EQ(record_from_xml(*form, "<data id=\"other\"/>").error().code, Errc::form_invalid);
}

TEST(Check, soft_findings_ask_and_hard_ones_stand_in_the_way)
{
    World world;
    const auto session = filled(world, compiled(sample));

    const auto findings = check(session);

    ASSERT_TRUE(findings) << findings.error().detail;
    ASSERT_EQ(findings->size(), 1U);
    EXPECT_EQ(findings->front().severity, Severity::soft);
    EXPECT_EQ(findings->front().reference, "/data/a");
    EXPECT_EQ(findings->front().message, "Really so many?");
}

TEST(Record, a_group_without_its_questions_is_not_lost)
{
    const auto form = read_form(form_xml("<g><x/></g><y/>", "", R"xml(<input ref="/data/y"/>)xml")).value();
    const auto read = record_from_xml(*form, R"xml(<data id="trial" version="3"><g></g><y>1</y></data>)xml").value();
    EXPECT_EQ(json::print(read.data), R"({"g":"","y":"1"})");
    const auto again = record_from_xml(*form, record_xml(*form, read.data, read.meta).value()).value();
    EXPECT_EQ(again.data, read.data);
}

} // namespace
} // namespace balieblik::forms::test
