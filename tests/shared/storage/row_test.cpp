// SPDX-License-Identifier: EUPL-1.2
#include "fixture.hpp"

using namespace balieblik;
using namespace balieblik::storage;

namespace {

BOOST_DEFINE_ENUM_CLASS(Mood, calm, busy)
using ThingId = Id<struct ThingTag>;

struct Part {
    std::int64_t n{};
    bool operator==(const Part&) const = default;
};
BOOST_DESCRIBE_STRUCT(Part, (), (n))

struct Row {
    ThingId id;
    std::string name;
    std::int32_t count{};
    std::int64_t large{};
    bool on{};
    double share{};
    Mood mood{};
    Timestamp at{};
    std::chrono::sys_days day{};
    milliseconds wait{};
    Bytes bytes;
    Part part;
    std::vector<std::string> list;
    std::optional<std::string> note;
    std::optional<Timestamp> later;
    bool operator==(const Row&) const = default;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, name, count, large, on, share, mood, at, day, wait, bytes, part, list, note, later))

Row example()
{
    Row row;
    row.id.value.data[0] = 7;
    row.name = std::string("na\0me \xc3\xa9", 8);
    row.count = -3;
    row.large = std::numeric_limits<std::int64_t>::min();
    row.on = true;
    row.share = 37.005952;
    row.mood = Mood::busy;
    row.at = Timestamp{milliseconds{-1}};
    row.day = std::chrono::sys_days{std::chrono::days{20'000}};
    row.wait = milliseconds{1500};
    row.bytes = {0, 1, 0xff};
    row.part = {9};
    row.list = {"a", "b"};
    row.note = "n";
    return row;
}

struct RowTest : test::DatabaseTest {
    Database database = std::move(Database::open_in_memory(key).value());

    void SetUp() override
    {
        database
            .script("create table row (id blob primary key, name text, count integer, large integer, \"on\" integer,"
                    " share real, mood text, at integer, day text, wait integer, bytes blob, part text, list text,"
                    " note text, later integer) strict")
            .value();
    }
    void insert(const Row& row)
    {
        database
            .run_with(
                "insert into row values (:id, :name, :count, :large, :on, :share, :mood, :at, :day, :wait, :bytes,"
                " :part, :list, :note, :later)",
                row)
            .value();
    }
};

} // namespace

TEST_F(RowTest, a_described_struct_is_a_row_and_back)
{
    insert(example());

    EXPECT_EQ(*database.first<Row>("select * from row").value(), example());
}

TEST_F(RowTest, values_lie_in_the_database_as_promised)
{
    insert(example());

    EXPECT_EQ(*database.first<int>("select length(id) from row").value(), 16);
    EXPECT_EQ(*database.first<std::string>("select mood || day || part || list from row").value(),
              "busy2024-10-04{\"n\":9}[\"a\",\"b\"]");
    EXPECT_EQ(*database.first<std::string>("select typeof(note) || typeof(later) from row").value(), "textnull");
    EXPECT_EQ(*database.first<int>("select wait + at from row").value(), 1499);
}

TEST_F(RowTest, values_are_bound_and_found_by_position)
{
    insert(example());

    const auto found = database.first<std::tuple<std::string, Mood, std::optional<Timestamp>>>(
        "select name, mood, later from row where id = ? and mood = ? and day = ? and later is ? and bytes = ?",
        example().id, Mood::busy, example().day, std::nullopt, ByteView(example().bytes));

    ASSERT_TRUE(found.value());
    EXPECT_EQ(std::get<0>(**found), example().name);
    EXPECT_EQ(std::get<1>(**found), Mood::busy);
    EXPECT_FALSE(std::get<2>(**found));
}

TEST_F(RowTest, empty_texts_and_bytes_are_not_null)
{
    EXPECT_EQ(*database.first<std::string>("select typeof(?) || typeof(?)", std::string_view{}, Bytes{}).value(),
              "textblob");
    EXPECT_EQ(*database.first<std::optional<std::string>>("select ?", std::string_view{}).value(), "");
}

TEST_F(RowTest, no_row_is_none)
{
    EXPECT_FALSE(database.first<Row>("select * from row").value());
    EXPECT_TRUE(database.all<Row>("select * from row")->empty());
}

TEST_F(RowTest, a_hostile_text_stays_a_text)
{
    auto row = example();
    row.name = "'); drop table row; --";
    insert(row);

    EXPECT_EQ(database.first<Row>("select * from row where name = ?", row.name).value(), row);
}

TEST_F(RowTest, a_row_that_does_not_fit_throws)
{
    insert(example());

    EXPECT_THROW((void)database.first<Row>("select id, name from row"), BrokenSql);
    EXPECT_THROW((void)database.first<std::string>("select note from row where note is null union select null"),
                 BrokenSql);
    EXPECT_THROW((void)database.first<std::int32_t>("select large from row"), BrokenSql);
    EXPECT_THROW((void)database.first<int>("select name from row"), BrokenSql);
    EXPECT_THROW((void)database.first<Mood>("select 'angry'"), BrokenSql);
    EXPECT_THROW((void)database.first<ThingId>("select x'00'"), BrokenSql);
    EXPECT_THROW((void)database.first<Part>("select 'x' as n"), BrokenSql);
}

TEST_F(RowTest, a_named_parameter_without_a_member_throws)
{
    EXPECT_THROW((void)database.run_with("select :n, :other", Part{1}), BrokenSql);
}
