// SPDX-License-Identifier: EUPL-1.2
// When the screen locks by itself.
#include "app/idle_watch.hpp"
#include "support/clock.hpp"

#include <QCoreApplication>
#include <QEvent>

#include <gtest/gtest.h>

namespace balieblik::mobile {
namespace {

struct IdleWatchTest : testing::Test {
    IdleWatchTest()
    {
        QObject::connect(&watch, &IdleWatch::idle, [this] { ++locked; });
    }
    void touch()
    {
        QEvent press{QEvent::MouseButtonPress};
        QCoreApplication::sendEvent(&page, &press);
    }

    int argc = 1;
    char program[5] = "test";
    char* argv[2] = {program, nullptr};
    QCoreApplication loop{argc, argv};
    test::FakeClock clock;
    IdleWatch watch{clock, std::chrono::minutes{2}};
    QObject page;
    int locked = 0;
};

TEST_F(IdleWatchTest, does_not_lock_while_somebody_works)
{
    for (int minute = 0; minute < 10; ++minute) {
        clock.pass(std::chrono::minutes{1});
        touch();
    }
    EXPECT_EQ(locked, 0);
}

TEST_F(IdleWatchTest, locks_a_tablet_that_slept_before_the_first_touch_reaches_a_page)
{
    touch();
    clock.pass(std::chrono::minutes{30}); // asleep: no timer ran

    touch();

    EXPECT_EQ(locked, 1);
    touch();
    EXPECT_EQ(locked, 1) << "whoever unlocks it is not locked out again";
}

} // namespace
} // namespace balieblik::mobile
