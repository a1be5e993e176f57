// SPDX-License-Identifier: EUPL-1.2
// The rules of ODK's expressions that are easy to get wrong.
#include "shared/forms/form_fixture.hpp"

#include "forms/xpath/expression.hpp"

namespace balieblik::forms::test {
namespace {

std::string of(const std::string& expression)
{
    World world;
    const auto session =
        Session::open(compiled(form_xml("<x/><a>5</a><d>2026-03-28</d><s>a b</s>", "", "")), world.surroundings());
    const auto result = session->evaluate(expression, "/data/x");
    return result ? *result : "refused: " + result.error().detail;
}

TEST(Expressions, dates_compare_and_add_as_days)
{
    EXPECT_EQ(of("'2025-01-01' < today()"), "true");
    EXPECT_EQ(of("/data/d > today()"), "true");
    EXPECT_EQ(of("today() = '2026-03-12'"), "true");
    EXPECT_EQ(of("int(decimal-date-time('2026-03-13') - today())"), "1");
}

TEST(Expressions, a_day_counted_across_a_change_of_the_clocks_is_that_day)
{
    EXPECT_EQ(of("date(date('2026-03-28') + 1)"), "2026-03-29");
    EXPECT_EQ(of("date(date('2026-03-28') + 2)"), "2026-03-30");
    EXPECT_EQ(of("date(date('2026-10-24') + 2)"), "2026-10-26");
    EXPECT_EQ(of("format-date-time('2026-07-01T10:00:00Z', '%H:%M')"), "12:00");
}

TEST(Expressions, coalesce_takes_what_is_no_number_for_empty)
{
    EXPECT_EQ(of("coalesce(number(''), 3)"), "3");
    EXPECT_EQ(of("coalesce(/data/x, 'b')"), "b");
    EXPECT_EQ(of("coalesce(0, 'b')"), "0");
}

TEST(Expressions, an_unanswered_number_is_neither_below_nor_above)
{
    EXPECT_EQ(of("if(/data/x <= 10, 1, 0)"), "0");
    EXPECT_EQ(of("if(/data/x > 10, 1, 0)"), "0");
}

TEST(Expressions, choices_of_a_multiple_answer_are_counted_and_found)
{
    EXPECT_EQ(of("selected(/data/s, 'b') and not(selected(/data/s, 'c'))"), "true");
    EXPECT_EQ(of("count-selected(/data/s)"), "2");
    EXPECT_EQ(of("selected-at(/data/s, 1)"), "b");
}

TEST(Expressions, numbers_round_as_they_are_written)
{
    EXPECT_EQ(of("round(2.15, 1)"), "2.2");
    EXPECT_EQ(of("round(-1.5)"), "-2");
    EXPECT_EQ(of("0.1 + 0.2 > 0.3"), "true");
    EXPECT_EQ(of("8 div 2 * 3 - -1"), "13");
}

TEST(Expressions, a_seed_gives_the_order_that_every_client_gives)
{
    World world;
    const auto session = Session::open(
        compiled(form_xml(
            "<x/>", "<instance id=\"l\"><root><i>A</i><i>B</i><i>C</i><i>D</i><i>E</i><i>F</i></root></instance>", "")),
        world.surroundings());
    const auto order = [&](const std::string& seed) {
        return *session->evaluate("join('', randomize(instance('l')/root/i, " + seed + "))", "/data/x");
    };

    EXPECT_EQ(order("42"), "AFCBDE");
    EXPECT_EQ(order("1"), "BFEACD");
    EXPECT_EQ(order("1.1"), "BFEACD");
}

TEST(Expressions, a_mistake_is_refused_with_its_place)
{
    EXPECT_EQ(of("1 +"), "refused: it ends at character 4");
    EXPECT_EQ(of("nosuch(1)"), "refused: there is no function nosuch()");
    EXPECT_EQ(of("if(1, 2)"), "refused: if() with 2 arguments");
    EXPECT_FALSE(xpath::parse(std::string(5000, '(') + "1" + std::string(5000, ')')));
}

TEST(Expressions, what_an_expression_reads_is_known_without_running_it)
{
    const auto expression = xpath::parse("sum(/data/rep/y) + ../b + count(instance('l')/root/item[k = /data/c and z])");

    const auto read = xpath::reads(**expression, "/data/g/a");

    EXPECT_EQ(read.paths, (std::set<std::string>{"/data/rep/y", "/data/g/b", "/data/c"}));
}

} // namespace
} // namespace balieblik::forms::test
