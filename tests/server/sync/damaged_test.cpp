// SPDX-License-Identifier: EUPL-1.2
// One page of the store is damaged, each in turn: what does not need it goes on, what does is refused, and nothing is
// deleted, so that a person with a backup in hand can decide.
#include "server/sync/sync_fixture.hpp"

namespace balieblik::test {
namespace {

constexpr std::size_t page_size = 4096;
constexpr int visits = 12;

struct DamagedTest : SyncTest {
    std::vector<VisitVersionId> sealed;
    std::filesystem::path file = folder.path() / "server.db";
    std::string whole;

    DamagedTest()
    {
        Tablet tablet{*store, field};
        for (int n = 0; n < visits; ++n) {
            auto body = tablet.body(offered());
            body.data["remark"] = std::string(3 * page_size, static_cast<char>('a' + n));
            EXPECT_TRUE(tablet.push({tablet.seal(body)}));
            sealed.push_back(body.visit_version_id);
        }
        store.reset(); // which moves its log into the file
        whole = contents_of(file);
    }

    void damage(std::size_t page)
    {
        auto bytes = whole;
        bytes[page * page_size + 1000] = static_cast<char>(bytes[page * page_size + 1000] ^ 1);
        write_contents(file, bytes);
    }
    // How many of the sealed visits can be read.
    int readable(store::Store& opened)
    {
        int count = 0;
        for (const auto& id : sealed) {
            const auto body = opened.read(field.tenant, [&](store::Tx& tx) { return tx.visits().body(id); });
            count += body && *body ? 1 : 0;
        }
        return count;
    }
};

TEST_F(DamagedTest, a_damaged_page_costs_what_stands_on_it_and_nothing_else)
{
    ASSERT_GT(whole.size(), 60 * page_size);
    int some = 0;
    int all = 0;
    for (std::size_t page = 1; page < whole.size() / page_size; ++page) {
        damage(page);
        {
            auto opened = store_sqlite::open_store({.file = file, .readers = 1}, Bytes(32, 9), clock, random);
            if (!opened) {
                EXPECT_EQ(opened.error().code, Errc::database_damaged) << "page " << page;
            } else {
                const auto before = readable(**opened);
                (before == visits ? all : some) += before > 0 ? 1 : 0;
                const auto written = (*opened)->write(field.tenant, [&](store::Tx& tx) {
                    auto other = field.inspector;
                    other.id = ids.make<InspectorId>();
                    other.alias = "Inspector 2";
                    return tx.field().add(other);
                });
                EXPECT_EQ(readable(**opened), before) << "page " << page << ": a write took something along";
                if (!written) {
                    EXPECT_EQ(written.error().code, Errc::internal) << "page " << page;
                    EXPECT_EQ((*opened)->condition(), store::Condition::damaged) << "page " << page;
                }
            }
        }
        ASSERT_GE(std::filesystem::file_size(file), whole.size()) << "page " << page;
    }
    EXPECT_GT(all, 10) << "most pages hold nothing of these visits";
    EXPECT_GT(some, visits) << "each visit has pages of its own";
    write_contents(file, whole);
    store = open();
    EXPECT_EQ(readable(*store), visits);
}

} // namespace
} // namespace balieblik::test
