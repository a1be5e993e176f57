// SPDX-License-Identifier: EUPL-1.2
// The tablet for real, with its thread and its encrypted store, on a disk that fails and works again.
#include "services/tablet_service.hpp"

#include "bench/app/full_tablet.hpp"
#include "support/source_dir.hpp"
#include "support/temp_folder.hpp"

#include <QGuiApplication>

#include <gtest/gtest.h>

#include <csignal>

#include <sys/resource.h>

namespace balieblik::services {
namespace {

const std::string passphrase = "regen-op-het-gemeentehuis";

// While it stands, no file of this process grows beyond what it is: writing fails, and not because the disk is full.
class FailingDisk {
public:
    FailingDisk()
    {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit nothing{0, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &nothing);
    }
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;
    ~FailingDisk() { setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

class TabletServiceTest : public testing::Test {
protected:
    TabletServiceTest()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        bench::FullTablet made{folder.path(), test::source_dir() / "forms/counter/1"};
        made.add_assignments(1);
        made.protect(passphrase);
    }
    void open()
    {
        TabletOptions options;
        options.folder = folder.path();
        options.key_kept = milliseconds{0};
        auto opened = TabletService::open(std::move(options), clock);
        ASSERT_TRUE(opened) << opened.error().detail;
        tablet = std::move(*opened);
    }
    // Runs the loop of events until the answer is there.
    template <class T, class Ask>
    Result<T> answer_to(Ask ask)
    {
        std::optional<Result<T>> got;
        ask([&got](Result<T> result) { got.emplace(std::move(result)); });
        while (!got)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return std::move(*got);
    }
    Result<void> unlock()
    {
        return answer_to<void>([&](Done<void> done) { tablet->unlock(passphrase, std::move(done)); });
    }
    Result<VisitUpdate> answer(const std::string& reference, const std::string& value)
    {
        return answer_to<VisitUpdate>(
            [&](Done<VisitUpdate> done) { tablet->answer(reference, value, std::move(done)); });
    }
    Result<VisitView> start_visit()
    {
        const auto cards = answer_to<std::vector<device_store::AssignmentCard>>(
            [&](auto done) { tablet->assignments(std::move(done)); });
        return answer_to<VisitView>([&](Done<VisitView> done) {
            tablet->open_assignment(cards->front().facts.assignment.id, "nl", std::move(done));
        });
    }
    std::string kept(const std::string& reference)
    {
        const auto view = answer_to<std::optional<VisitView>>([&](auto done) { tablet->open_last(std::move(done)); });
        if (!view || !*view)
            return "no visit";
        for (const auto& node : (*view)->nodes)
            if (node.reference == reference)
                return node.value;
        return "no question";
    }

    int argc = 3;
    char program[5] = "test";
    char platform[10] = "-platform";
    char offscreen[10] = "offscreen";
    char* argv[4] = {program, platform, offscreen, nullptr};
    QGuiApplication loop{argc, argv};
    test::TempFolder folder;
    test::FakeClock clock;
    std::unique_ptr<TabletService> tablet;
};

TEST_F(TabletServiceTest, goes_on_after_the_disk_failed_and_works_again)
{
    open();
    ASSERT_TRUE(unlock());
    ASSERT_TRUE(start_visit());
    ASSERT_TRUE(answer("/data/A/A1", "yes"));
    int reopened = 0;
    QObject::connect(tablet.get(), &Tablet::storeReopened, [&reopened] { ++reopened; });
    {
        const FailingDisk failing;
        EXPECT_EQ(answer("/data/A/A2", "yes").error().code, Errc::io_failed);
        // Still failing: the same sentence, not that the tablet were locked.
        EXPECT_EQ(answer("/data/A/A2", "yes").error().code, Errc::io_failed);
    }

    const auto again = answer("/data/A/A2", "yes");

    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_GE(reopened, 1);
    EXPECT_EQ(kept("/data/A/A1"), "yes");
    EXPECT_EQ(kept("/data/A/A2"), "yes");
    EXPECT_EQ(tablet->lock_state(), LockState::open);
    tablet.reset();
    open();
    ASSERT_TRUE(unlock());
    EXPECT_EQ(kept("/data/A/A2"), "yes");
}

TEST_F(TabletServiceTest, comes_back_by_itself_once_the_disk_works)
{
    open();
    ASSERT_TRUE(unlock());
    ASSERT_TRUE(start_visit());
    int reopened = 0;
    QObject::connect(tablet.get(), &Tablet::storeReopened, [&reopened] { ++reopened; });
    {
        const FailingDisk failing;
        EXPECT_FALSE(answer("/data/A/A1", "yes"));
        EXPECT_FALSE(answer("/data/A/A1", "yes"));
    }

    while (reopened == 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    EXPECT_TRUE(answer("/data/A/A1", "yes"));
}

TEST_F(TabletServiceTest, locks_while_the_disk_fails_and_opens_again_with_everything_that_was_kept)
{
    open();
    ASSERT_TRUE(unlock());
    ASSERT_TRUE(start_visit());
    ASSERT_TRUE(answer("/data/A/A1", "yes"));
    {
        const FailingDisk failing;
        EXPECT_FALSE(answer("/data/A/A2", "yes"));
        tablet->lock();
        while (tablet->lock_state() != LockState::key_locked)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        EXPECT_EQ(answer("/data/A/A2", "yes").error().code, Errc::state_conflict);
        EXPECT_FALSE(unlock());
    }

    ASSERT_TRUE(unlock());

    EXPECT_EQ(kept("/data/A/A1"), "yes");
    EXPECT_EQ(kept("/data/A/A2"), "");
}

// --- Wrong tries -----------------------------------------------------------------------------------------------------

class WrongTries : public TabletServiceTest {
protected:
    Errc try_wrong()
    {
        clock.pass(std::chrono::hours{1});
        return answer_to<void>([&](Done<void> done) { tablet->unlock("helemaal niet de zin", std::move(done)); })
            .error()
            .code;
    }
    void office_chooses(std::int64_t most)
    {
        vault::SystemRandom random;
        auto file = vault::KeyFile::open(folder / "key.json", {clock, random, nullptr}).value();
        ASSERT_TRUE(file.remember({"https://office:8443", {}, {}}, most));
    }
    bool is_there(const char* name) { return std::filesystem::exists(folder / name); }
};

TEST_F(WrongTries, wipe_nothing_unless_the_office_chose_so)
{
    open();
    for (int n = 0; n < 12; ++n)
        EXPECT_EQ(try_wrong(), Errc::pin_wrong);

    EXPECT_FALSE(tablet->tries_left());
    clock.pass(std::chrono::hours{1});
    EXPECT_TRUE(unlock());
}

TEST_F(WrongTries, wipe_everything_with_the_tenth_where_it_did)
{
    office_chooses(10);
    open();
    bool wiped = false;
    QObject::connect(tablet.get(), &TabletService::wiped, [&wiped] { wiped = true; });
    for (int n = 0; n < 9; ++n)
        EXPECT_EQ(try_wrong(), Errc::pin_wrong);
    EXPECT_EQ(tablet->tries_left(), 1);
    EXPECT_TRUE(is_there("store.db"));

    EXPECT_EQ(try_wrong(), Errc::pin_wrong);
    while (!wiped)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);

    EXPECT_FALSE(is_there("key.json"));
    EXPECT_FALSE(is_there("store.db"));
    EXPECT_FALSE(is_there("wipe.journal"));
}

TEST_F(WrongTries, are_forgotten_by_a_right_one)
{
    office_chooses(10);
    open();
    for (int n = 0; n < 9; ++n)
        EXPECT_EQ(try_wrong(), Errc::pin_wrong);
    clock.pass(std::chrono::hours{1});

    EXPECT_TRUE(unlock());

    EXPECT_TRUE(is_there("store.db"));
}

} // namespace
} // namespace balieblik::services
