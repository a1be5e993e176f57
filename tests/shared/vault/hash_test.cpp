// SPDX-License-Identifier: EUPL-1.2
#include "vault/hash.hpp"

#include "vault/random.hpp"
#include "vault/secret.hpp"

#include <gtest/gtest.h>

using namespace balieblik;
using namespace balieblik::vault;

// FIPS 180-4 examples.
TEST(Hash, is_sha_256)
{
    EXPECT_EQ(sha256_hex(std::string_view("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex(std::string_view("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Hash, of_parts_is_the_hash_of_the_whole)
{
    Sha256Stream stream;

    stream.update(as_bytes("a"));
    stream.update({});
    stream.update(as_bytes("bc"));

    EXPECT_EQ(stream.finish(), sha256(as_bytes("abc")));
    EXPECT_EQ(stream.finish(), sha256({})); // and it starts again
}

TEST(Hash, with_a_key_depends_on_key_label_and_message)
{
    const Bytes key(32, 7);
    const Bytes other(32, 8);
    const auto code = keyed_hash(key, "cursor", as_bytes("m"));

    EXPECT_EQ(keyed_hash(key, "cursor", as_bytes("m")), code);
    EXPECT_NE(keyed_hash(other, "cursor", as_bytes("m")), code);
    EXPECT_NE(keyed_hash(key, "session", as_bytes("m")), code);
    EXPECT_NE(keyed_hash(key, "cursorm", as_bytes("")), code);
    EXPECT_NE(keyed_hash(key, "cursor", as_bytes("n")), code);
}

TEST(Hash, compares_in_constant_time_also_other_lengths)
{
    EXPECT_TRUE(equal_in_constant_time(as_bytes("ab"), as_bytes("ab")));
    EXPECT_FALSE(equal_in_constant_time(as_bytes("ab"), as_bytes("ac")));
    EXPECT_FALSE(equal_in_constant_time(as_bytes("ab"), as_bytes("abc")));
    EXPECT_TRUE(equal_in_constant_time({}, {}));
}

TEST(Base64Url, has_no_padding_and_reads_back)
{
    EXPECT_EQ(to_base64url(Bytes{0xfb, 0xff}), "-_8");
    EXPECT_EQ(to_base64url({}), "");
    EXPECT_EQ(from_base64url("-_8"), (Bytes{0xfb, 0xff}));
    EXPECT_EQ(from_base64url("Zm9vYmE"), Bytes(as_bytes("fooba").begin(), as_bytes("fooba").end()));
    for (const auto* text : {"-_8=", "+/8", "a", "Zm 9v"})
        EXPECT_FALSE(from_base64url(text)) << text;
}

TEST(SystemRandomness, differs_each_time)
{
    SystemRandom random;

    EXPECT_NE(random_hex(random, 16), random_hex(random, 16));
    EXPECT_EQ(random_hex(random, 16).size(), 32u);
}

TEST(Secrets, are_copied_only_on_demand_and_wiped)
{
    auto secret = Secret::copy_of(as_bytes("hello"));
    const auto twin = secret.clone();
    const auto moved = std::move(secret);
    std::string text = "geheim";

    EXPECT_EQ(as_text(moved.bytes()), "hello");
    EXPECT_EQ(as_text(twin.bytes()), "hello");
    wipe(text);
    EXPECT_TRUE(text.empty());
    static_assert(!std::is_copy_constructible_v<Secret>);
}
