// SPDX-License-Identifier: EUPL-1.2
#include "vault/enrolment_code.hpp"

#include "support/clock.hpp"

#include <gtest/gtest.h>

#include <set>

using namespace balieblik;
using namespace balieblik::vault;

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

bool mistyped(std::string_view typed)
{
    const auto parsed = parse_enrolment_code(typed);
    if (!parsed) {
        EXPECT_EQ(parsed.error().code, Errc::enrolment_code_mistyped);
    }
    return !parsed;
}

} // namespace

TEST(EnrolmentCodes, have_twelve_characters_without_look_alikes)
{
    test::SeededRandom random;
    std::set<std::string> seen;
    std::array<std::set<char>, 11> characters;
    for (int i = 0; i < 2000; ++i) {
        const auto code = make_enrolment_code(random);
        ASSERT_EQ(code.size(), 12u);
        ASSERT_EQ(code.find_first_not_of(alphabet), std::string::npos) << code;
        ASSERT_EQ(*parse_enrolment_code(code), code);
        seen.insert(code);
        for (std::size_t place = 0; place < characters.size(); ++place)
            characters[place].insert(code[place]);
    }

    EXPECT_EQ(seen.size(), 2000u);
    for (const auto& place : characters)
        EXPECT_EQ(place.size(), 32u); // five bits in each of eleven places: 55
}

TEST(EnrolmentCodes, are_read_however_they_are_typed)
{
    test::SeededRandom random;
    std::string code;
    do // one that holds both characters that others are mistaken for
        code = make_enrolment_code(random);
    while (code.find('0') == code.npos || code.find('1') == code.npos);
    auto sloppy = shown_enrolment_code(code);
    for (auto& c : sloppy)
        c = c == '1' ? 'l' : c == '0' ? 'o' : c >= 'A' ? static_cast<char>(c - 'A' + 'a') : c;

    EXPECT_EQ(shown_enrolment_code(code).size(), 14u);
    EXPECT_EQ(*parse_enrolment_code(sloppy), code);
    EXPECT_EQ(*parse_enrolment_code(" " + code + "\n"), code);
}

TEST(EnrolmentCodes, show_every_wrong_character)
{
    test::SeededRandom random;
    const auto code = make_enrolment_code(random);
    for (std::size_t place = 0; place < code.size(); ++place)
        for (const char c : alphabet) {
            auto typed = code;
            typed[place] = c;
            EXPECT_EQ(mistyped(typed), c != code[place]) << typed;
        }
}

TEST(EnrolmentCodes, show_every_swap_of_two_characters)
{
    test::SeededRandom random;
    for (int i = 0; i < 50; ++i) {
        const auto code = make_enrolment_code(random);
        for (std::size_t a = 0; a < code.size(); ++a)
            for (std::size_t b = a + 1; b < code.size(); ++b) {
                auto typed = code;
                std::swap(typed[a], typed[b]);
                EXPECT_EQ(mistyped(typed), typed != code) << typed;
            }
    }
}

TEST(EnrolmentCodes, of_another_length_or_alphabet_are_mistyped)
{
    test::SeededRandom random;
    const auto code = make_enrolment_code(random);

    EXPECT_TRUE(mistyped(""));
    EXPECT_TRUE(mistyped(code.substr(1)));
    EXPECT_TRUE(mistyped(code + "0"));
    EXPECT_TRUE(mistyped(code.substr(0, 11) + "U"));
    EXPECT_TRUE(mistyped(code.substr(0, 11) + "\xc3\xa9"));
}
