// SPDX-License-Identifier: EUPL-1.2
#include "vault/sealed_file.hpp"

#include "support/clock.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

using namespace balieblik;
using namespace balieblik::vault;

namespace {

constexpr std::size_t head = 32;
constexpr std::size_t on_disk = sealed_chunk + 17;

struct SealedFileTest : testing::Test {
    test::TempFolder folder;
    std::filesystem::path file = folder / "photo";
    test::SeededRandom random;
    Secret key = new_file_key(random);

    Bytes plain(std::size_t size)
    {
        Bytes bytes(size);
        random.fill(bytes);
        return bytes;
    }
    void seal(const Bytes& bytes) { ASSERT_TRUE(seal_file(file, key, "photo-1", bytes)); }
    Result<Bytes> read_all() { return open_sealed_file(file, key, "photo-1", 10'000'000); }
    void expect_altered()
    {
        const auto read = read_all();
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, Errc::hash_mismatch);
    }
};

} // namespace

TEST_F(SealedFileTest, reads_back_at_every_size_around_a_chunk)
{
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, sealed_chunk - 1, sealed_chunk, sealed_chunk + 1,
                                   2 * sealed_chunk, 3 * sealed_chunk + 7}) {
        const auto bytes = plain(size);
        seal(bytes);
        const auto read = read_all();
        ASSERT_TRUE(read) << size;
        EXPECT_EQ(*read, bytes) << size;
        EXPECT_EQ(SealedFileReader::open(file, key, "photo-1")->plain_size(), size);
    }
}

TEST_F(SealedFileTest, parts_of_any_size_make_the_same_file)
{
    const auto bytes = plain(3 * sealed_chunk);
    auto writer = std::move(SealedFileWriter::create(file, key, "photo-1").value());
    for (std::size_t at = 0; at < bytes.size(); at += 10'000)
        ASSERT_TRUE(writer.append(ByteView(bytes).subspan(at, std::min<std::size_t>(10'000, bytes.size() - at))));
    ASSERT_TRUE(writer.finish());

    EXPECT_EQ(*read_all(), bytes);
}

TEST_F(SealedFileTest, reads_on_from_any_plain_offset)
{
    const auto bytes = plain(2 * sealed_chunk + 100);
    seal(bytes);
    auto reader = std::move(SealedFileReader::open(file, key, "photo-1").value());

    for (const std::size_t offset :
         {sealed_chunk + 5, std::size_t{0}, 2 * sealed_chunk, sealed_chunk - 1, std::size_t{17}, bytes.size() - 1}) {
        const auto length = std::min<std::size_t>(sealed_chunk + 3, bytes.size() - offset);
        const auto part = ByteView(bytes).subspan(offset, length);
        EXPECT_EQ(*reader.read(offset, sealed_chunk + 3), Bytes(part.begin(), part.end())) << offset;
    }
    EXPECT_TRUE(reader.read(bytes.size(), 10)->empty());
    EXPECT_TRUE(reader.verify());
}

TEST_F(SealedFileTest, holds_nothing_readable)
{
    const std::string text(1000, 'x');
    seal(Bytes(text.begin(), text.end()));

    EXPECT_EQ(test::everything_in(folder.path()).find("xxxxxxxx"), std::string::npos);
}

TEST_F(SealedFileTest, appears_only_when_it_is_finished)
{
    {
        auto writer = std::move(SealedFileWriter::create(file, key, "photo-1").value());
        ASSERT_TRUE(writer.append(plain(100'000)));
        EXPECT_FALSE(std::filesystem::exists(file));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())); // given up: nothing is left behind
}

TEST_F(SealedFileTest, a_flipped_bit_anywhere_is_noticed)
{
    seal(plain(sealed_chunk + 50));
    const auto good = test::contents_of(file);
    for (std::size_t at = 0; at < good.size(); at += at < 64 ? 1 : 997) {
        auto bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 4);
        test::write_contents(file, bad);
        expect_altered();
    }
}

TEST_F(SealedFileTest, a_file_that_was_cut_off_is_noticed)
{
    seal(plain(2 * sealed_chunk + 50));
    const auto good = test::contents_of(file);
    for (const std::size_t size : {std::size_t{0}, std::size_t{7}, head, head + 16, head + 17, head + on_disk,
                                   head + 2 * on_disk, good.size() - 1}) {
        test::write_contents(file, good.substr(0, size));
        expect_altered();
    }
    test::write_contents(file, good + "x");
    expect_altered();
}

TEST_F(SealedFileTest, chunks_in_another_order_are_noticed)
{
    seal(plain(3 * sealed_chunk));
    const auto good = test::contents_of(file);
    test::write_contents(file, good.substr(0, head) + good.substr(head + on_disk, on_disk) +
                                   good.substr(head, on_disk) + good.substr(head + 2 * on_disk));

    expect_altered();
}

TEST_F(SealedFileTest, an_empty_file_that_was_exchanged_is_noticed)
{
    seal({});
    const auto empty = test::contents_of(file);
    key = new_file_key(random);

    EXPECT_EQ(empty.size(), head + 17);
    expect_altered();
}

TEST_F(SealedFileTest, another_key_or_context_opens_nothing)
{
    seal(plain(100));

    EXPECT_EQ(open_sealed_file(file, key, "photo-2", 1000).error().code, Errc::hash_mismatch);
    EXPECT_EQ(open_sealed_file(file, new_file_key(random), "photo-1", 1000).error().code, Errc::hash_mismatch);
    EXPECT_EQ(open_sealed_file(file, Secret(16), "photo-1", 1000).error().code, Errc::validation);
    EXPECT_EQ(open_sealed_file(file, key, "photo-1", 99).error().code, Errc::too_large);
    EXPECT_EQ(open_sealed_file(folder / "none", key, "photo-1", 99).error().code, Errc::not_found);
}
