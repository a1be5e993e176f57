// SPDX-License-Identifier: EUPL-1.2
#include "base/bytes.hpp"

#include <gtest/gtest.h>

using namespace balieblik;

TEST(Bytes, hexadecimal_is_lower_case_and_reads_back)
{
    const Bytes bytes{0x00, 0x0f, 0xa0, 0xff};

    EXPECT_EQ(to_hex(bytes), "000fa0ff");
    EXPECT_EQ(from_hex("000FA0ff"), bytes);
    EXPECT_EQ(from_hex(""), Bytes{});
}

TEST(Bytes, half_a_byte_or_a_strange_digit_is_refused)
{
    EXPECT_FALSE(from_hex("abc"));
    EXPECT_FALSE(from_hex("0g"));
    EXPECT_FALSE(from_hex("0 "));
}
