// SPDX-License-Identifier: EUPL-1.2
// The two locks on a tablet with a real store: when the key goes, and what the wait clock does meanwhile.
#include "services/tablet_service.hpp"
#include "shared/device_store/visit_fixture.hpp"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <mutex>

namespace balieblik::services {
namespace {

using namespace std::chrono_literals;

// Read on the store's thread too.
class SharedClock final : public Clock {
public:
    Reading read() const override
    {
        const std::scoped_lock lock(mutex_);
        return clock_.read();
    }
    void pass(milliseconds time)
    {
        const std::scoped_lock lock(mutex_);
        clock_.pass(time);
    }

private:
    mutable std::mutex mutex_;
    test::FakeClock clock_;
};

class LocksTest : public test::VisitTest {
protected:
    void SetUp() override
    {
        VisitTest::SetUp();
        store.reset();
        std::filesystem::rename(folder / "tablet.db", folder / "store.db");
        const auto office = vault::SealingKey::make(random);
        ASSERT_TRUE(vault::KeyFile::protect(folder / "key.json", to_text(enrolled.organisation.device_id), secret,
                                            office.public_key(), vault::Secret::copy_of(Bytes(32, std::uint8_t{42})),
                                            {time, system_random, nullptr, vault::least_cost}));
        TabletOptions options;
        options.folder = folder.path();
        options.app_version = "0.1.0";
        options.platform = "test";
        options.pin_cost = vault::least_cost;
        options.key_looked_at = 5ms;
        beat.start(5ms);
        tablet = TabletService::open(std::move(options), time).value();
        unlock();
    }
    // Lets everything happen until it is so; a test that waits in vain fails.
    template <class Condition>
    void wait_for(Condition condition)
    {
        QElapsedTimer waited;
        waited.start();
        while (!condition() && waited.elapsed() < 20'000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        ASSERT_TRUE(condition());
    }
    template <class T, class Ask>
    Result<T> answer_to(Ask ask)
    {
        std::optional<Result<T>> answer;
        ask([&answer](Result<T> done) { answer.emplace(std::move(done)); });
        wait_for([&] { return answer.has_value(); });
        return answer ? std::move(*answer) : Result<T>{Error{Errc::internal, "no answer"}};
    }
    void unlock()
    {
        ASSERT_TRUE(answer_to<void>([&](Done<void> done) { tablet->unlock(secret, std::move(done)); }));
        ASSERT_EQ(tablet->lock_state(), LockState::open);
    }
    void wait_for_key_lock()
    {
        wait_for([&] { return tablet->lock_state() == LockState::key_locked; });
    }
    void start_visit()
    {
        ASSERT_TRUE(answer_to<VisitView>(
            [&](Done<VisitView> done) { tablet->open_assignment(assignment.id, "nl", std::move(done)); }));
    }
    Result<VisitUpdate> tap(LapKind kind)
    {
        return answer_to<VisitUpdate>([&](Done<VisitUpdate> done) { tablet->tap(kind, std::move(done)); });
    }

    int argc = 1;
    char program[5] = "test";
    char* argv[2] = {program, nullptr};
    QCoreApplication loop{argc, argv};
    QTimer beat; // so that a wait looks again now and then
    const std::string secret = "paarse olifant fietst";
    SharedClock time;
    vault::SystemRandom system_random;
    std::unique_ptr<TabletService> tablet;
};

TEST_F(LocksTest, the_key_goes_with_the_screen_when_nothing_needs_it)
{
    tablet->lock();

    wait_for_key_lock();
    EXPECT_FALSE(tablet->clock_usable());
    EXPECT_FALSE(answer_to<std::vector<device_store::AssignmentCard>>([&](auto done) { tablet->assignments(done); }));
}

TEST_F(LocksTest, the_key_stays_for_unsent_work_for_an_hour_in_which_sleep_counts)
{
    ASSERT_TRUE(answer_to<void>([&](Done<void> done) { tablet->accept(assignment.id, std::move(done)); }));
    wait_for([&] { return tablet->sync_status().commands_waiting == 1; });

    tablet->lock();
    time.pass(59min);
    QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
    EXPECT_EQ(tablet->lock_state(), LockState::screen_locked);
    time.pass(2min); // asleep or awake

    wait_for_key_lock();
    unlock();
}

TEST_F(LocksTest, the_wait_clock_runs_on_without_the_key_and_its_taps_are_there_after_the_unlock)
{
    start_visit();
    ASSERT_TRUE(tap(LapKind::B1));
    time.pass(3min);
    EXPECT_EQ(tablet->clock().since_first, 3min);
    tablet->lock();
    time.pass(61min);
    wait_for_key_lock();

    EXPECT_TRUE(tablet->clock_usable());
    EXPECT_EQ(tablet->clock().since_first, 64min);
    ASSERT_TRUE(tap(LapKind::C2));
    unlock();

    const auto found = answer_to<std::optional<VisitView>>([&](auto done) { tablet->open_last(done); });
    ASSERT_TRUE(found && *found);
    const auto& laps = (*found)->clock.laps;
    ASSERT_EQ(laps.size(), 2u);
    EXPECT_EQ(laps[0].kind, LapKind::B1);
    EXPECT_EQ(laps[1].kind, LapKind::C2);
    EXPECT_EQ(laps[1].boot_ms - laps[0].boot_ms, milliseconds{64min}.count());
}

} // namespace
} // namespace balieblik::services
