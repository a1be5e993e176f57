// SPDX-License-Identifier: EUPL-1.2
// What forms do by themselves: actions on events, bound attributes, lists from files, repeats by index.
#include "forms/record/record.hpp"
#include "shared/forms/form_fixture.hpp"

namespace balieblik::forms::test {
namespace {

Session opened(const std::string& xml, Surroundings surroundings)
{
    return Session::open(compiled(xml), std::move(surroundings)).value();
}
Session opened(World& world, const std::string& xml) { return opened(xml, world.surroundings()); }

TEST(Actions, a_change_is_heard_whoever_made_it)
{
    World world;
    auto session = opened(
        world, form_xml("<a/><b/><c/><d/>", R"xml(<bind nodeset="/data/b" calculate="/data/a * 2"/>)xml",
                        R"xml(<input ref="/data/a"/><input ref="/data/b"><setvalue event="xforms-value-changed")xml"
                        R"xml( ref="/data/c" value="/data/b + 1"/></input><input ref="/data/c"><setvalue)xml"
                        R"xml( event="xforms-value-changed" ref="/data/d">heard</setvalue></input>)xml"));
    EXPECT_EQ(value(session, "/data/d"), "");
    session.answer("/data/a", "3").value();
    EXPECT_EQ(value(session, "/data/c"), "7");
    EXPECT_EQ(value(session, "/data/d"), "heard");
}

TEST(Actions, that_change_each_other_without_end_are_refused_and_nothing_changes)
{
    World world;
    auto session =
        opened(world, form_xml("<a/><b/>", "",
                               R"xml(<input ref="/data/a"><setvalue event="xforms-value-changed" ref="/data/b")xml"
                               R"xml( value="/data/a + 1"/></input><input ref="/data/b"><setvalue)xml"
                               R"xml( event="xforms-value-changed" ref="/data/a" value="/data/b + 1"/></input>)xml"));
    EXPECT_EQ(session.answer("/data/a", "1").error().code, Errc::form_unsettled);
    EXPECT_EQ(value(session, "/data/a"), "");
    EXPECT_EQ(value(session, "/data/b"), "");
}

TEST(Actions, a_new_instance_is_greeted_and_the_first_ones_are_not)
{
    World world;
    auto session = opened(
        world,
        form_xml(R"xml(<n>1</n><r jr:template=""><x/></r>)xml", R"xml(<bind nodeset="/data/n" type="int"/>)xml",
                 R"xml(<input ref="/data/n"/><repeat nodeset="/data/r" jr:count="/data/n"><setvalue)xml"
                 R"xml( event="odk-new-repeat" ref="/data/r/x" value="position(..)"/><input ref="/data/r/x"/>)xml"
                 "</repeat>"));
    EXPECT_EQ(value(session, "/data/r[1]/x"), "");
    session.answer("/data/n", "3").value();
    EXPECT_EQ(value(session, "/data/r[1]/x"), "");
    EXPECT_EQ(value(session, "/data/r[3]/x"), "3");
}

TEST(Actions, the_place_is_asked_for_where_the_tablet_knows_it)
{
    const auto xml =
        form_xml("<s/><p/>", "",
                 R"xml(<input ref="/data/s"><odk:setgeopoint xmlns:odk="http://www.opendatakit.org/xforms")xml"
                 R"xml( event="xforms-value-changed" ref="/data/p"/></input>)xml");
    World world;
    auto without = opened(world, xml);
    without.answer("/data/s", "x").value();
    EXPECT_EQ(value(without, "/data/p"), "");

    auto surroundings = world.surroundings();
    surroundings.place = [] { return std::optional<std::string>("52.1 5.2 0 4"); };
    auto with = opened(xml, surroundings);
    with.answer("/data/s", "x").value();
    EXPECT_EQ(value(with, "/data/p"), "52.1 5.2 0.0 4.0");
}

TEST(Actions, an_answer_that_is_not_asked_now_is_kept_aside)
{
    World world;
    auto session = opened(world, form_xml("<a>1</a><b/>", R"xml(<bind nodeset="/data/b" relevant="/data/a = 1"/>)xml",
                                          R"xml(<input ref="/data/a"/><input ref="/data/b"/>)xml"));
    session.answer("/data/a", "2").value();
    EXPECT_TRUE(session.answer("/data/b", "kept")->empty());
    EXPECT_EQ(value(session, "/data/b"), "");
    session.answer("/data/a", "1").value();
    EXPECT_EQ(value(session, "/data/b"), "kept");
}

TEST(Attributes, that_a_form_binds_are_computed_and_written)
{
    World world;
    auto session = opened(world, form_xml(R"xml(<v/><g stamp=""><x/></g>)xml",
                                          R"xml(<bind nodeset="/data/g/@stamp" calculate="concat(/data/v, '!')"/>)xml",
                                          R"xml(<input ref="/data/v"/>)xml"));
    session.answer("/data/v", "7").value();
    EXPECT_NE(instance_xml(session).find(R"xml(<g stamp="7!"><x/></g>)xml"), std::string::npos);
    const auto again = Session::restore(compiled(form_xml(R"xml(<v/><g stamp=""><x/></g>)xml",
                                                          R"xml(<bind nodeset="/data/g/@stamp")xml"
                                                          R"xml( calculate="concat(/data/v, '!')"/>)xml",
                                                          R"xml(<input ref="/data/v"/>)xml")),
                                        world.surroundings(), session.saved());
    EXPECT_EQ(instance_xml(*again), instance_xml(session));
}

TEST(Lists, of_places_are_read_from_geojson)
{
    World world;
    world.files["jr://file/desks.geojson"] =
        R"json({"type":"FeatureCollection","features":[{"type":"Feature","id":"d1","geometry":{"type":"Point",)json"
        R"json("coordinates":[5.2,52.1]},"properties":{"title":"Desk 1","floor":2}},{"type":"Feature","id":"d2",)json"
        R"json("geometry":{"type":"LineString","coordinates":[[5,52],[6,53]]},"properties":{"title":"Desk 2"}}]})json";
    auto session = opened(
        world,
        form_xml("<d/><w/>",
                 R"xml(<instance id="desks" src="jr://file/desks.geojson"/><bind nodeset="/data/w")xml"
                 R"xml( calculate="instance('desks')/root/item[id = /data/d]/geometry"/>)xml",
                 R"xml(<select1 ref="/data/d"><itemset nodeset="instance('desks')/root/item"><value ref="id"/>)xml"
                 R"xml(<label ref="title"/></itemset></select1>)xml"));
    EXPECT_EQ(session.node("/data/d")->options, (std::vector<Option>{{"d1", "Desk 1"}, {"d2", "Desk 2"}}));
    session.answer("/data/d", "d1").value();
    EXPECT_EQ(value(session, "/data/w"), "52.1 5.2 0 0");
    session.answer("/data/d", "d2").value();
    EXPECT_EQ(value(session, "/data/w"), "52 5 0 0; 53 6 0 0");
}

TEST(Lists, that_are_no_geojson_are_refused_with_the_feature)
{
    EXPECT_EQ(read_geojson("[]").error().code, Errc::malformed);
    const auto wrong = read_geojson(R"json({"type":"FeatureCollection","features":[{"type":"Feature","geometry":)json"
                                    R"json({"type":"MultiPoint","coordinates":[]},"properties":{}}]})json");
    EXPECT_NE(wrong.error().detail.find("feature 1"), std::string::npos);
}

TEST(Lists, of_the_last_saved_record_are_empty_before_there_is_one)
{
    World world;
    const auto xml = form_xml("<a/>",
                              R"xml(<instance id="last-saved" src="jr://instance/last-saved"/><setvalue)xml"
                              R"xml( event="odk-instance-first-load" ref="/data/a")xml"
                              R"xml( value="instance('last-saved')/data/a"/>)xml",
                              R"xml(<input ref="/data/a"/>)xml");
    EXPECT_EQ(value(opened(world, xml), "/data/a"), "");
    world.files["jr://instance/last-saved"] = "<data id='trial'><a>again</a></data>";
    EXPECT_EQ(value(opened(world, xml), "/data/a"), "again");
}

TEST(Repeats, are_read_by_index_wherever_the_question_stands)
{
    World world;
    const auto repeat = [](const char* x, const char* a, const char* b) {
        return std::string("<o><x>") + x + "</x><i><z>" + a + "</z></i><i><z>" + b + "</z></i></o>";
    };
    const auto session = opened(
        world,
        form_xml(repeat("1", "a", "b") + repeat("2", "c", "d") + "<p/><q/><s/>",
                 R"xml(<bind nodeset="/data/p" calculate="indexed-repeat(/data/o/x, /data/o, 2)"/>)xml"
                 R"xml(<bind nodeset="/data/q" calculate="indexed-repeat(/data/o/i/z, /data/o, 2, /data/o/i, 1)"/>)xml"
                 R"xml(<bind nodeset="/data/s" calculate="indexed-repeat(/data/o/x, /data/o, 3)"/>)xml",
                 R"xml(<repeat nodeset="/data/o"><repeat nodeset="/data/o/i"><input ref="/data/o/i/z"/></repeat>)xml"
                 "</repeat>"));
    EXPECT_EQ(value(session, "/data/p"), "2");
    EXPECT_EQ(value(session, "/data/q"), "c");
    EXPECT_EQ(value(session, "/data/s"), "");
}

TEST(Repeats, without_a_template_begin_empty)
{
    World world;
    auto session = opened(world, form_xml("<r><x>first</x></r>", "",
                                          R"xml(<repeat nodeset="/data/r"><input ref="/data/r/x"/></repeat>)xml"));
    session.add_repeat("/data/r").value();
    EXPECT_EQ(value(session, "/data/r[1]/x"), "first");
    EXPECT_EQ(value(session, "/data/r[2]/x"), "");
}

TEST(Records, are_edited_under_an_id_of_their_own)
{
    World world;
    const auto program = compiled(form_xml("<a/>", "", R"xml(<input ref="/data/a"/>)xml"));
    auto session = Session::open(program, world.surroundings()).value();
    session.answer("/data/a", "1").value();
    const auto record = session.record(true);
    const auto reopened = Session::reopen(program, world.surroundings(), record).value();
    EXPECT_EQ(value(reopened, "/data/orx:meta/orx:instanceID"), value(session, "/data/orx:meta/orx:instanceID"));
    const auto edited = Session::edit(program, world.surroundings(), record).value();
    EXPECT_EQ(value(edited, "/data/a"), "1");
    EXPECT_NE(value(edited, "/data/orx:meta/orx:instanceID"), value(session, "/data/orx:meta/orx:instanceID"));
}

} // namespace
} // namespace balieblik::forms::test
