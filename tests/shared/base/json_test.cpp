// SPDX-License-Identifier: EUPL-1.2
#include "base/json.hpp"

#include <gtest/gtest.h>

#include <bit>

using namespace balieblik;

namespace {

BOOST_DEFINE_ENUM_CLASS(Colour, red, blue)

struct Inner {
    std::int64_t n{};
    bool operator==(const Inner&) const = default;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (n))

struct Thing {
    std::string name;
    std::int32_t count{};
    bool on{};
    Colour colour{};
    std::optional<std::string> note;
    std::vector<Inner> items;
    std::map<std::string, std::int64_t> by_name;
    Bytes bytes;
    Timestamp at{};
    bool operator==(const Thing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (name, count, on, colour, note, items, by_name, bytes, at))

Thing example()
{
    return {"a", 3, true, Colour::blue, "b", {{1}, {2}}, {{"x", 9}}, {0xab}, Timestamp{milliseconds{1000}}};
}

std::string refused(std::string_view text)
{
    const auto read = json::read_text<Thing>(text);
    if (read)
        return "not refused";
    EXPECT_EQ(read.error().code, Errc::malformed);
    return read.error().detail;
}

// The text of example() with one part replaced.
std::string with(std::string_view part, std::string_view by)
{
    auto text = json::print_struct(example());
    const auto at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return text.replace(at, part.size(), by);
}

} // namespace

TEST(JsonReader, reads_what_the_writer_wrote)
{
    EXPECT_EQ(*json::read_text<Thing>(json::print_struct(example())), example());
}

TEST(JsonReader, passes_over_members_it_does_not_know)
{
    EXPECT_EQ(*json::read_text<Thing>(with("{\"name\"", "{\"new\":{\"deep\":[1]},\"name\"")), example());
}

TEST(JsonReader, takes_an_absent_or_null_optional_as_empty)
{
    EXPECT_FALSE(json::read_text<Thing>(with("\"note\":\"b\",", ""))->note);
    EXPECT_FALSE(json::read_text<Thing>(with("\"note\":\"b\"", "\"note\":null"))->note);
}

TEST(JsonReader, refuses_an_absent_member_or_a_wrong_type_with_its_path)
{
    EXPECT_EQ(refused(with("\"name\":\"a\",", "")), "name: is missing");
    EXPECT_EQ(refused(with("{\"n\":2}", "{\"n\":\"2\"}")), "items[1].n: a whole number is wanted");
    EXPECT_EQ(refused(with("\"count\":3", "\"count\":3.5")), "count: a whole number is wanted");
    EXPECT_EQ(refused(with("\"count\":3", "\"count\":3000000000")), "count: a whole number is wanted");
    EXPECT_EQ(refused(with("\"blue\"", "\"green\"")), "colour: not one of the known words");
    EXPECT_EQ(refused(with("true", "1")), "on: true or false is wanted");
    EXPECT_EQ(refused(with("\"x\":9", "\"x\":null")), "by_name.x: a whole number is wanted");
    EXPECT_EQ(refused(with("\"ab\"", "\"a\"")), "bytes: hexadecimal digits are wanted");
    EXPECT_EQ(refused("[]"), "message: an object is wanted");
}

TEST(JsonReader, bounds_what_it_takes_from_strangers)
{
    EXPECT_EQ(json::parse("[1,2,3]", {.bytes = 6}).error().code, Errc::too_large);
    EXPECT_EQ(json::parse(std::string(40, '[') + std::string(40, ']')).error().code, Errc::malformed);
    EXPECT_EQ(json::parse("{\"a\":1} x").error().code, Errc::malformed);
    EXPECT_EQ(json::parse("{\"a\":").error().code, Errc::malformed);
    EXPECT_EQ(json::parse("\"\xff\"").error().code, Errc::malformed);
    EXPECT_EQ(json::parse("").error().code, Errc::malformed);
}

// RFC 8785, 3.2.2 and 3.2.3: the example of its text.
TEST(CanonicalJson, is_the_example_of_the_standard)
{
    const auto value = *json::parse(R"({
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    })");

    EXPECT_EQ(json::canonical(value),
              "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
              "\"string\":\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

TEST(CanonicalJson, sorts_members_by_utf16_code_units)
{
    const auto value = *json::parse(R"({
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    })");

    const auto text = json::canonical(value);

    std::vector<std::size_t> places;
    for (const auto* name : {"Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"})
        places.push_back(text.find(name));
    EXPECT_TRUE(std::is_sorted(places.begin(), places.end())) << text;
}

// RFC 8785, appendix B.
TEST(CanonicalJson, prints_numbers_as_ecmascript_does)
{
    const std::pair<std::uint64_t, const char*> samples[] = {
        {0x0000000000000000, "0"},
        {0x8000000000000000, "0"},
        {0x0000000000000001, "5e-324"},
        {0x8000000000000001, "-5e-324"},
        {0x7fefffffffffffff, "1.7976931348623157e+308"},
        {0xffefffffffffffff, "-1.7976931348623157e+308"},
        {0x4340000000000000, "9007199254740992"},
        {0xc340000000000000, "-9007199254740992"},
        {0x4430000000000000, "295147905179352830000"},
        {0x44b52d02c7e14af5, "9.999999999999997e+22"},
        {0x44b52d02c7e14af6, "1e+23"},
        {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
        {0x444b1ae4d6e2ef4e, "999999999999999700000"},
        {0x444b1ae4d6e2ef4f, "999999999999999900000"},
        {0x444b1ae4d6e2ef50, "1e+21"},
        {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
        {0x3eb0c6f7a0b5ed8d, "0.000001"},
        {0x41b3de4355555553, "333333333.3333332"},
        {0x41b3de4355555554, "333333333.33333325"},
        {0x41b3de4355555555, "333333333.3333333"},
        {0x41b3de4355555556, "333333333.3333334"},
        {0x41b3de4355555557, "333333333.33333343"},
        {0xbecbf647612f3696, "-0.0000033333333333333333"},
        {0x43143ff3c1cb0959, "1424953923781206.2"},
    };
    for (const auto& [bits, text] : samples)
        EXPECT_EQ(json::canonical(std::bit_cast<double>(bits)), text);
}

TEST(CanonicalJson, of_a_struct_does_not_depend_on_the_order_of_its_members)
{
    EXPECT_EQ(json::canonical(*json::parse(R"({"b":1,"a":{"d":2,"c":3}})")), R"({"a":{"c":3,"d":2},"b":1})");
}
