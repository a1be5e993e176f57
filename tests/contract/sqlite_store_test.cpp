// SPDX-License-Identifier: EUPL-1.2
// The embedded store keeps the contract; and what is only its own.
#include "contract/store_contract.hpp"
#include "storage/database.hpp"
#include "store_sqlite/sqlite_store.hpp"
#include "support/temp_folder.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <csignal>

#include <sys/resource.h>

namespace balieblik::contract {
namespace {

class SqliteHome final : public Home {
public:
    std::unique_ptr<store::Store> open(const Clock& clock, Random& random) override
    {
        store_sqlite::SqliteStoreOptions options;
        options.file = folder_.path() / "server.db";
        return store_sqlite::open_store(options, key_, clock, random).value();
    }

private:
    test::TempFolder folder_;
    Bytes key_ = Bytes(32, 7);
};

const Candidate sqlite{"sqlite", [] { return std::unique_ptr<Home>(std::make_unique<SqliteHome>()); }};
INSTANTIATE_TEST_SUITE_P(Embedded, StoreContract, testing::Values(sqlite),
                         [](const auto& candidate) { return candidate.param.name; });

struct MasterKey : testing::Test {
    test::TempFolder folder;
    vault::SystemRandom random;
    std::filesystem::path file = folder.path() / "master.key";
};

TEST_F(MasterKey, is_made_once_and_read_back)
{
    ASSERT_TRUE(store_sqlite::make_master_key(file, random));
    const auto key = store_sqlite::read_master_key(file);
    ASSERT_TRUE(key);
    EXPECT_EQ(key->size(), 32u);
    EXPECT_EQ(store_sqlite::make_master_key(file, random).error().code, Errc::state_conflict);
    EXPECT_EQ(store_sqlite::read_master_key(file).value(), *key);
}

TEST_F(MasterKey, may_be_read_by_its_owner_only)
{
    ASSERT_TRUE(store_sqlite::make_master_key(file, random));
    namespace fs = std::filesystem;
    EXPECT_EQ(fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);

    fs::permissions(file, fs::perms::others_read, fs::perm_options::add);

    EXPECT_EQ(store_sqlite::read_master_key(file).error().code, Errc::forbidden);
}

TEST_F(MasterKey, of_another_store_opens_nothing)
{
    const test::FakeClock clock;
    store_sqlite::SqliteStoreOptions options;
    options.file = folder.path() / "server.db";
    ASSERT_TRUE(store_sqlite::open_store(options, Bytes(32, 1), clock, random));
    EXPECT_EQ(store_sqlite::open_store(options, Bytes(32, 2), clock, random).error().code, Errc::database_key_wrong);
}

// What somebody could do to the trail who has the key, and the file while the server rests.
TEST(SqliteStore, a_trail_that_was_altered_or_that_lacks_an_event_shows_where)
{
    test::TempFolder folder;
    const test::FakeClock clock;
    vault::SystemRandom random;
    IdSource ids{clock, random};
    const test::FieldBuilder field{{clock, ids, random}};
    const auto file = folder.path() / "server.db";
    const auto open = [&] { return store_sqlite::open_store({.file = file}, Bytes(32, 1), clock, random).value(); };
    const auto first_break = [&] {
        return open()->read(field.tenant, [](store::Tx& tx) { return tx.audit().first_break(); }).value();
    };
    const auto tamper = [&](const char* sql) {
        auto raw = storage::Database::open(file, storage::Key::from(Bytes(32, 1)).value()).value();
        ASSERT_TRUE(raw.script("drop trigger if exists audit_event_never_changes;"
                               "drop trigger if exists audit_event_never_goes"));
        ASSERT_TRUE(raw.script(sql));
    };
    ASSERT_TRUE(open()->write(field.tenant, [&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_CHECK(field.write(tx));
        for (int i = 0; i < 4200; ++i) // read back in parts
            BALIEBLIK_CHECK(tx.audit().append({"server", "server", "tested", std::to_string(i), clock.now(), {}}));
        return {};
    }));
    ASSERT_EQ(first_break(), std::nullopt);

    tamper("delete from audit_event where no = 4100");
    EXPECT_EQ(first_break(), 4100);
    tamper("update audit_event set who = 'nobody' where no = 2001");
    EXPECT_EQ(first_break(), 2001);
}

TEST(SqliteStore, tells_nobody_before_the_files_hold_the_write)
{
    test::TempFolder folder;
    test::TempFolder copies;
    const test::FakeClock clock;
    vault::SystemRandom random;
    IdSource ids{clock, random};
    const test::FieldBuilder field{{clock, ids, random}};
    const auto file = folder.path() / "server.db";
    const auto store = store_sqlite::open_store({.file = file}, Bytes(32, 1), clock, random).value();
    auto write = [&](store::Tx& tx) { return field.write(tx); };
    std::promise<Result<void>> done;
    // As if the machine stopped at this very moment: nothing is flushed or closed before the copy is taken.
    store->queue(field.tenant, write, [&](std::exception_ptr, Result<void> result) {
        std::filesystem::copy(folder.path(), copies.path() / "then");
        done.set_value(result);
    });
    ASSERT_TRUE(done.get_future().get());

    const auto then =
        store_sqlite::open_store({.file = copies.path() / "then" / "server.db"}, Bytes(32, 1), clock, random).value();

    auto look = [&](store::Tx& tx) { return tx.field().inspector(field.inspector.id); };
    EXPECT_TRUE(then->read(field.tenant, look).value());
}

TEST(SqliteStore, writes_where_it_is_told_to_and_then_all_that_waits_in_one_commit)
{
    test::TempFolder folder;
    const test::FakeClock clock;
    vault::SystemRandom random;
    IdSource ids{clock, random};
    const test::FieldBuilder field{{clock, ids, random}};
    std::vector<std::function<void()>> handed;
    store_sqlite::SqliteStoreOptions options;
    options.file = folder.path() / "server.db";
    options.run_writer = [&](std::function<void()> write) { handed.push_back(std::move(write)); };
    const auto store = store_sqlite::open_store(options, Bytes(32, 1), clock, random).value();
    int completed = 0;
    auto done = [&](std::exception_ptr, Result<void> result) { completed += result ? 1 : 0; };
    store->queue(
        field.tenant, [&](store::Tx& tx) { return field.write(tx); }, done);
    store->queue(
        field.tenant, [](store::Tx&) -> Result<void> { return {}; }, done);
    EXPECT_EQ(completed, 0);

    handed.at(0)();

    EXPECT_EQ(completed, 2);
    handed.at(1)(); // finds nothing to do
    auto look = [&](store::Tx& tx) { return tx.field().inspector(field.inspector.id); };
    EXPECT_TRUE(store->read(field.tenant, look).value());
}

// A store whose disk refuses writes for a while.
struct FailingDisk : testing::Test {
    FailingDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before);
        EXPECT_TRUE(store->write(field.tenant, [&](store::Tx& tx) { return field.write(tx); }));
    }
    ~FailingDisk() override { mend(); }
    void fail()
    {
        const rlimit nothing{1, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &nothing);
    }
    void mend() { ::setrlimit(RLIMIT_FSIZE, &before); }
    Result<void> add()
    {
        return store->write(field.tenant, [&](store::Tx& tx) { return tx.field().add(assignment); });
    }
    bool can_be_read()
    {
        const auto found =
            store->read(field.tenant, [&](store::Tx& tx) { return tx.field().inspector(field.inspector.id); });
        return found && *found;
    }

    rlimit before{};
    test::TempFolder folder;
    const test::FakeClock clock;
    vault::SystemRandom random;
    IdSource ids{clock, random};
    const test::FieldBuilder field{{clock, ids, random}};
    const Assignment assignment = field.assignment();
    std::unique_ptr<store::Store> store =
        store_sqlite::open_store({.file = folder.path() / "server.db"}, Bytes(32, 1), clock, random).value();
};

TEST_F(FailingDisk, ends_writes_and_not_reads)
{
    fail();
    const auto refused = add();
    const auto condition = store->condition();
    const bool found = can_be_read();
    mend();

    EXPECT_FALSE(refused);
    EXPECT_EQ(condition, store::Condition::failing);
    EXPECT_TRUE(found);
    EXPECT_TRUE(add()) << "the disk came back, and nobody had to restart anything";
    EXPECT_EQ(store->condition(), store::Condition::well);
}

// What the system answers when it made the file system read-only, after an error on it say.
struct ReadOnlyDisk : FailingDisk {
    ReadOnlyDisk()
    {
        vfs.zName = "read-only";
        vfs.pNext = nullptr;
        vfs.xGetLastError = [](sqlite3_vfs*, int, char*) { return EROFS; };
        sqlite3_vfs_register(&vfs, 1);
        store.reset();
        store = store_sqlite::open_store({.file = folder.path() / "server.db"}, Bytes(32, 1), clock, random).value();
    }
    ~ReadOnlyDisk() override
    {
        store.reset();
        sqlite3_vfs_unregister(&vfs);
    }
    sqlite3_vfs vfs = *sqlite3_vfs_find(nullptr);
};

TEST_F(ReadOnlyDisk, is_called_by_its_name_and_nobody_has_to_restart_anything_once_it_can_be_written)
{
    fail();
    const auto refused = add();
    const auto condition = store->condition();
    const bool found = can_be_read();
    mend();

    EXPECT_EQ(refused.error().code, Errc::internal) << "which tablets and browsers wait on";
    EXPECT_EQ(condition, store::Condition::read_only);
    EXPECT_TRUE(found);
    EXPECT_TRUE(add());
    EXPECT_EQ(store->condition(), store::Condition::well);
}

TEST(SqliteStore, refuses_what_does_not_fit_into_the_queue)
{
    test::TempFolder folder;
    const test::FakeClock clock;
    vault::SystemRandom random;
    store_sqlite::SqliteStoreOptions options;
    options.file = folder.path() / "server.db";
    options.queue_limit = 1;
    const auto store = store_sqlite::open_store(options, Bytes(32, 1), clock, random).value();
    std::promise<void> go;
    std::promise<void> started;
    auto gate = go.get_future().share();
    auto slow = [&started, gate](store::Tx&) -> Result<void> {
        started.set_value();
        gate.wait();
        return {};
    };
    auto quick = [](store::Tx&) -> Result<void> { return {}; };
    std::promise<Result<void>> slow_done;
    std::promise<Result<void>> second_done;
    store->queue(TenantId{}, slow, [&](std::exception_ptr, Result<void> r) { slow_done.set_value(r); });
    started.get_future().wait();
    store->queue(TenantId{}, quick, [&](std::exception_ptr, Result<void> r) { second_done.set_value(r); });

    const auto third = store->write(TenantId{}, quick);

    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().code, Errc::busy);
    go.set_value();
    EXPECT_TRUE(slow_done.get_future().get());
    EXPECT_TRUE(second_done.get_future().get());
}

} // namespace
} // namespace balieblik::contract
