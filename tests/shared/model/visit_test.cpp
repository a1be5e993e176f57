// SPDX-License-Identifier: EUPL-1.2
#include "model/visit.hpp"

#include <gtest/gtest.h>

namespace balieblik {
namespace {

Timestamp at(std::string_view text) { return parse_timestamp(text).value(); }

Lap lap(LapKind kind, std::string_view wall, std::int64_t boot_s, std::string boot_id = "boot-1")
{
    Lap made;
    made.kind = kind;
    made.wall = at(wall);
    made.offset_min = 60;
    made.boot_ms = boot_s * 1000;
    made.boot_id = std::move(boot_id);
    return made;
}

TEST(Visit, laps_walk_forwards_and_may_be_skipped)
{
    EXPECT_EQ(after(VisitState::planned, VisitStep::tap_b1).value(), VisitState::arrived);
    EXPECT_EQ(after(VisitState::arrived, VisitStep::tap_c2).value(), VisitState::being_served);
    EXPECT_FALSE(after(VisitState::being_served, VisitStep::tap_c1));
}

TEST(Visit, it_can_be_given_up_at_any_moment_before_sealing)
{
    for (const auto state : {VisitState::planned, VisitState::arrived, VisitState::queueing, VisitState::being_served,
                             VisitState::left, VisitState::recorded})
        EXPECT_EQ(after(state, VisitStep::abort).value(), VisitState::aborted);
    EXPECT_FALSE(after(VisitState::sealed, VisitStep::abort));
}

TEST(Visit, a_sealed_visit_only_travels_on)
{
    EXPECT_EQ(after(VisitState::sealed, VisitStep::synchronise).value(), VisitState::synced);
    EXPECT_FALSE(after(VisitState::sealed, VisitStep::record));
    EXPECT_FALSE(after(VisitState::synced, VisitStep::seal));
}

TEST(Laps, answers_are_the_first_wall_time_plus_time_elapsed_since_boot)
{
    const auto found =
        answers_of({lap(LapKind::B1, "2026-03-12T09:58:30Z", 100), lap(LapKind::C1, "2026-03-12T09:59:11Z", 140),
                    lap(LapKind::C2, "2026-03-12T10:13:40Z", 1010)});

    ASSERT_EQ(found.answers.size(), 3u);
    EXPECT_EQ(found.answers[1].time, at("2026-03-12T09:59:10Z"));
    EXPECT_EQ(found.answers[2].time, at("2026-03-12T10:13:40Z"));
    EXPECT_TRUE(found.flags.empty());
}

TEST(Laps, a_wall_clock_that_jumps_is_flagged_and_changes_no_wait)
{
    const auto found =
        answers_of({lap(LapKind::C1, "2026-03-12T10:00:00Z", 10), lap(LapKind::C2, "2026-03-12T11:05:00Z", 310)});

    EXPECT_EQ(found.answers[1].time - found.answers[0].time, std::chrono::minutes{5});
    EXPECT_EQ(found.flags, std::vector<ClockFlag>{ClockFlag::wall_jumped});
}

TEST(Laps, a_reboot_in_between_falls_back_to_the_wall_clock_and_is_flagged)
{
    const auto found = answers_of(
        {lap(LapKind::C1, "2026-03-12T10:00:00Z", 5000), lap(LapKind::C2, "2026-03-12T10:09:00Z", 60, "boot-2")});

    EXPECT_EQ(found.answers[1].time, at("2026-03-12T10:09:00Z"));
    EXPECT_EQ(found.flags, std::vector<ClockFlag>{ClockFlag::rebooted});
}

TEST(Laps, the_latest_tap_of_a_kind_counts)
{
    const auto found =
        answers_of({lap(LapKind::C1, "2026-03-12T10:00:00Z", 0), lap(LapKind::C2, "2026-03-12T10:01:00Z", 60),
                    lap(LapKind::C2, "2026-03-12T10:07:00Z", 420)});

    EXPECT_EQ(found.answers.size(), 2u);
    EXPECT_EQ(found.answers[1].time, at("2026-03-12T10:07:00Z"));
}

TEST(Laps, a_correction_counts_and_disorder_is_flagged)
{
    auto late = lap(LapKind::C2, "2026-03-12T10:07:00Z", 420);
    late.corrected = at("2026-03-12T09:55:00Z");
    late.reason = "tapped too late";

    const auto found = answers_of({lap(LapKind::C1, "2026-03-12T10:00:00Z", 0), late});

    EXPECT_EQ(found.answers[1].time, at("2026-03-12T09:55:00Z"));
    EXPECT_EQ(found.flags, std::vector<ClockFlag>{ClockFlag::out_of_order});
}

TEST(VisitBody, it_survives_its_own_canonical_text)
{
    VisitBody body;
    body.form = {"counter", "1", "ab"};
    body.language = "nl";
    body.data["e"] = boost::json::object{{"E1", "no"}};
    body.laps = {lap(LapKind::B1, "2026-03-12T09:58:30.250Z", 100)};
    body.attachments = {{"ff00", 1200, "image/jpeg", "/data/h/H5", "1.jpg"}};

    const auto text = json::canonical(json::write(body));
    const auto back = json::read_text<VisitBody>(text).value();

    EXPECT_EQ(json::canonical(json::write(back)), text);
    EXPECT_EQ(back.laps[0].wall, body.laps[0].wall);
}

} // namespace
} // namespace balieblik
