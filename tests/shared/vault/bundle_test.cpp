// SPDX-License-Identifier: EUPL-1.2
#include "vault/bundle.hpp"

#include "support/clock.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

using namespace balieblik;
using namespace balieblik::vault;

namespace {

struct BundleTest : testing::Test {
    test::TempFolder folder;
    test::SeededRandom random;
    SealingKey office = SealingKey::make(random);
    std::filesystem::path file = folder / "outbox.bundle";

    Sha256 write(const std::vector<Bytes>& records)
    {
        auto bundle = BundleWriter::create(file, office.public_key(), random).value();
        for (const auto& record : records)
            EXPECT_TRUE(bundle.append('M', record));
        const auto hash = bundle.hash();
        EXPECT_TRUE(bundle.finish());
        return hash;
    }
    Result<std::vector<Bytes>> read(const SealingKey& key)
    {
        BALIEBLIK_TRY(reader, BundleReader::open(file, key, folder / "scratch"));
        std::vector<Bytes> records;
        for (;;) {
            BALIEBLIK_TRY(record, reader.next(1 << 20));
            if (!record)
                return records;
            records.push_back(std::move(record->bytes));
        }
    }
    Bytes raw()
    {
        std::ifstream in(file, std::ios::binary);
        return Bytes(std::istreambuf_iterator<char>(in), {});
    }
    void put_raw(const Bytes& bytes)
    {
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
};

} // namespace

TEST_F(BundleTest, gives_its_records_back_to_the_holder_of_the_key_and_to_nobody_else)
{
    const std::vector<Bytes> records{Bytes{1, 2, 3}, Bytes{}, Bytes(200'000, 7)};
    write(records);

    EXPECT_EQ(read(office).value(), records);
    EXPECT_EQ(read(SealingKey::make(random)).error().code, Errc::signature_invalid);
}

TEST_F(BundleTest, both_sides_hash_the_same_of_what_came_before_a_record)
{
    const auto hash = write({Bytes{1}, Bytes{2}});
    auto reader = BundleReader::open(file, office, folder / "scratch").value();

    ASSERT_TRUE(reader.next(10).value());
    EXPECT_EQ(reader.hash_before(), Sha256{});
    ASSERT_TRUE(reader.next(10).value());
    EXPECT_NE(reader.hash_before(), Sha256{});
    EXPECT_FALSE(reader.next(10).value());
    EXPECT_NE(reader.hash_before(), hash) << "of all but the last";
}

TEST_F(BundleTest, nothing_of_it_can_be_read_and_nothing_stays_beside_it)
{
    const std::string word = "kanarie-7731";
    write({Bytes(word.begin(), word.end())});
    const auto bytes = raw();

    EXPECT_EQ(as_text(bytes).find(word), std::string_view::npos);
    ASSERT_TRUE(read(office));
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path()))
        ++files;
    EXPECT_EQ(files, 1u);
}

TEST_F(BundleTest, one_that_was_cut_or_altered_anywhere_is_refused)
{
    write({Bytes(70'000, 7), Bytes(70'000, 8)});
    const auto whole = raw();

    for (std::size_t size = 0; size < whole.size(); size += 9'973) {
        put_raw(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
        EXPECT_FALSE(read(office)) << "cut at " << size;
    }
    for (std::size_t at = 0; at < whole.size(); at += 9'973) {
        auto altered = whole;
        altered[at] ^= 1;
        put_raw(altered);
        EXPECT_FALSE(read(office)) << "altered at " << at;
    }
}

TEST_F(BundleTest, a_record_larger_than_wanted_is_not_read)
{
    write({Bytes(1000, 7)});
    auto reader = BundleReader::open(file, office, folder / "scratch").value();

    EXPECT_EQ(reader.next(999).error().code, Errc::too_large);
}
