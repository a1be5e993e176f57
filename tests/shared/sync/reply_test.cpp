// SPDX-License-Identifier: EUPL-1.2
#include "sync/reply.hpp"

#include <gtest/gtest.h>

namespace balieblik::sync {
namespace {

TEST(Reply, headers_are_found_in_any_case)
{
    const Reply reply{1, 200, {{"uPLOAD-offset", "4"}}, ""};

    EXPECT_EQ(header(reply, "Upload-Offset"), "4");
    EXPECT_EQ(header(reply, "Location"), std::nullopt);
}

TEST(Reply, only_json_is_our_media_type)
{
    EXPECT_TRUE(is_our_media_type("application/json; charset=utf-8"));
    EXPECT_TRUE(is_our_media_type("Application/Problem+JSON"));
    EXPECT_FALSE(is_our_media_type("text/html"));
    EXPECT_FALSE(is_our_media_type(""));
}

TEST(Reply, a_location_is_a_path_of_the_same_server)
{
    EXPECT_EQ(path_of("/v1/blobs/1"), "/v1/blobs/1");
    EXPECT_EQ(path_of("https://host:1/v1/blobs/1"), "/v1/blobs/1");
    EXPECT_EQ(path_of("//host/v1"), std::nullopt);
    EXPECT_EQ(path_of("v1/blobs"), std::nullopt);
    EXPECT_EQ(path_of("/v1\r\nX: y"), std::nullopt);
    EXPECT_EQ(path_of("https://host"), std::nullopt);
}

TEST(Reply, base64_is_as_rfc_4648_prints_it)
{
    EXPECT_EQ(base64(""), "");
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(base64("foo"), "Zm9v");
    EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Reply, whole_numbers_have_digits_only)
{
    EXPECT_EQ(whole_number("120"), 120);
    EXPECT_EQ(whole_number("-1"), std::nullopt);
    EXPECT_EQ(whole_number("1x"), std::nullopt);
    EXPECT_EQ(whole_number(""), std::nullopt);
}

} // namespace
} // namespace balieblik::sync
