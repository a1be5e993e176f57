// SPDX-License-Identifier: EUPL-1.2
// How values are written, by type; and the days on which the clocks change.
#include "forms/session/encode.hpp"
#include "shared/forms/form_fixture.hpp"

namespace balieblik::forms::test {
namespace {

Session opened(World& world, const std::string& xml)
{
    return Session::open(compiled(xml), world.surroundings()).value();
}

TEST(Values, a_whole_number_has_one_spelling)
{
    EXPECT_EQ(encoded(DataType::integer, "007"), "7");
    EXPECT_EQ(encoded(DataType::integer, "+5"), "5");
    EXPECT_EQ(encoded(DataType::integer, " 5 "), "5");
    EXPECT_EQ(encoded(DataType::integer, "1e3"), "1000");
    EXPECT_EQ(encoded(DataType::integer, "-1.5"), "-1");
    EXPECT_EQ(encoded(DataType::integer, "2147483648"), "");
    EXPECT_EQ(encoded(DataType::integer, "-2147483648"), "-2147483648");
    EXPECT_EQ(encoded(DataType::integer, "many"), "");
    EXPECT_EQ(encoded(DataType::integer, "1,5"), "");
}

TEST(Values, a_decimal_shows_that_it_is_one)
{
    EXPECT_EQ(encoded(DataType::decimal, "2"), "2.0");
    EXPECT_EQ(encoded(DataType::decimal, "1.50"), "1.5");
    EXPECT_EQ(encoded(DataType::decimal, ".5"), "0.5");
    EXPECT_EQ(encoded(DataType::decimal, "1,5"), ""); // a Dutch comma is made a point where it is typed
    EXPECT_EQ(encoded(DataType::decimal, "Infinity"), "");
}

TEST(Values, days_times_and_moments_are_taken_whole_or_not_at_all)
{
    EXPECT_EQ(encoded(DataType::date, "2026-03-12"), "2026-03-12");
    EXPECT_EQ(encoded(DataType::date, "2026-03-12T23:30:05"), "2026-03-12");
    EXPECT_EQ(encoded(DataType::date, "2026-03-12T23:30:05Z"), "");
    EXPECT_EQ(encoded(DataType::date, "2026-02-30"), "");
    EXPECT_EQ(encoded(DataType::date, "12-03-2026"), "");
    EXPECT_EQ(encoded(DataType::time, "13:30:55.125+01:00"), "13:30:55.125+01:00");
    EXPECT_EQ(encoded(DataType::time, "13:30"), "");
    EXPECT_EQ(encoded(DataType::date_time, "2026-03-12"), "");
    EXPECT_EQ(encoded(DataType::date_time, "2026-03-12T10:05:00+01:00"), "2026-03-12T10:05:00+01:00");
}

TEST(Values, places_lie_on_the_earth_and_shapes_are_closed)
{
    EXPECT_EQ(encoded(DataType::geopoint, "52.1 5.2 0 4"), "52.1 5.2 0.0 4.0");
    EXPECT_EQ(encoded(DataType::geopoint, "52.1 5.2"), "52.1 5.2");
    EXPECT_EQ(encoded(DataType::geopoint, "91 5"), "");
    EXPECT_EQ(encoded(DataType::geotrace, "52 5 0 0; 53 6 0 0;"), "52.0 5.0 0.0 0.0;53.0 6.0 0.0 0.0");
    EXPECT_EQ(encoded(DataType::geotrace, "52 5;52 5"), "");
    EXPECT_EQ(encoded(DataType::geoshape, "52 5;53 6;54 5;52 5"), "52.0 5.0;53.0 6.0;54.0 5.0;52.0 5.0");
    EXPECT_EQ(encoded(DataType::geoshape, "52 5;53 6;54 5"), "");
}

TEST(Values, a_default_is_written_as_its_type_writes_it)
{
    World world;
    const auto session = opened(
        world, form_xml("<i>007</i><d>2</d><p>1 2</p><w>2026-03-12T10:00:00</w>",
                        R"xml(<bind nodeset="/data/i" type="int"/><bind nodeset="/data/d" type="decimal"/>)xml"
                        R"xml(<bind nodeset="/data/p" type="geopoint"/><bind nodeset="/data/w" type="date"/>)xml",
                        ""));
    EXPECT_EQ(value(session, "/data/i"), "7");
    EXPECT_EQ(value(session, "/data/d"), "2.0");
    EXPECT_EQ(value(session, "/data/p"), "1.0 2.0");
    EXPECT_EQ(value(session, "/data/w"), "2026-03-12");
}

TEST(Values, a_text_has_its_accents_in_one_piece)
{
    World world;
    auto session =
        Session::open(compiled(form_xml("<a/><b/>", "", R"xml(<input ref="/data/a"/>)xml")), world.surroundings())
            .value();

    ASSERT_TRUE(session.answer("/data/a", "cafe\xCC\x81"));
    EXPECT_EQ(value(session, "/data/a"), "caf\xC3\xA9");
    ASSERT_TRUE(session.answer("/data/a", "caf\xC3\xA9 \xF0\x9F\x98\x80"));
    EXPECT_EQ(value(session, "/data/a"), "caf\xC3\xA9 \xF0\x9F\x98\x80");
}

TEST(Values, choices_are_kept_in_the_order_in_which_they_are_offered)
{
    World world;
    auto session = opened(world, form_xml("<m/><t/>", "",
                                          R"xml(<select ref="/data/m"><item><label>A</label><value>a</value></item>)xml"
                                          R"xml(<item><label>B</label><value>b</value></item></select>)xml"
                                          R"xml(<trigger ref="/data/t"/>)xml"));
    session.answer("/data/m", "b a").value();
    EXPECT_EQ(value(session, "/data/m"), "a b");
    EXPECT_EQ(session.answer("/data/t", "perhaps").error().code, Errc::answer_refused);
    session.answer("/data/t", "OK").value();
    EXPECT_EQ(value(session, "/data/t"), "OK");
}

class Amsterdam : public ::testing::Test {
protected:
    std::string computed(const std::string& expression, const std::string& type = "string")
    {
        auto session = opened(world, form_xml("<x/>",
                                              R"xml(<bind nodeset="/data/x" type=")xml" + type +
                                                  R"xml(" calculate=")xml" + expression + R"xml("/>)xml",
                                              ""));
        return value(session, "/data/x");
    }
    World world;
};

TEST_F(Amsterdam, the_day_after_the_clocks_went_forward_is_the_next_day)
{
    EXPECT_EQ(computed("date('2026-03-28') + 1", "date"), "2026-03-29");
    EXPECT_EQ(computed("date('2026-03-29') + 1", "date"), "2026-03-30");
    EXPECT_EQ(computed("format-date(date('2026-03-28') + 2, '%Y-%m-%d')"), "2026-03-30");
}

TEST_F(Amsterdam, the_day_after_the_clocks_went_back_is_the_next_day)
{
    EXPECT_EQ(computed("date('2026-10-24') + 1", "date"), "2026-10-25");
    EXPECT_EQ(computed("date('2026-10-25') + 1", "date"), "2026-10-26");
    EXPECT_EQ(computed("format-date(date('2026-10-24') + 2, '%e-%n-%Y')"), "26-10-2026");
}

TEST_F(Amsterdam, a_wait_over_the_lost_hour_is_as_long_as_it_was)
{
    EXPECT_EQ(computed("round((decimal-date-time('2026-03-29T03:10:00+02:00')"
                       " - decimal-date-time('2026-03-29T01:50:00+01:00')) * 1440)"),
              "20");
    EXPECT_EQ(computed("round((decimal-date-time('2026-03-29T03:10:00') - decimal-date-time('2026-03-29T01:50:00'))"
                       " * 1440)"),
              "20");
}

TEST_F(Amsterdam, a_wait_over_the_doubled_hour_is_as_long_as_it_was)
{
    EXPECT_EQ(computed("round((decimal-date-time('2026-10-25T02:10:00+01:00')"
                       " - decimal-date-time('2026-10-25T02:50:00+02:00')) * 1440)"),
              "20");
    // Without an offset the first of the two hours is meant.
    EXPECT_EQ(computed("format-date-time('2026-10-25T02:30:00', '%H:%M')"), "02:30");
    EXPECT_EQ(computed("date-time('2026-10-25T02:30:00')"), "2026-10-25T02:30:00.000+02:00");
    EXPECT_EQ(computed("date-time('2026-10-25T03:30:00')"), "2026-10-25T03:30:00.000+01:00");
}

TEST_F(Amsterdam, now_and_today_are_local)
{
    world.clock.reading.wall = *parse_timestamp("2026-03-28T23:30:00Z");
    EXPECT_EQ(computed("today()"), "2026-03-29");
    EXPECT_EQ(computed("format-date-time(now(), '%d-%m-%Y %H:%M')"), "29-03-2026 00:30");
    world.clock.reading.wall = *parse_timestamp("2026-10-25T00:30:00Z");
    EXPECT_EQ(computed("now()"), "2026-10-25T02:30:00+02:00");
    world.clock.reading.wall = *parse_timestamp("2026-10-25T01:30:00Z");
    EXPECT_EQ(computed("now()"), "2026-10-25T02:30:00+01:00");
}

} // namespace
} // namespace balieblik::forms::test
