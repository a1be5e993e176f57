// SPDX-License-Identifier: EUPL-1.2
// Repeats as other projects write them: nested, counted from where they stand, hidden while empty.
#include "shared/forms/form_fixture.hpp"

namespace balieblik::forms::test {
namespace {

std::size_t count_of(const Session& session, const std::string& repeat) { return session.node(repeat)->repeat_count; }

const char* const nested_model =
    R"xml(<bind nodeset="/data/o/m" type="int"/>)xml"
    R"xml(<bind nodeset="/data/o/i/p" calculate="concat(position(../..), '.', position(..))"/>)xml";

std::string nested(const std::string& inner_count)
{
    return form_xml(
        "<n>2</n><o><m/><i><x/><p/></i></o>", nested_model,
        R"xml(<input ref="/data/n"/><repeat nodeset="/data/o" jr:count="/data/n"><input ref="/data/o/m"/>)xml"
        R"xml(<repeat nodeset="/data/o/i" jr:count=")xml" +
            inner_count + R"xml("><input ref="/data/o/i/x"/></repeat></repeat>)xml");
}

TEST(Repeats, a_count_is_seen_from_its_own_repeat)
{
    World world;
    for (const auto* count : {"../m", " ../m ", "current()/../m", "../m + 0"}) {
        auto session = Session::open(compiled(nested(count)), world.surroundings()).value();
        EXPECT_EQ(count_of(session, "/data/o[2]/i"), 0U) << count;

        ASSERT_TRUE(session.answer("/data/o[2]/m", "3"));

        EXPECT_EQ(count_of(session, "/data/o[1]/i"), 0U) << count;
        EXPECT_EQ(count_of(session, "/data/o[2]/i"), 3U) << count;
        EXPECT_EQ(value(session, "/data/o[2]/i[3]/p"), "2.3") << count;
    }
}

TEST(Repeats, a_count_that_is_typed_anew_throws_nothing_away)
{
    World world;
    auto session = Session::open(compiled(nested("../m")), world.surroundings()).value();
    ASSERT_TRUE(session.answer("/data/o[1]/m", "2"));
    ASSERT_TRUE(session.answer("/data/o[1]/i[2]/x", "kept"));

    ASSERT_TRUE(session.answer("/data/o[1]/m", ""));

    EXPECT_EQ(count_of(session, "/data/o[1]/i"), 2U);
    EXPECT_EQ(value(session, "/data/o[1]/i[2]/x"), "kept");
    EXPECT_TRUE(session.recalculate_all()->empty());
    const auto again = Session::restore(compiled(nested("../m")), world.surroundings(), session.saved());
    EXPECT_EQ(value(*again, "/data/o[1]/i[2]/x"), "kept");

    ASSERT_TRUE(session.answer("/data/o[1]/m", "0"));
    EXPECT_EQ(count_of(session, "/data/o[1]/i"), 0U);
}

TEST(Repeats, a_new_instance_of_the_outer_one_counts_for_itself)
{
    World world;
    auto session = Session::open(compiled(nested("../m")), world.surroundings()).value();
    ASSERT_TRUE(session.answer("/data/o[1]/m", "2"));

    ASSERT_TRUE(session.answer("/data/n", "1"));
    ASSERT_TRUE(session.answer("/data/n", "2"));

    EXPECT_EQ(count_of(session, "/data/o[1]/i"), 2U);
    EXPECT_EQ(count_of(session, "/data/o[2]/i"), 0U);
}

TEST(Repeats, without_an_instance_are_relevant_as_their_form_says)
{
    World world;
    auto session =
        Session::open(
            compiled(form_xml(
                "<g/><r jr:template=\"\"><a/></r>", R"xml(<bind nodeset="/data/r" relevant="../g = 'yes'"/>)xml",
                R"xml(<input ref="/data/g"/><repeat nodeset="/data/r"><input ref="/data/r/a"/></repeat>)xml")),
            world.surroundings())
            .value();
    EXPECT_FALSE(session.node("/data/r")->relevant);

    ASSERT_TRUE(session.answer("/data/g", "yes"));

    EXPECT_TRUE(session.node("/data/r")->relevant);
    ASSERT_TRUE(session.add_repeat("/data/r"));
    ASSERT_TRUE(session.answer("/data/g", "no"));
    EXPECT_FALSE(session.node("/data/r")->relevant);
}

TEST(Repeats, whose_node_is_asked_for_too_are_counted_all_the_same)
{
    World world;
    const auto xml = form_xml(
        "<n>0</n><r><x/></r>", "",
        R"xml(<input ref="/data/r"/><repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/x"/></repeat>)xml");
    auto session = Session::open(compiled(xml), world.surroundings()).value();

    EXPECT_EQ(session.add_repeat("/data/r").error().code, Errc::answer_refused);
    EXPECT_EQ(count_of(session, "/data/r"), 0U);
}

TEST(Repeats, that_take_their_surroundings_away_are_added_to_without_harm)
{
    World world;
    const auto xml = form_xml(
        R"xml(<o jr:template=""><i jr:template=""><x/></i></o>)xml", "",
        R"xml(<repeat nodeset="/data/o" jr:count="1 - count(/data/o/i)"><repeat nodeset="/data/o/i">)xml"
        R"xml(<setvalue event="odk-new-repeat" ref="/data/o/i/x" value="1"/><input ref="/data/o/i/x"/></repeat>)xml"
        R"xml(</repeat>)xml");
    auto session = Session::open(compiled(xml), world.surroundings());
    if (session)
        (void)session->add_repeat("/data/o[1]/i"); // refused as unsettled, or taken: never a read of what is gone
}

TEST(References, are_exact)
{
    World world;
    auto session = Session::open(compiled(nested("../m")), world.surroundings()).value();
    for (const auto* reference : {"/data/n[", "/data/n[0]", "/data/n[2]", "/data/n[1", "/data/n[1]x", "/data/n[x]",
                                  "/data/n[]", "data/n", "/data//n", "/data/n/", "/", "", "/data", "/data/o[1]"})
        EXPECT_EQ(session.answer(reference, "1").error().code, Errc::not_found) << reference;
    EXPECT_TRUE(session.answer("/data/n[1]", "1"));
}

TEST(Repeats, a_page_shows_them_instance_by_instance_in_the_order_in_which_they_are_asked)
{
    World world;
    auto session =
        Session::open(compiled(form_xml("<r jr:template=''><b/><a/><s jr:template=''><c/></s></r><z/>", "",
                                        R"xml(<group ref="/data/r"><label>Desk</label><repeat nodeset="/data/r">)xml"
                                        R"xml(<group><input ref="/data/r/a"/><input ref="/data/r/b"/></group>)xml"
                                        R"xml(<repeat nodeset="/data/r/s"><input ref="/data/r/s/c"/></repeat>)xml"
                                        R"xml(</repeat></group><input ref="/data/z"/>)xml")),
                      world.surroundings())
            .value();
    for (const char* repeat : {"/data/r", "/data/r", "/data/r[1]/s", "/data/r[1]/s"})
        ASSERT_TRUE(session.add_repeat(repeat));

    const auto pages = session.sections();

    ASSERT_EQ(pages.size(), 2U);
    EXPECT_EQ(pages[0].nodes,
              (std::vector<std::string>{"/data/r", "/data/r[1]", "/data/r[1]/a", "/data/r[1]/b", "/data/r[1]/s",
                                        "/data/r[1]/s[1]", "/data/r[1]/s[1]/c", "/data/r[1]/s[2]", "/data/r[1]/s[2]/c",
                                        "/data/r[2]", "/data/r[2]/a", "/data/r[2]/b", "/data/r[2]/s"}));
    EXPECT_EQ(pages[1].nodes, (std::vector<std::string>{"/data/z"}));
}

} // namespace
} // namespace balieblik::forms::test
