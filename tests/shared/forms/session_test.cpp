// SPDX-License-Identifier: EUPL-1.2
// What a session promises: answers, what follows from them, repeats, events, languages, refusals.
#include "shared/forms/form_fixture.hpp"

namespace balieblik::forms::test {
namespace {

constexpr unsigned bit(Aspect aspect) { return static_cast<unsigned>(aspect); }

Session opened(World& world, const std::string& xml)
{
    auto session = Session::open(compiled(xml), world.surroundings());
    if (!session)
        throw UnexpectedRefusal(session.error());
    return std::move(*session);
}

TEST(Session, an_answer_recalculates_what_reads_it_and_says_exactly_what_changed)
{
    World world;
    auto session = opened(world, form_xml("<a/><b/><c/>",
                                          R"xml(<bind nodeset="/data/a" type="int"/>)xml"
                                          R"xml(<bind nodeset="/data/b" calculate="/data/a * 2"/>)xml",
                                          R"xml(<input ref="/data/a"/><input ref="/data/c"/>)xml"));

    const auto changes = session.answer("/data/a", "21");

    ASSERT_TRUE(changes) << changes.error().detail;
    EXPECT_EQ(value(session, "/data/b"), "42");
    EXPECT_EQ(*changes, (Changes{{"/data/a", bit(Aspect::value)}, {"/data/b", bit(Aspect::value)}}));
}

TEST(Session, a_result_that_is_no_number_is_stored_as_empty)
{
    World world;
    auto session =
        opened(world, form_xml("<a/><b/>", R"xml(<bind nodeset="/data/b" calculate="number(/data/a) + 1"/>)xml",
                               R"xml(<input ref="/data/a"/>)xml"));

    EXPECT_EQ(value(session, "/data/b"), "");
    ASSERT_TRUE(session.answer("/data/a", "1"));
    EXPECT_EQ(value(session, "/data/b"), "2");
    ASSERT_TRUE(session.answer("/data/a", "one"));
    EXPECT_EQ(value(session, "/data/b"), "");
}

TEST(Session, a_false_calculation_kept_as_text_is_true_as_a_boolean)
{
    World world;
    auto session =
        opened(world, form_xml("<a/><b/>",
                               R"xml(<bind nodeset="/data/a" calculate="1 = 2"/>)xml"
                               R"xml(<bind nodeset="/data/b" calculate="if(string(/data/a), 'yes', 'no')"/>)xml",
                               ""));

    EXPECT_EQ(value(session, "/data/a"), "false");
    EXPECT_EQ(value(session, "/data/b"), "yes");
}

TEST(Session, an_answer_that_is_not_relevant_reads_as_empty_and_returns_with_relevance)
{
    World world;
    auto session =
        opened(world, form_xml("<a/><g><b/></g><c/>",
                               R"xml(<bind nodeset="/data/g" relevant="/data/a = 'yes'"/>)xml"
                               R"xml(<bind nodeset="/data/c" calculate="concat('[', /data/g/b, ']')"/>)xml",
                               R"xml(<input ref="/data/a"/><group ref="/data/g"><input ref="/data/g/b"/></group>)xml"));
    ASSERT_TRUE(session.answer("/data/a", "yes"));
    ASSERT_TRUE(session.answer("/data/g/b", "kept"));

    const auto hidden = session.answer("/data/a", "no");

    ASSERT_TRUE(hidden);
    EXPECT_EQ(aspects(*hidden, "/data/g/b"), bit(Aspect::value) | bit(Aspect::relevant));
    EXPECT_EQ(value(session, "/data/c"), "[]");
    EXPECT_EQ(session.cleared_on_sealing(), std::vector<std::string>{"/data/g/b"});
    ASSERT_TRUE(session.answer("/data/a", "yes"));
    EXPECT_EQ(value(session, "/data/c"), "[kept]");
}

TEST(Session, a_choice_that_is_filtered_away_reads_as_empty_and_comes_back)
{
    World world;
    world.files["jr://file-csv/desks.csv"] = "name,label,office\nd1,Desk 1,o1\nd2,Desk 2,o2\n";
    auto session =
        opened(world, form_xml("<office/><desk/>", R"xml(<instance id="desks" src="jr://file-csv/desks.csv"/>)xml",
                               R"xml(<input ref="/data/office"/><select1 ref="/data/desk">)xml"
                               R"xml(<itemset nodeset="instance('desks')/root/item[office = /data/office]">)xml"
                               R"xml(<value ref="name"/><label ref="label"/></itemset></select1>)xml"));
    ASSERT_TRUE(session.answer("/data/office", "o1"));
    EXPECT_EQ(session.node("/data/desk")->options, (std::vector<Option>{{"d1", "Desk 1"}}));
    ASSERT_TRUE(session.answer("/data/desk", "d1"));

    const auto changes = session.answer("/data/office", "o2");

    ASSERT_TRUE(changes);
    EXPECT_EQ(aspects(*changes, "/data/desk"), bit(Aspect::value) | bit(Aspect::options));
    EXPECT_EQ(value(session, "/data/desk"), "");
    ASSERT_TRUE(session.answer("/data/office", "o1"));
    EXPECT_EQ(value(session, "/data/desk"), "d1");
}

TEST(Session, pictures_stand_beside_questions_and_choices_in_the_language_that_is_shown)
{
    World world;
    auto session = opened(
        world,
        form_xml(
            "<a/>",
            R"xml(<itext><translation lang="nl" default="true()"><text id="a"><value>Welk bord?</value>)xml"
            R"xml(<value form="image">jr://images/board-nl.png</value></text><text id="c0"><value>Links</value>)xml"
            R"xml(<value form="image">jr://images/left.png</value></text><text id="c1"><value>Rechts</value></text>)xml"
            R"xml(</translation><translation lang="en"><text id="a"><value>Which board?</value>)xml"
            R"xml(<value form="image">jr://images/board-en.png</value></text><text id="c0"><value>Left</value>)xml"
            R"xml(<value form="image">-</value></text><text id="c1"><value>Right</value></text>)xml"
            R"xml(</translation></itext><instance id="c"><root><item><itextId>c0</itextId><name>l</name></item>)xml"
            R"xml(<item><itextId>c1</itextId><name>r</name></item></root></instance>)xml",
            R"xml(<select1 ref="/data/a"><label ref="jr:itext('a')"/><itemset nodeset="instance('c')/root/item">)xml"
            R"xml(<value ref="name"/><label ref="jr:itext(itextId)"/></itemset></select1>)xml"));

    const auto dutch = session.node("/data/a").value();
    EXPECT_EQ(dutch.pictures.small, "jr://images/board-nl.png");
    EXPECT_EQ(dutch.options[0].pictures.small, "jr://images/left.png");
    EXPECT_EQ(dutch.options[1].pictures.small, "");

    const auto changes = session.set_language("en");

    ASSERT_TRUE(changes);
    EXPECT_EQ(aspects(*changes, "/data/a"), bit(Aspect::text) | bit(Aspect::options));
    const auto english = session.node("/data/a").value();
    EXPECT_EQ(english.pictures.small, "jr://images/board-en.png");
    EXPECT_EQ(english.options[0].label, "Left");
    EXPECT_EQ(english.options[0].pictures.small, "jr://images/left.png") << "one picture serves every language";
}

TEST(Session, an_answer_of_another_type_is_refused_and_nothing_changes)
{
    World world;
    auto session = opened(
        world,
        form_xml("<i/><d/><t/><m/><s/><x/><r/>",
                 R"xml(<bind nodeset="/data/i" type="int"/><bind nodeset="/data/d" type="date"/>)xml"
                 R"xml(<bind nodeset="/data/t" type="time"/><bind nodeset="/data/x" readonly="true()"/>)xml",
                 R"xml(<input ref="/data/i"/><input ref="/data/d"/><input ref="/data/t"/><input ref="/data/x"/>)xml"
                 R"xml(<select ref="/data/m"><item><label>A</label><value>a</value></item>)xml"
                 R"xml(<item><label>B</label><value>b</value></item></select>)xml"
                 R"xml(<select1 ref="/data/s"><item><label>A</label><value>a</value></item></select1>)xml"
                 R"xml(<range ref="/data/r" start="1" end="5" step="1"/>)xml"));
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"/data/i", "1.5"},   {"/data/i", "x"},   {"/data/d", "2026-02-30"}, {"/data/d", "2026-02-03T10:00:00"},
        {"/data/t", "25:00"}, {"/data/m", "a c"}, {"/data/m", "a a"},        {"/data/s", "b"},
        {"/data/x", "1"},     {"/data/r", "6"}};
    const auto before = session.saved();

    for (const auto& [reference, text] : wrong) {
        const auto refused = session.answer(reference, text);
        ASSERT_FALSE(refused) << reference << " " << text;
        EXPECT_EQ(refused.error().code, Errc::answer_refused);
        EXPECT_EQ(refused.error().detail.find(text == "1" ? "?" : text + " "), std::string::npos);
    }
    EXPECT_EQ(session.answer("/data/nowhere", "1").error().code, Errc::not_found);

    EXPECT_EQ(session.saved(), before);
    EXPECT_TRUE(session.answer("/data/m", "b a"));
    EXPECT_TRUE(session.answer("/data/t", "10:15:00.000+01:00"));
    EXPECT_TRUE(session.answer("/data/d", "2026-03-12"));
}

std::string circle_of(const std::string& instance, const std::string& binds)
{
    const auto program = compile(*read_form(form_xml(instance, binds, "")));
    if (program)
        return "none";
    return program.error().code == Errc::form_unsettled ? program.error().detail : "another: " + program.error().detail;
}

TEST(Session, a_calculation_that_needs_its_own_result_is_refused_with_the_names_of_the_circle)
{
    EXPECT_EQ(circle_of("<a/>", R"xml(<bind nodeset="/data/a" calculate="/data/a + 1"/>)xml"), "/data/a -> /data/a");
    EXPECT_EQ(circle_of("<a/>", R"xml(<bind nodeset="/data/a" calculate="if(. = '', 1, .)"/>)xml"),
              "/data/a -> /data/a");
    EXPECT_EQ(circle_of("<a/><b/><c/>", R"xml(<bind nodeset="/data/a" calculate="/data/c + 1"/>)xml"
                                        R"xml(<bind nodeset="/data/b" calculate="../a + 1"/>)xml"
                                        R"xml(<bind nodeset="/data/c" calculate="../b + 1"/>)xml"),
              "/data/c -> /data/a -> /data/b -> /data/c");
    EXPECT_EQ(circle_of("<a/><b/>", R"xml(<bind nodeset="/data/a" calculate="1" relevant="/data/b = 2"/>)xml"
                                    R"xml(<bind nodeset="/data/b" calculate="/data/a + 1"/>)xml"),
              "/data/a -> /data/b -> /data/a");
    EXPECT_EQ(circle_of("<rep><n/><sum/></rep>",
                        R"xml(<bind nodeset="/data/rep/sum" calculate="sum(/data/rep/sum) + ../n"/>)xml"),
              "/data/rep/sum -> /data/rep/sum");
}

TEST(Session, what_only_looks_like_a_circle_is_taken)
{
    EXPECT_EQ(circle_of("<a/>", R"xml(<bind nodeset="/data/a" constraint=". &gt; 1" calculate="2"/>)xml"), "none");
    EXPECT_EQ(circle_of("<a/>", R"xml(<bind nodeset="/data/a" calculate="once(random())"/>)xml"), "none");
    EXPECT_EQ(circle_of("<g><a/></g>", R"xml(<bind nodeset="/data/g" relevant="/data/g/a = ''"/>)xml"), "none");
    EXPECT_EQ(circle_of("<g><a/></g>", R"xml(<bind nodeset="/data/g/a" calculate="position(..)"/>)xml"), "none");
    EXPECT_EQ(circle_of("<a/><b/>", R"xml(<bind nodeset="/data/a" calculate="1" relevant="/data/b = 1"/>)xml"
                                    R"xml(<bind nodeset="/data/b" calculate="1" relevant="/data/a = 1"/>)xml"),
              "none");
    EXPECT_EQ(circle_of("<rep><n/><sum/></rep>", // each lap adds to the lap before it
                        R"xml(<bind nodeset="/data/rep/sum" calculate="sum(../preceding-sibling::rep[1]/sum) + )xml"
                        R"xml(sum(/data/rep[position() = position(current()/..) - 1]/sum) + ../n"/>)xml"),
              "none");
}

TEST(Session, calculations_that_an_answer_sets_going_in_a_circle_are_refused_by_name_and_the_answer_is_taken_back)
{
    World world;
    auto session =
        opened(world, form_xml("<on/><a>1</a><b>1</b>",
                               R"xml(<bind nodeset="/data/a" calculate="if(/data/on = 1, /data/b[1] + 1, 1)"/>)xml"
                               R"xml(<bind nodeset="/data/b" calculate="if(/data/on = 1, /data/a[1] + 1, 1)"/>)xml",
                               R"xml(<input ref="/data/on"/>)xml"));

    const auto refused = session.answer("/data/on", "1");

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::form_unsettled);
    EXPECT_NE(refused.error().detail.find("/data/a"), std::string::npos);
    EXPECT_NE(refused.error().detail.find("/data/b"), std::string::npos);
    EXPECT_EQ(value(session, "/data/on"), "");
    EXPECT_EQ(value(session, "/data/a"), "1");
}

TEST(Session, a_language_in_which_the_form_does_not_settle_is_refused_and_nothing_changes)
{
    World world;
    auto session = opened(
        world,
        form_xml("<on/><q/><a/>",
                 R"xml(<itext><translation lang="nl" default="true()"><text id="on"><value>0</value></text>)xml"
                 R"xml(</translation><translation lang="en"><text id="on"><value>1</value></text></translation>)xml"
                 R"xml(</itext><bind nodeset="/data/on" calculate="string(jr:itext('on'))"/>)xml"
                 R"xml(<bind nodeset="/data/q" relevant="/data/on = 0 or /data/a = ''"/>)xml"
                 R"xml(<bind nodeset="/data/a" calculate="/data/q"/>)xml",
                 R"xml(<input ref="/data/q"/>)xml"));
    ASSERT_TRUE(session.answer("/data/q", "x"));
    const auto before = session.saved();

    const auto refused = session.set_language("en");

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::form_unsettled);
    EXPECT_EQ(session.language(), "nl");
    EXPECT_EQ(session.saved(), before);
    EXPECT_EQ(value(session, "/data/on"), "0");
    EXPECT_EQ(value(session, "/data/a"), "x");
    EXPECT_TRUE(session.answer("/data/q", "y"));
    EXPECT_EQ(value(session, "/data/a"), "y");
}

const char* const repeat_model = R"xml(<bind nodeset="/data/rep/y" calculate="../x * 10"/>)xml"
                                 R"xml(<bind nodeset="/data/total" calculate="sum(/data/rep/y)"/>)xml"
                                 R"xml(<bind nodeset="/data/rep/x" type="int"/>)xml";
const char* const repeat_body = R"xml(<group ref="/data/rep"><label>Laps</label><repeat nodeset="/data/rep">)xml"
                                R"xml(<setvalue event="odk-new-repeat" ref="/data/rep/x" value="position(..)"/>)xml"
                                R"xml(<input ref="/data/rep/x"/></repeat></group>)xml";

TEST(Session, repeats_are_added_and_removed_and_those_behind_move_up)
{
    World world;
    auto session = opened(world, form_xml("<rep><x/><y/></rep><total/>", repeat_model, repeat_body));
    ASSERT_TRUE(session.answer("/data/rep[1]/x", "1"));

    const auto added = session.add_repeat("/data/rep");
    ASSERT_TRUE(added);
    EXPECT_EQ(aspects(*added, "/data/rep[2]/x"), bit(Aspect::added));
    EXPECT_EQ(value(session, "/data/rep[2]/x"), "2");
    EXPECT_EQ(value(session, "/data/total"), "30");
    EXPECT_EQ(session.node("/data/rep")->repeat_count, 2U);
    EXPECT_EQ(session.node("/data/rep")->label, "Laps");

    const auto removed = session.remove_repeat("/data/rep[1]");
    ASSERT_TRUE(removed);
    EXPECT_EQ(value(session, "/data/rep[1]/x"), "2");
    EXPECT_EQ(value(session, "/data/total"), "20");
    EXPECT_EQ(aspects(*removed, "/data/rep[2]/x"), bit(Aspect::removed));
    EXPECT_EQ(aspects(*removed, "/data/rep[1]/x"), bit(Aspect::value));
}

TEST(Session, a_counted_repeat_follows_its_count_and_nobody_else)
{
    World world;
    auto session =
        opened(world, form_xml("<n/><rep><x/></rep>", R"xml(<bind nodeset="/data/n" type="int"/>)xml",
                               R"xml(<input ref="/data/n"/><group ref="/data/rep"><label/>)xml"
                               R"xml(<repeat nodeset="/data/rep" jr:count="/data/n"><input ref="/data/rep/x"/>)xml"
                               R"xml(</repeat></group>)xml"));
    EXPECT_EQ(session.node("/data/rep")->repeat_count, 0U);

    const auto changes = session.answer("/data/n", "3");

    ASSERT_TRUE(changes);
    EXPECT_EQ(session.node("/data/rep")->repeat_count, 3U);
    EXPECT_EQ(aspects(*changes, "/data/rep[3]/x"), bit(Aspect::added));
    EXPECT_EQ(session.add_repeat("/data/rep").error().code, Errc::answer_refused);
    EXPECT_EQ(session.remove_repeat("/data/rep[1]").error().code, Errc::answer_refused);
}

TEST(Session, a_saved_record_is_restored_with_its_repeats_and_hidden_answers)
{
    World world;
    const auto program = compiled(form_xml("<rep><x/><y/></rep><total/>", repeat_model, repeat_body));
    auto session = std::move(Session::open(program, world.surroundings()).value());
    ASSERT_TRUE(session.add_repeat("/data/rep"));
    ASSERT_TRUE(session.add_repeat("/data/rep"));
    ASSERT_TRUE(session.answer("/data/rep[1]/x", "1"));
    ASSERT_TRUE(session.answer("/data/rep[3]/x", "7"));

    const auto again = Session::restore(program, world.surroundings(), session.saved());

    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(again->saved(), session.saved());
    EXPECT_EQ(value(*again, "/data/total"), "100");
}

TEST(Session, preloads_and_first_load_events_fill_a_new_record_only)
{
    World world;
    const auto program = compiled(form_xml(
        "<start/><today/><device/><d/>",
        R"xml(<bind nodeset="/data/start" type="dateTime" jr:preload="timestamp" jr:preloadParams="start"/>)xml"
        R"xml(<bind nodeset="/data/today" type="date" jr:preload="date" jr:preloadParams="today"/>)xml"
        R"xml(<bind nodeset="/data/device" jr:preload="property" jr:preloadParams="deviceid"/>)xml"
        R"xml(<setvalue event="odk-instance-first-load" ref="/data/d" value="1 + 1"/>)xml",
        R"xml(<input ref="/data/d"/>)xml"));
    auto session = std::move(Session::open(program, world.surroundings()).value());

    EXPECT_EQ(value(session, "/data/start"), "2026-03-12T10:05:00+01:00");
    EXPECT_EQ(value(session, "/data/today"), "2026-03-12");
    EXPECT_EQ(value(session, "/data/device"), "tablet-7");
    EXPECT_EQ(value(session, "/data/d"), "2");
    EXPECT_EQ(value(session, "/data/orx:meta/orx:instanceID").substr(0, 5), "uuid:");
    ASSERT_TRUE(session.answer("/data/d", ""));
    const auto again = Session::restore(program, world.surroundings(), session.saved());
    EXPECT_EQ(value(*again, "/data/d"), "");
}

TEST(Session, a_value_set_by_a_change_follows_the_person_only)
{
    World world;
    auto session =
        opened(world, form_xml("<a/><b/>", "",
                               R"xml(<input ref="/data/a"><setvalue event="xforms-value-changed" )xml"
                               R"xml(ref="/data/b" value="concat(/data/a, '!')"/></input><input ref="/data/b"/>)xml"));

    ASSERT_TRUE(session.answer("/data/a", "x"));
    EXPECT_EQ(value(session, "/data/b"), "x!");
    ASSERT_TRUE(session.answer("/data/b", "mine"));
    EXPECT_EQ(value(session, "/data/b"), "mine");
}

TEST(Session, texts_follow_the_language_and_what_is_filled_in)
{
    World world;
    auto session = opened(
        world,
        form_xml("<name/><q/>",
                 R"xml(<itext><translation lang="nl" default="true()"><text id="q"><value>Dag )xml"
                 R"xml(<output value="/data/name"/>!</value></text><text id="m"><value>Moet</value></text>)xml"
                 R"xml(</translation><translation lang="en"><text id="q"><value>Hello <output value="/data/name"/>)xml"
                 R"xml(!</value></text><text id="m"><value>Must</value></text></translation></itext>)xml"
                 R"xml(<bind nodeset="/data/q" required="true()" jr:requiredMsg="jr:itext('m')"/>)xml",
                 R"xml(<input ref="/data/name"/><input ref="/data/q"><label ref="jr:itext('q')"/></input>)xml"));
    const auto named = session.answer("/data/name", "Ada");
    ASSERT_TRUE(named);
    EXPECT_EQ(aspects(*named, "/data/q"), bit(Aspect::text));
    EXPECT_EQ(session.node("/data/q")->label, "Dag Ada!");

    const auto changes = session.set_language("en");

    ASSERT_TRUE(changes);
    EXPECT_EQ(*changes, (Changes{{"/data/q", bit(Aspect::text)}}));
    EXPECT_EQ(session.node("/data/q")->label, "Hello Ada!");
    EXPECT_EQ(session.node("/data/q")->required_message, "Must");
    EXPECT_EQ(session.set_language("fr").error().code, Errc::not_found);
}

TEST(Session, pages_are_the_top_level_groups_and_blockers_name_their_page)
{
    World world;
    auto session = opened(
        world,
        form_xml("<g><a/></g><h><b/></h>",
                 R"xml(<bind nodeset="/data/g/a" required="true()"/>)xml"
                 R"xml(<bind nodeset="/data/h/b" type="int" constraint=". &gt; 3" jr:constraintMsg="More than 3"/>)xml",
                 R"xml(<group ref="/data/g" appearance="field-list"><label>First</label><input ref="/data/g/a"/>)xml"
                 R"xml(</group><group ref="/data/h"><label>Second</label><input ref="/data/h/b"/></group>)xml"));
    const auto changes = session.answer("/data/h/b", "2");

    ASSERT_TRUE(changes);
    EXPECT_EQ(aspects(*changes, "/data/h/b"), bit(Aspect::value) | bit(Aspect::valid));
    const auto sections = session.sections();
    ASSERT_EQ(sections.size(), 2U);
    EXPECT_EQ(sections[0].label, "First");
    EXPECT_EQ(sections[0].appearance, "field-list");
    EXPECT_EQ(sections[1].nodes, (std::vector<std::string>{"/data/h", "/data/h/b"}));
    const auto blockers = session.blockers();
    ASSERT_EQ(blockers.size(), 2U);
    EXPECT_EQ(blockers[0].reference, "/data/g/a");
    EXPECT_EQ(blockers[0].violation, Violation::required);
    EXPECT_EQ(blockers[1].section, "/data/h");
    EXPECT_EQ(blockers[1].message, "More than 3");
    ASSERT_TRUE(session.answer("/data/h/b", "4"));
    ASSERT_TRUE(session.answer("/data/g/a", "x"));
    EXPECT_TRUE(session.blockers().empty());
}

} // namespace
} // namespace balieblik::forms::test
