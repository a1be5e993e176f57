// SPDX-License-Identifier: EUPL-1.2
#include "base/clock.hpp"

#include <gtest/gtest.h>

using namespace balieblik;
using std::chrono::minutes;

TEST(Timestamps, are_written_in_utc_with_milliseconds_only_where_there_are_any)
{
    EXPECT_EQ(to_utc_text(Timestamp{milliseconds{0}}), "1970-01-01T00:00:00Z");
    EXPECT_EQ(to_utc_text(Timestamp{milliseconds{1'773'306'300'250}}), "2026-03-12T09:05:00.250Z");
    EXPECT_EQ(to_utc_text(Timestamp{milliseconds{-1}}), "1969-12-31T23:59:59.999Z");
}

TEST(Timestamps, with_an_offset_show_local_time)
{
    const auto time = *parse_timestamp("2026-03-12T23:30:00Z");

    EXPECT_EQ(to_offset_text(time, minutes{60}), "2026-03-13T00:30:00+01:00");
    EXPECT_EQ(to_offset_text(time, minutes{-210}), "2026-03-12T20:00:00-03:30");
    EXPECT_EQ(to_offset_text(time, minutes{0}), "2026-03-12T23:30:00+00:00");
}

TEST(Timestamps, read_back_whatever_offset_they_were_written_with)
{
    const auto time = *parse_timestamp("2026-03-12T09:05:00.250Z");

    EXPECT_EQ(*parse_timestamp("2026-03-12T10:05:00.250+01:00"), time);
    EXPECT_EQ(*parse_timestamp("2026-03-12T05:35:00.25-03:30"), time);
    EXPECT_EQ(*parse_timestamp("2026-03-12T09:05:00.2509Z"), time); // finer than we keep
    EXPECT_EQ(*parse_timestamp(to_utc_text(time)), time);
}

TEST(Timestamps, that_are_none_are_refused)
{
    for (const auto* text : {"", "2026-03-12", "2026-03-12T09:05:00", "2026-02-29T09:05:00Z", "2026-03-12T24:00:00Z",
                             "2026-03-12T09:60:00Z", "2026-03-12T09:05:60Z", "2026-03-12T09:05:00.Z",
                             "2026-03-12T09:05:00Zx", "2026-03-12 09:05:00Z", "2026-3-12T09:05:00Z",
                             "2026-03-12T-9:05:00Z", "2026-03-12T09:05:00+1:00", "2026-03-12T09:05:00+15:00"}) {
        const auto parsed = parse_timestamp(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().code, Errc::validation);
    }
}

TEST(Dates, know_leap_years)
{
    EXPECT_EQ(to_date_text(*parse_date("2028-02-29")), "2028-02-29");
    EXPECT_FALSE(parse_date("2026-02-29"));
    EXPECT_FALSE(parse_date("2026-13-01"));
    EXPECT_FALSE(parse_date("2026-03-12T"));
}
