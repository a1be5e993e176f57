// SPDX-License-Identifier: EUPL-1.2
// Every function and operator with arguments that are easy to get wrong, one row each: what the specifications of XPath
// 1.0 and of ODK's XForms say.
#include "shared/forms/form_fixture.hpp"

#include "forms/xpath/expression.hpp"

namespace balieblik::forms::test {
namespace {

// "refused" for what is no expression at all.
std::string of(const std::string& expression)
{
    World world;
    static const auto program = compiled(
        form_xml("<t>abc d</t><n>7</n><e/><c>x z</c><s>y</s><d>2.50</d><day>2026-03-12</day>"
                 "<when>2026-03-12T10:05:00.000+01:00</when><r><n>1</n></r><r><n>2</n></r><r><n>30</n></r>",
                 R"xml(<instance id="l"><root><item><name>x</name><label>X label</label><k>1</k></item><item>)xml"
                 R"xml(<name>y</name><label>Y label</label><k>2</k></item><item><name>z</name><label>Z</label>)xml"
                 R"xml(<k>3</k></item></root></instance><bind nodeset="/data/day" type="date"/>)xml",
                 R"xml(<select1 ref="/data/s"><itemset nodeset="instance('l')/root/item"><value ref="name"/>)xml"
                 R"xml(<label ref="label"/></itemset></select1><repeat nodeset="/data/r"><input ref="/data/r/n"/>)xml"
                 R"xml(</repeat>)xml"));
    const auto session = Session::open(program, world.surroundings());
    const auto result = session->evaluate(expression, "/data/e");
    return result ? *result : "refused";
}

struct Row {
    const char* expression;
    const char* result;
};

template <std::size_t count>
void expect(const Row (&rows)[count])
{
    for (const auto& row : rows)
        EXPECT_EQ(of(row.expression), row.result) << row.expression;
}

TEST(Functions, on_texts)
{
    expect({{"string(1.0)", "1"},
            {"string(.1)", "0.1"},
            {"string(0.0000001)", "0.0000001"},
            {"string(1 div 0)", "Infinity"},
            {"string(true())", "true"},
            {"string(/data/none)", ""},
            {"concat(/data/r/n)", "1230"},
            {"concat('a', /data/r/n, 1)", "a12301"},
            {"concat()", ""},
            {"join('-', /data/r/n, 'x')", "1-2-30-x"},
            {"join(' ', /data/none)", ""},
            {"substr('abc', 1)", "bc"},
            {"substr('abc', 1, -1)", "b"},
            {"substr('abc', -2)", "bc"},
            {"substr('abc', 0.9, 2.9)", "ab"},
            {"substr('abc', 'x')", "abc"},
            {"substr('abc', 0, 'x')", ""},
            {"substr('hé€😀', 3)", "😀"},
            {"substring('12345', 1.5, 2.6)", "234"},
            {"substring('12345', 0 div 0, 3)", ""},
            {"substring('12345', -42, 1 div 0)", "12345"},
            {"substring('12345', 0, 3)", "12"},
            {"substring-before(/data/day, '-')", "2026"},
            {"substring-before('abc', '')", ""},
            {"substring-before('abc', 'x')", ""},
            {"substring-after('abc', '')", "abc"},
            {"substring-after('a=b=c', '=')", "b=c"},
            {"translate('abc', 'abc', 'x')", "x"},
            {"translate('aba', 'aa', 'xy')", "xbx"},
            {"translate('é', 'é', 'e')", "e"},
            {"string-length('hé😀')", "3"},
            {"normalize-space('  a  b ')", "a b"},
            {"contains('', '')", "true"},
            {"starts-with('abc', '')", "true"},
            {"ends-with('abc', 'bc')", "true"},
            {"ends-with('', 'a')", "false"},
            {"regex('abc', 'b')", "true"},
            {"regex('abc', '^b')", "false"},
            {"regex('2511', '^[0-9]{4}$')", "true"},
            {"regex('x', '[')", "false"},
            {"base64-decode('aGVsbG8=')", "hello"},
            {"base64-decode('aGVsbG8')", "hello"},
            {"base64-decode('*')", ""},
            {"digest('abc', 'SHA-256')", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="},
            {"digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72"},
            {"digest('', 'SHA-1', 'hex')", "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
            {"digest('abc', 'sha-256')", ""},
            {"string-length(uuid())", "36"},
            {"string-length(uuid(5))", "5"},
            {"string-length(uuid(50))", "50"},
            {"uuid(0)", ""}});
}

TEST(Functions, on_numbers)
{
    expect({{"number('')", "NaN"},
            {"string(number('12.') + number('.5'))", "12.5"},
            {"string(number('1e3'))", ""},
            {"string(number('+1'))", ""},
            {"number(' 7 ')", "7"},
            {"number(true())", "1"},
            {"int('3.9')", "3"},
            {"int(-3.9)", "-3"},
            {"round(-0.4)", "0"},
            {"round(-2.5)", "-3"},
            {"round(2.5)", "3"},
            {"round(1.005, 2)", "1.01"},
            {"round(1234, -2)", "1200"},
            {"ceiling(1.2)", "2"},
            {"floor(-1.2)", "-2"},
            {"abs('-3')", "3"},
            {"pow(2, 10)", "1024"},
            {"sqrt(16)", "4"},
            {"exp10(3)", "1000"},
            {"log10(1000)", "3"},
            {"exp(0) + cos(0) + sin(0) + tan(0)", "2"},
            {"round(atan2(1, 1) * 4 - pi(), 10)", "0"},
            {"round(asin(1) + acos(1) - atan(1) * 2, 10)", "0"},
            {"round(log(exp(2)), 10)", "2"},
            {"sum(/data/r/n)", "33"},
            {"sum(/data/none)", "0"},
            {"sum(/data/t)", "NaN"},
            {"min(/data/r/n)", "1"},
            {"max(/data/r/n, 31)", "31"},
            {"max(/data/none)", "NaN"},
            {"min(1, 'x')", "NaN"},
            {"count(/data/r[n > 1])", "2"},
            {"count-non-empty(/data/*)", "11"},
            {"5 mod -2", "1"},
            {"-5 mod 2", "-1"},
            {"5.5 mod 2", "1.5"},
            {"1 div 3", "0.3333333333333333"},
            {"2 - -1", "3"},
            {"--3", "3"},
            {"-/data/n", "-7"}});
}

TEST(Functions, on_truths)
{
    expect({{"boolean('false')", "true"},
            {"boolean('')", "false"},
            {"boolean(/data/none)", "false"},
            {"boolean(/data/e)", "true"},
            {"boolean(0 div 0)", "false"},
            {"boolean-from-string('true')", "true"},
            {"boolean-from-string('TRUE')", "false"},
            {"boolean-from-string(1)", "true"},
            {"boolean-from-string('1.0')", "false"},
            {"if('', 1, 2)", "2"},
            {"if('false', 1, 2)", "1"},
            {"coalesce(/data/e, /data/none, 'x')", "x"},
            {"coalesce(/data/e, '')", ""},
            {"coalesce(0 div 0, 4)", "4"},
            {"once('x')", "x"},
            {"not(/data/r/n = 5)", "true"},
            {"true() = 'true'", "true"},
            {"true() = 'false'", "true"},
            {"true() and not(false() or 0)", "true"},
            {"checklist(1, 2, true(), false(), 'x')", "true"},
            {"checklist(1, 2, true(), 1, 'x')", "false"},
            {"checklist(-1, 1, false())", "true"},
            {"checklist(1, -1, 1, 1, 1)", "true"},
            {"weighted-checklist(1, 2, true(), 1, false(), 5)", "true"},
            {"weighted-checklist(-1, 2, true(), 3)", "false"}});
}

TEST(Functions, on_nodes)
{
    expect({{"/data/r/n = 2", "true"},
            {"/data/r/n != 2", "true"},
            {"/data/r/n > 29", "true"},
            {"/data/d = 2.5", "true"},
            {"/data/d = '2.5'", "false"},
            {"'3' = '3.0'", "false"},
            {"3 = '3.0'", "true"},
            {"/data/r[position() = 2]/n", "2"},
            {"/data/r[last()]/n", "30"},
            {"/data/r[last() - 1]/n", "2"},
            {"/data/r[n = 30]/preceding-sibling::r[1]/n", "2"},
            {"/data/r[5]/n", ""},
            {"count(/data/r[position() mod 2 = 1])", "2"},
            {"(/data/r/n)[2]", "2"},
            {"count(/data/n | /data/r/n | /data/n)", "4"},
            {"count(//n)", "4"},
            {"name(/data/*[1])", "t"},
            {"local-name(/data/*[last()]/*)", "instanceID"},
            {"name(/data/*[last()])", "orx:meta"},
            {"count(../r/n/ancestor::*)", "4"},
            {"current()/../n", "7"},
            {"position(/data/r[n = 30])", "3"},
            {"position(/data/r[2]/n)", "1"},
            {"indexed-repeat(/data/r/n, /data/r, 2)", "2"},
            {"indexed-repeat(/data/r/n, /data/r, 9)", ""},
            {"instance('l')/root/item[name = 'y']/label", "Y label"},
            {"instance('l')/root/item[name = /data/s]/label", "Y label"},
            {"instance('l')/root/item[name = current()/../s]/label", "Y label"},
            {"instance('l')/root/item[k > 1][1]/name", "y"},
            {"count(instance('l')/root/item[selected(/data/c, name)])", "2"},
            {"count(instance('none')/root/item)", "0"},
            {"pulldata('l', 'label', 'name', 'x')", "X label"},
            {"pulldata('l', 'label', 'name', 'none')", ""},
            {"pulldata('l', 'none', 'name', 'x')", ""},
            {"jr:choice-name('x', '/data/s')", "X label"},
            {"jr:choice-name('none', '/data/s')", ""},
            {"jr:choice-name(/data/s, ' /data/s ')", "Y label"}});
}

TEST(Functions, on_choices)
{
    expect({{"selected(/data/c, 'x')", "true"},
            {"selected(/data/c, 'y')", "false"},
            {"selected('a b', 'a b')", "false"},
            {"selected('', '')", "true"},
            {"selected('a', '')", "false"},
            {"selected-at('a b', 1)", "b"},
            {"selected-at('a b', 2)", ""},
            {"selected-at('a b', -1)", ""},
            {"count-selected('  a   b ')", "2"},
            {"count-selected('')", "0"}});
}

TEST(Functions, on_days_and_moments)
{
    expect({{"date('2026-03-12')", "2026-03-12"},
            {"date('2026-3-1')", "2026-03-01"},
            {"date('2026-3-1T10:00:00')", "2026-03-01T10:00:00.000+01:00"},
            {"date('')", ""},
            {"date(/data/e) != ''", "false"},
            {"date('2026-02-30') = ''", "false"},
            {"date(date('2026-03-12') + 1)", "2026-03-13"},
            {"date(0)", "1970-01-01T01:00:00.000+01:00"},
            {"date('2026-03-12') - date('2026-03-10')", "2"},
            {"date('2026-03-12') = '2026-03-12'", "true"},
            {"int(date('2026-03-12'))", "20523"},
            {"/data/day > '2026-03-01'", "true"},
            {"/data/day < /data/when", "true"},
            {"today() = /data/day", "true"},
            {"now() > today()", "true"},
            {"format-date('2026-03-12T10:05:06.789+01:00', '%Y-%m-%d %a %b %e %n %y')", "2026-03-12 Thu Mar 12 3 26"},
            {"format-date-time('2026-03-12T09:05:06.789+01:00', '%H %h %M %S %3')", "09 9 05 06 789"},
            {"format-date('2026-03-12', '%H:%M')", "00:00"},
            {"format-date('', '%Y')", ""},
            {"format-date('x', '%Y')", ""},
            {"decimal-time('12:00')", "0.5"},
            {"decimal-time('x')", "NaN"},
            {"round(decimal-date-time('2026-03-12T12:00:00Z'), 3)", "20524.5"},
            {"decimal-date-time('x')", "NaN"}});
}

TEST(Functions, on_places)
{
    expect({{"distance('0 0', '0 1')", "111318.85"},
            {"distance('0 0 0 0;0 1 0 0')", "111318.85"},
            {"distance('')", "0"},
            {"area('0 0;0 1;1 1;0 0')", "6195628067.9"},
            {"area('0 0;0 1')", "0"},
            {"geofence('0.5 0.6', '0 0;0 1;1 1;0 0')", "true"},
            {"geofence('0.6 0.5', '0 0;0 1;1 1;0 0')", "false"},
            {"geofence('', '0 0;0 1;1 1;0 0')", "false"}});
}

TEST(Functions, that_shuffle_give_the_same_order_for_the_same_seed)
{
    expect({{"join(' ', randomize(instance('l')/root/item/name, 'abc'))", "x z y"},
            {"join(' ', randomize(instance('l')/root/item/name, 'x'))", "y x z"},
            {"join(' ', randomize(/data/r/n, -3.7)) = join(' ', randomize(/data/r/n, -3))", "true"},
            {"join(' ', randomize(/data/r/n, '')) = join(' ', randomize(/data/r/n, 0))", "true"},
            {"join(' ', randomize(/data/r/n, '42')) = join(' ', randomize(/data/r/n, 42))", "true"},
            {"count(randomize(/data/r/n))", "3"}});
}

TEST(Functions, with_a_wrong_number_of_arguments_are_no_expressions)
{
    for (const auto* expression : {"max()",
                                   "round()",
                                   "round(1, 2, 3)",
                                   "not()",
                                   "if(1, 2)",
                                   "coalesce(1)",
                                   "position(1, 2)",
                                   "countdown(1)",
                                   "selected('a')",
                                   "today(1)",
                                   "number(1, 2)",
                                   "extract-signed('a', 'b')",
                                   "true(1)",
                                   "pow(1)",
                                   "digest('a')",
                                   "1 And 1",
                                   "1 +",
                                   "(1",
                                   "'a",
                                   "a b",
                                   "@",
                                   "..b",
                                   "/data/",
                                   "//",
                                   "a[",
                                   "a[]",
                                   "f(",
                                   "1 2",
                                   "a::b"})
        EXPECT_EQ(of(expression), "refused") << expression;
}

} // namespace
} // namespace balieblik::forms::test
