// SPDX-License-Identifier: EUPL-1.2
#include "vault/sealed_journal.hpp"

#include "support/clock.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

using namespace balieblik;
using namespace balieblik::vault;

namespace {

struct JournalTest : testing::Test {
    test::TempFolder folder;
    std::filesystem::path file = folder / "laps";
    test::SeededRandom random;
    SealingKey key = SealingKey::make(random);

    void append(std::initializer_list<std::string_view> records)
    {
        auto journal = std::move(SealedJournal::open(file, key.public_key()).value());
        for (const auto record : records)
            ASSERT_TRUE(journal.append(as_bytes(record)));
    }
    JournalRecords read() { return std::move(read_journal(file, key).value()); }
    static std::vector<std::string> texts(const JournalRecords& found)
    {
        std::vector<std::string> made;
        for (const auto& record : found.records)
            made.emplace_back(as_text(record));
        return made;
    }
    using Texts = std::vector<std::string>;
};

} // namespace

TEST_F(JournalTest, records_come_back_in_order_over_several_openings)
{
    append({"B1", "C1"});
    append({"C2"});
    append({""});

    const auto found = read();

    EXPECT_EQ(texts(found), (Texts{"B1", "C1", "C2", ""}));
    EXPECT_FALSE(found.torn);
    EXPECT_FALSE(found.altered);
}

TEST_F(JournalTest, a_missing_journal_is_an_empty_one)
{
    EXPECT_TRUE(read().records.empty());
    EXPECT_TRUE(remove_journal(file));
}

TEST_F(JournalTest, whoever_writes_cannot_read)
{
    append({"geheime ronde"});
    const auto other = SealingKey::make(random);

    EXPECT_EQ(test::contents_of(file).find("geheim"), std::string::npos);
    const auto found = read_journal(file, other);
    EXPECT_TRUE(found->records.empty());
    EXPECT_TRUE(found->altered);
}

TEST_F(JournalTest, a_torn_end_is_told_from_tampering_and_later_records_follow_well)
{
    append({"B1", "C1"});
    const auto whole = test::contents_of(file);
    for (std::size_t cut = whole.size() / 2 + 10; cut < whole.size(); ++cut) {
        test::write_contents(file, whole.substr(0, cut));
        const auto found = read();
        ASSERT_TRUE(found.torn) << cut;
        ASSERT_FALSE(found.altered) << cut;
        ASSERT_EQ(texts(found), (Texts{"B1"})) << cut;
    }

    append({"C2"});

    EXPECT_EQ(texts(read()), (Texts{"B1", "C2"}));
    EXPECT_FALSE(read().torn || read().altered);
}

TEST_F(JournalTest, a_start_that_was_cut_short_is_made_anew)
{
    test::write_contents(file, "BBJ");

    EXPECT_TRUE(read().torn);
    append({"B1"});
    EXPECT_EQ(texts(read()), (Texts{"B1"}));
}

TEST_F(JournalTest, a_missing_moved_or_altered_record_shows)
{
    append({"B1", "C1", "C2"});
    const auto whole = test::contents_of(file);
    const std::size_t record = (whole.size() - 8) / 3;
    const auto part = [&](std::size_t i) { return whole.substr(8 + i * record, record); };

    test::write_contents(file, whole.substr(0, 8) + part(0) + part(2));
    EXPECT_TRUE(read().altered);
    test::write_contents(file, whole.substr(0, 8) + part(1) + part(0) + part(2));
    EXPECT_TRUE(read().altered);
    test::write_contents(file, whole.substr(0, 8) + part(0) + part(0) + part(1) + part(2));
    EXPECT_TRUE(read().altered);
    auto flipped = whole;
    flipped[8 + record + 20] = static_cast<char>(flipped[8 + record + 20] ^ 1);
    test::write_contents(file, flipped);
    EXPECT_TRUE(read().altered);
    EXPECT_EQ(texts(read()), (Texts{"B1", "C2"})); // what can be read is not thrown away
}

TEST_F(JournalTest, a_strange_file_is_not_written_to)
{
    test::write_contents(file, "something else entirely");

    EXPECT_EQ(SealedJournal::open(file, key.public_key()).error().code, Errc::io_failed);
    EXPECT_EQ(test::contents_of(file), "something else entirely");
}

TEST_F(JournalTest, is_removed_after_it_was_merged)
{
    append({"B1"});

    ASSERT_TRUE(remove_journal(file));

    EXPECT_FALSE(std::filesystem::exists(file));
    EXPECT_TRUE(read().records.empty());
}

TEST_F(JournalTest, a_record_has_a_bound)
{
    auto journal = std::move(SealedJournal::open(file, key.public_key()).value());

    EXPECT_EQ(journal.append(Bytes(65 * 1024)).error().code, Errc::too_large);
    EXPECT_EQ(journal.count(), 0u);
}
