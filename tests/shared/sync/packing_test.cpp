// SPDX-License-Identifier: EUPL-1.2
// sync-protocol.md, 10: bodies that are packed on their way.
#include "sync/packing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace balieblik::sync {
namespace {

constexpr std::size_t mebibyte = 1024 * 1024;

struct Packing : testing::TestWithParam<Coding> {};

std::string sentences(std::size_t length)
{
    std::string text;
    for (std::size_t n = 0; text.size() < length; ++n)
        text += "{\"no\":" + std::to_string(n * 7919 % 10'007) + ",\"kind\":\"visit_version\"},";
    text.resize(length);
    return text;
}

TEST_P(Packing, what_was_packed_comes_out_as_it_went_in)
{
    for (const std::size_t length : {0u, 1u, 1000u, 65'536u, 65'537u, 1'000'000u}) {
        const auto plain = sentences(length);
        const auto packed = pack(GetParam(), plain);

        EXPECT_EQ(unpack(GetParam(), packed, length).value(), plain) << length;
        if (length > 1000) {
            EXPECT_LT(packed.size(), plain.size() / 2) << length;
        }
    }
}

TEST_P(Packing, one_byte_more_than_is_allowed_is_too_much)
{
    const auto packed = pack(GetParam(), sentences(100'000));

    EXPECT_TRUE(unpack(GetParam(), packed, 100'000));
    EXPECT_EQ(unpack(GetParam(), packed, 99'999).error().code, Errc::too_large);
}

TEST_P(Packing, a_body_that_grows_more_than_a_hundredfold_is_refused_before_it_is_whole)
{
    const auto bomb = pack(GetParam(), std::string(64 * mebibyte, '0'));
    ASSERT_LT(bomb.size(), mebibyte);

    EXPECT_EQ(unpack(GetParam(), bomb, 4 * mebibyte).error().code, Errc::too_large);
    EXPECT_EQ(unpack(GetParam(), pack(GetParam(), std::string(mebibyte, '0')), 4 * mebibyte).error().code,
              Errc::too_large);
}

TEST_P(Packing, a_body_that_is_cut_or_followed_by_something_is_refused)
{
    const auto packed = pack(GetParam(), sentences(3000));

    for (std::size_t length = 0; length < packed.size(); ++length)
        EXPECT_EQ(unpack(GetParam(), packed.substr(0, length), mebibyte).error().code, Errc::malformed) << length;
    EXPECT_EQ(unpack(GetParam(), packed + "x", mebibyte).error().code, Errc::malformed);
    EXPECT_EQ(unpack(GetParam(), "{\"plain\":1}", mebibyte).error().code, Errc::malformed);
}

TEST_P(Packing, a_changed_bit_is_never_taken_for_something_else_by_gzip)
{
    const auto plain = sentences(2000);
    auto packed = pack(GetParam(), plain);
    // Both may ignore bits of their heads (a time, a system); gzip has a check of all its text, our Zstandard has none
    // and relies on the hashes in what it carries, but it must not fall over.
    for (std::size_t at = 10; at < packed.size(); ++at) {
        packed[at] = static_cast<char>(packed[at] ^ 16);
        const auto read = unpack(GetParam(), packed, mebibyte);
        if (GetParam() == Coding::gzip && read) {
            EXPECT_EQ(*read, plain) << at;
        }
        packed[at] = static_cast<char>(packed[at] ^ 16);
    }
}

RC_GTEST_PROP(PackingProperty, any_bytes_survive_both_codings, (const std::string& bytes))
{
    RC_ASSERT(unpack(Coding::gzip, pack(Coding::gzip, bytes), bytes.size()).value() == bytes);
    RC_ASSERT(unpack(Coding::zstd, pack(Coding::zstd, bytes), bytes.size()).value() == bytes);
}

INSTANTIATE_TEST_SUITE_P(Both, Packing, testing::Values(Coding::gzip, Coding::zstd),
                         [](const auto& coding) { return std::string(name(coding.param)); });

TEST(Codings, are_named_in_any_case_and_others_are_refused_with_what_is_read)
{
    EXPECT_EQ(coding_named("").value(), Coding::none);
    EXPECT_EQ(coding_named("identity").value(), Coding::none);
    EXPECT_EQ(coding_named(" GZip ").value(), Coding::gzip);
    EXPECT_EQ(coding_named("zstd").value(), Coding::zstd);
    const auto refused = coding_named("gzip, zstd");
    EXPECT_EQ(refused.error().code, Errc::media_type_unsupported);
    EXPECT_EQ(refused.error().detail, "Content-Encoding: zstd, gzip");
}

TEST(Codings, the_best_one_that_is_accepted_is_taken)
{
    EXPECT_EQ(best_coding(""), Coding::none);
    EXPECT_EQ(best_coding("br, deflate"), Coding::none);
    EXPECT_EQ(best_coding("gzip, deflate"), Coding::gzip);
    EXPECT_EQ(best_coding("gzip;q=1.0, zstd;q=0.2"), Coding::zstd);
    EXPECT_EQ(best_coding("zstd;q=0, gzip;q=0.000"), Coding::none);
    EXPECT_EQ(best_coding("zstd ; q=0.0,gzip ; q=0.001"), Coding::gzip);
    EXPECT_EQ(best_coding(readable_codings), Coding::zstd);
}

} // namespace
} // namespace balieblik::sync
