// SPDX-License-Identifier: EUPL-1.2
#include "model/wave.hpp"

#include <gtest/gtest.h>

namespace balieblik {
namespace {

Project cleared_project()
{
    Project project;
    project.works_council_consent = "2026-01-20";
    project.staff_notice = "2026-02-02";
    project.dpia_reference = "DPIA-2026-004";
    return project;
}

TEST(Wave, a_cleared_project_misses_nothing) { EXPECT_TRUE(missing_clearances(cleared_project()).empty()); }

TEST(Wave, each_missing_clearance_is_named)
{
    auto project = cleared_project();
    project.works_council_consent.reset();
    project.dpia_reference = "";

    EXPECT_EQ(missing_clearances(project), (std::vector<std::string>{"works_council_consent", "dpia_reference"}));
}

TEST(Wave, it_walks_from_draft_to_published_without_shortcuts)
{
    auto state = WaveState::draft;
    for (const auto step :
         {WaveStep::schedule, WaveStep::start_fieldwork, WaveStep::close, WaveStep::validate, WaveStep::publish})
        state = after(state, step).value();
    EXPECT_EQ(state, WaveState::published);
}

TEST(Wave, nothing_is_published_before_it_is_validated)
{
    EXPECT_EQ(after(WaveState::closed, WaveStep::publish).error().code, Errc::state_conflict);
    EXPECT_EQ(after(WaveState::fieldwork, WaveStep::validate).error().code, Errc::state_conflict);
}

TEST(Wave, a_published_wave_is_not_opened_again)
{
    EXPECT_FALSE(after(WaveState::published, WaveStep::start_fieldwork));
    EXPECT_FALSE(after(WaveState::published, WaveStep::publish));
}

TEST(Place, a_staff_band_promises_its_lower_bound)
{
    EXPECT_EQ(lower_bound(StaffBand::from_1_to_4), 1);
    EXPECT_EQ(lower_bound(StaffBand::from_5_to_9), 5);
    EXPECT_EQ(lower_bound(StaffBand::from_10_to_19), 10);
    EXPECT_EQ(lower_bound(StaffBand::from_20), 20);
}

} // namespace
} // namespace balieblik
