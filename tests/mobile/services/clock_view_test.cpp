// SPDX-License-Identifier: EUPL-1.2
// What the wait clock shows between two taps.
#include "services/tablet.hpp"

#include <gtest/gtest.h>

namespace balieblik::services {
namespace {

struct ClockViewTest : testing::Test {
    static Reading reading(seconds since_boot, std::string boot_id = "one")
    {
        const Timestamp start{std::chrono::hours{490'000}};
        return {start + since_boot, std::chrono::minutes{60}, since_boot, std::move(boot_id)};
    }
    ClockView shown{{}, milliseconds{10'000}, milliseconds{0}, reading(seconds{100})};
};

TEST_F(ClockViewTest, runs_on_without_anybody_touching_it)
{
    const auto later = as_of(reading(seconds{103}), shown);

    EXPECT_EQ(later.since_first, seconds{3});
    EXPECT_EQ(later.undo_left, seconds{7});
    EXPECT_EQ(as_of(reading(seconds{165}), later).since_first, seconds{65});
}

TEST_F(ClockViewTest, has_nothing_left_to_undo_after_ten_seconds)
{
    EXPECT_TRUE(as_of(reading(seconds{109}), shown).undo_left);
    EXPECT_FALSE(as_of(reading(seconds{110}), shown).undo_left);
}

TEST_F(ClockViewTest, goes_by_the_wall_after_a_restart)
{
    auto restarted = reading(seconds{160}, "two");
    restarted.boot = seconds{5};

    EXPECT_EQ(as_of(restarted, shown).since_first, seconds{60});
}

TEST_F(ClockViewTest, that_was_not_started_stands_still)
{
    EXPECT_FALSE(as_of(reading(seconds{160}), ClockView{}).since_first);
}

} // namespace
} // namespace balieblik::services
