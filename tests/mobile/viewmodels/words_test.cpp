// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/enrol_view_model.hpp"
#include "viewmodels/styled_text.hpp"
#include "viewmodels/words.hpp"

#include <gtest/gtest.h>

namespace balieblik::viewmodels {
namespace {

TEST(Words, a_number_may_be_typed_with_a_comma)
{
    EXPECT_EQ(typedNumber(QStringLiteral(" 3,5 "), false), "3.5");
    EXPECT_EQ(typedNumber(QStringLiteral("3.5"), true), std::nullopt);
    EXPECT_EQ(typedNumber(QStringLiteral("drie"), false), std::nullopt);
}

TEST(Words, a_date_is_read_as_people_write_it_and_refused_where_it_is_no_day)
{
    EXPECT_EQ(typedDate(QStringLiteral("9-3-2026")), "2026-03-09");
    EXPECT_EQ(typedDate(QStringLiteral("2026-03-09")), "2026-03-09");
    EXPECT_EQ(typedDate(QStringLiteral("30-2-2026")), std::nullopt);
}

TEST(Words, a_time_is_read_with_or_without_seconds)
{
    EXPECT_EQ(typedTime(QStringLiteral("9:05")), "09:05:00");
    EXPECT_EQ(typedTime(QStringLiteral("09.05.30")), "09:05:30");
    EXPECT_EQ(typedTime(QStringLiteral("25:00")), std::nullopt);
}

TEST(Words, a_duration_is_shown_as_a_clock_does)
{
    EXPECT_EQ(duration(seconds{65}), QStringLiteral("1:05"));
    EXPECT_EQ(duration(seconds{3725}), QStringLiteral("1:02:05"));
    EXPECT_EQ(duration(seconds{-5}), QStringLiteral("0:00"));
}

TEST(Invitation, an_address_may_be_typed_without_its_scheme_and_must_be_https)
{
    EXPECT_EQ(EnrolViewModel::readAddress(QStringLiteral("office.example:8443")).value(),
              "https://office.example:8443");
    EXPECT_FALSE(EnrolViewModel::readAddress(QStringLiteral("http://office.example")));
    EXPECT_FALSE(EnrolViewModel::readAddress(QStringLiteral("https://me:secret@office.example")));
}

TEST(Invitation, what_is_pasted_must_hold_address_code_and_authority)
{
    EXPECT_TRUE(EnrolViewModel::readInvitation(
        QStringLiteral(R"({"address":"https://a","code":"7KQ2M9XW4TBC","ca_spki_sha256":"aa"})")));
    EXPECT_FALSE(EnrolViewModel::readInvitation(QStringLiteral(R"({"address":"https://a"})")));
    EXPECT_FALSE(EnrolViewModel::readInvitation(QStringLiteral("hello")));
}

TEST(StyledText, emphasis_headings_and_colours_of_a_questionnaire_are_shown)
{
    EXPECT_EQ(styledText("**Let op**: *nooit* __altijd__ _soms_"),
              "<b>Let op</b>: <i>nooit</i> <b>altijd</b> <i>soms</i>");
    EXPECT_EQ(styledText("# Titel\nTekst"), "<font size=\"5\"><b>Titel</b></font><br>Tekst");
    EXPECT_EQ(styledText("### Klein ###"), "<b>Klein</b>");
    EXPECT_EQ(styledText("- een\n- twee"), "\u2022 een<br>\u2022 twee");
    EXPECT_EQ(styledText("<span style=\"color:#a6200f\">rood</span> <span style='font-size:9px'>gewoon</span>"),
              "<font color=\"#a6200f\">rood</font> gewoon");
    EXPECT_EQ(plainText("**Let op**: [de wet](https://example.org/a)"), "Let op: de wet (https://example.org/a)");
}

TEST(StyledText, words_without_marks_stay_as_they_are)
{
    for (const char* words : {"Gewone woorden", "5 * 3 = 15", "5 * 3 * 2", "snake_case_name", "a < b", "nr. #4", ""}) {
        EXPECT_EQ(styledText(words), "") << words;
        EXPECT_EQ(plainText(words), words);
    }
    EXPECT_EQ(plainText("\\*geen nadruk\\* en \\# geen titel"), "*geen nadruk* en # geen titel");
}

TEST(StyledText, nothing_that_a_questionnaire_says_is_markup_of_its_own)
{
    EXPECT_EQ(plainText("**a** <img src=\"http://example.org/x\"> <script>"),
              "a <img src=\"http://example.org/x\"> <script>");
    EXPECT_FALSE(styledText("**a** <img src='x'>").contains("<img"));
    EXPECT_FALSE(styledText("<span style=\"color:red\"><a href='x'>b</a></span>").contains("<a"));
    EXPECT_FALSE(styledText("<span style=\"color:red\" onclick=\"x\">b</span>").contains("onclick=\""));
    EXPECT_FALSE(styledText("\\<b\\>vet").contains("<b>"));
}

} // namespace
} // namespace balieblik::viewmodels
