// SPDX-License-Identifier: EUPL-1.2
#include "base/id.hpp"

#include "support/clock.hpp"

#include <gtest/gtest.h>

using namespace balieblik;

namespace {

using ThingId = Id<struct ThingTag>;

struct IdTest : testing::Test {
    test::FakeClock clock;
    test::SeededRandom random;
    IdSource ids{clock, random};
};

} // namespace

TEST_F(IdTest, ids_are_version_7_and_carry_the_milliseconds)
{
    clock.reading.wall = Timestamp{milliseconds{0x0192a1b2c3d4}};

    const auto text = to_text(ids.make<ThingId>());

    EXPECT_EQ(text.substr(0, 15), "0192a1b2-c3d4-7");
    EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos) << text;
}

TEST_F(IdTest, ids_grow_while_the_clock_stands_still_or_steps_back)
{
    auto last = ids.make<ThingId>();
    for (int i = 0; i < 300'000; ++i) { // more than the counter holds in one millisecond
        if (i == 1000)
            clock.reading.wall -= std::chrono::hours{5};
        const auto next = ids.make<ThingId>();
        ASSERT_LT(last, next) << i;
        last = next;
    }
}

TEST_F(IdTest, ids_read_back_from_their_text)
{
    const auto id = ids.make<ThingId>();

    EXPECT_EQ(*parse_id<ThingId>(to_text(id)), id);
    EXPECT_FALSE(id.is_nil());
    EXPECT_TRUE(ThingId{}.is_nil());
}

TEST(Ids, in_another_spelling_are_refused)
{
    for (const auto* text : {"", "0192a1b2c3d47000800000000000000a", "{0192a1b2-c3d4-7000-8000-00000000000a}",
                             "0192a1b2-c3d4-7000-8000-00000000000g", "0192a1b2-c3d4-7000-8000-00000000000"}) {
        const auto parsed = parse_id<ThingId>(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().code, Errc::validation);
    }
}
