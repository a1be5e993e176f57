// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/enrol_view_model.hpp"
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

} // namespace
} // namespace balieblik::viewmodels
