// SPDX-License-Identifier: EUPL-1.2
#include "simulation/plan.hpp"

#include "base/json.hpp"

#include <algorithm>
#include <span>

namespace balieblik::simulation {
namespace {

struct Weight {
    StepKind kind;
    std::uint64_t ordinary;
    std::uint64_t faulty; // in runs that are about faults
};

constexpr Weight weights[] = {
    {StepKind::accept, 40, 20},
    {StepKind::decline, 6, 4},
    {StepKind::hand_back, 6, 4},
    {StepKind::begin, 110, 90},
    {StepKind::answer, 120, 100},
    {StepKind::photo, 80, 60},
    {StepKind::seal, 140, 110},
    {StepKind::abandon, 15, 10},
    {StepKind::correct, 60, 40},
    {StepKind::purge, 15, 15},
    {StepKind::look_for_network, 60, 40},
    {StepKind::plan_assignment, 90, 70},
    {StepKind::reassign, 40, 25},
    {StepKind::cancel, 25, 15},
    {StepKind::review, 110, 70},
    {StepKind::publish_form, 15, 10},
    {StepKind::close_wave, 4, 3},
    {StepKind::revoke, 3, 3},
    {StepKind::forget_tombstones, 20, 20},
    {StepKind::sweep_uploads, 4, 4},
    {StepKind::set_policy, 6, 6},
    {StepKind::tablet_power_cut, 0, 15},
    {StepKind::tablet_killed, 0, 15},
    {StepKind::tablet_dies_at, 0, 60},
    {StepKind::tablet_killed_at, 0, 30},
    {StepKind::tablet_flush_fails, 0, 15},
    {StepKind::tablet_full, 0, 15},
    {StepKind::tablet_read_fails, 0, 8},
    {StepKind::tablet_image, 0, 12},
    {StepKind::tablet_restored, 0, 12},
    {StepKind::tablet_clock_jumps, 10, 10},
    {StepKind::tablet_offline, 30, 20},
    {StepKind::tablet_spoils, 4, 4},
    {StepKind::tablet_upgraded, 20, 20},
    {StepKind::server_power_cut, 0, 10},
    {StepKind::server_killed, 0, 10},
    {StepKind::server_dies_at, 0, 60},
    {StepKind::server_killed_at, 0, 30},
    {StepKind::server_flush_fails, 0, 12},
    {StepKind::server_full, 0, 12},
    {StepKind::server_restarted, 6, 10},
    {StepKind::server_image, 0, 12},
    {StepKind::server_backup, 8, 16},
    {StepKind::server_restored, 0, 20},
    {StepKind::server_clock_jumps, 4, 4},
    {StepKind::replies_lost, 0, 15},
};

// Stories that chance alone tells too seldom, because several things must happen in one order. The steps in them draw
// as all others do, so that none is the same twice, and each can be taken away when a plan is made small.
struct Beat {
    StepKind kind;
    std::uint64_t wait_ms; // at most, after the one before
};
using enum StepKind;
constexpr Beat long_absence[] = {
    {plan_assignment, 2'000}, {plan_assignment, 2'000}, {plan_assignment, 2'000},  {look_for_network, 40'000},
    {tablet_away, 60'000},    {cancel, 1'000},          {cancel, 1'000},           {reassign, 1'000},
    {reassign, 1'000},        {plan_assignment, 1'000}, {forget_tombstones, 1'000}};
constexpr Beat copied_back[] = {{plan_assignment, 2'000},
                                {plan_assignment, 2'000},
                                {plan_assignment, 2'000},
                                {look_for_network, 40'000},
                                {tablet_away, 40'000},
                                {begin, 1'000},
                                {seal, 1'000},
                                {tablet_image, 1'000},
                                {accept, 1'000},
                                {begin, 1'000},
                                {tablet_back, 1'000},
                                {seal, 60'000},
                                {tablet_away, 60'000},
                                {tablet_restored, 1'000},
                                {begin, 1'000},
                                {begin, 1'000},
                                {tablet_power_cut, 1'000},
                                {seal, 300'000},
                                {tablet_back, 1'000}};
constexpr Beat server_loses_visits[] = {{plan_assignment, 2'000},
                                        {plan_assignment, 2'000},
                                        {look_for_network, 40'000},
                                        {server_backup, 40'000},
                                        {begin, 1'000},
                                        {photo, 1'000},
                                        {seal, 1'000},
                                        {server_backup, 90'000},
                                        {look_for_network, 20'000},
                                        {server_restored, 60'000},
                                        {begin, 1'000},
                                        {accept, 1'000},
                                        {seal, 1'000}};
constexpr Beat server_loses_photos[] = {{plan_assignment, 2'000},
                                        {plan_assignment, 2'000},
                                        {look_for_network, 40'000},
                                        {begin, 40'000},
                                        {photo, 1'000},
                                        {photo, 1'000},
                                        {seal, 1'000},
                                        {server_image, 3'000},
                                        {server_backup, 120'000},
                                        {look_for_network, 20'000},
                                        {server_restored, 60'000}};
constexpr Beat server_loses_what_a_copy_brought[] = {{plan_assignment, 2'000},
                                                     {plan_assignment, 2'000},
                                                     {plan_assignment, 2'000},
                                                     {look_for_network, 40'000},
                                                     {server_backup, 40'000},
                                                     {begin, 1'000},
                                                     {photo, 1'000},
                                                     {tablet_image, 1'000},
                                                     {seal, 1'000},
                                                     {accept, 60'000},
                                                     {tablet_away, 60'000},
                                                     {tablet_restored, 1'000},
                                                     {seal, 1'000},
                                                     {begin, 1'000},
                                                     {tablet_back, 1'000},
                                                     {server_backup, 90'000},
                                                     {look_for_network, 20'000},
                                                     {server_restored, 60'000}};
constexpr Beat bad_item_in_the_middle[] = {{plan_assignment, 2'000},
                                           {plan_assignment, 2'000},
                                           {look_for_network, 40'000},
                                           {tablet_away, 40'000},
                                           {begin, 1'000},
                                           {photo, 1'000},
                                           {seal, 1'000},
                                           {tablet_spoils, 1'000},
                                           {begin, 1'000},
                                           {seal, 1'000},
                                           {tablet_back, 1'000}};
constexpr Beat last_word_unheard[] = {{plan_assignment, 2'000},
                                      {plan_assignment, 2'000},
                                      {look_for_network, 40'000},
                                      {begin, 40'000},
                                      {photo, 1'000},
                                      {photo, 1'000},
                                      {seal, 1'000},
                                      {replies_lost, 3'000},
                                      {begin, 60'000},
                                      {photo, 1'000},
                                      {photo, 1'000},
                                      {seal, 1'000},
                                      {replies_lost, 3'000},
                                      {replies_lost, 60'000},
                                      {replies_lost, 60'000},
                                      {replies_lost, 60'000}};
constexpr Beat lost_with_a_begun_visit[] = {{plan_assignment, 2'000},
                                            {plan_assignment, 2'000},
                                            {look_for_network, 40'000},
                                            {begin, 40'000},
                                            {answer, 1'000},
                                            {answer, 1'000},
                                            {look_for_network, 60'000},
                                            {answer, 90'000},
                                            {answer, 1'000},
                                            {look_for_network, 60'000},
                                            {answer, 90'000},
                                            {tablet_lost, 90'000},
                                            {look_for_network, 60'000},
                                            {answer, 90'000}};
constexpr Beat tablet_is_forgotten[] = {{plan_assignment, 2'000}, {plan_assignment, 2'000}, {look_for_network, 40'000},
                                        {server_backup, 40'000},  {tablet_lost, 2'000},     {look_for_network, 30'000},
                                        {begin, 40'000},          {photo, 1'000},           {seal, 1'000},
                                        {begin, 40'000},          {answer, 1'000},          {server_restored, 60'000},
                                        {answer, 1'000},          {seal, 60'000},           {look_for_network, 60'000},
                                        {begin, 40'000},          {answer, 1'000}};
constexpr Beat policy_is_forgotten[] = {
    {set_policy, 2'000},  {look_for_network, 40'000}, {server_image, 40'000},   {set_policy, 40'000},
    {set_policy, 40'000}, {look_for_network, 20'000}, {server_restored, 60'000}};
constexpr std::span<const Beat> stories[] = {long_absence,
                                             copied_back,
                                             server_loses_visits,
                                             server_loses_photos,
                                             bad_item_in_the_middle,
                                             last_word_unheard,
                                             server_loses_what_a_copy_brought,
                                             lost_with_a_begun_visit,
                                             tablet_is_forgotten,
                                             policy_is_forgotten};

// Told in some seeds after everything else, so that nothing disturbs what they are about, and so that the numbers of
// seeds that were found without them keep telling what they told.
constexpr Beat numbers_of_a_copy[] = { // the server comes to hold something else under the numbers that it gave out
    {plan_assignment, 2'000},
    {plan_assignment, 2'000},
    {look_for_network, 40'000},
    {server_image, 40'000},
    {begin, 1'000},
    {tablet_image, 30'000},
    {seal, 1'000},
    {server_image, 90'000},
    {server_image, 1'000},
    {tablet_away, 1'000},
    {tablet_restored, 1'000},
    {server_restored, 1'000},
    {seal, 1'000},
    {tablet_back, 1'000},
    {look_for_network, 60'000},
    {server_restored, 120'000},
    {look_for_network, 60'000}};
constexpr Beat kept_is_forgotten[] = { // an older state of a begun visit comes back, and nothing else changed
    {plan_assignment, 2'000},  {plan_assignment, 2'000}, {look_for_network, 40'000},
    {begin, 40'000},           {answer, 1'000},          {look_for_network, 1'000},
    {server_image, 90'000},    {server_image, 1'000},    {server_image, 1'000},
    {answer, 1'000},           {answer, 1'000},          {look_for_network, 60'000},
    {server_restored, 180'000}};
constexpr Beat last_photo_is_forgotten[] = { // and no receipt had come that vouches for it
    {plan_assignment, 2'000},
    {plan_assignment, 2'000},
    {look_for_network, 40'000},
    {begin, 40'000},
    {photo, 1'000},
    {server_forgets_photo, 1'000},
    {seal, 1'000},
    {look_for_network, 90'000},
    {look_for_network, 90'000},
    {look_for_network, 90'000}};
constexpr std::span<const Beat> epilogues[] = {numbers_of_a_copy, kept_is_forgotten, last_photo_is_forgotten};

void tell(std::span<const Beat> story, std::size_t tablet, milliseconds& at, Engine& engine, std::vector<Step>& steps)
{
    for (const auto& beat : story) {
        at += milliseconds{static_cast<std::int64_t>(1 + below(engine, beat.wait_ms))};
        steps.push_back({at, beat.kind, tablet, engine()});
    }
}

StepKind draw_kind(Engine& engine, bool faulty)
{
    std::uint64_t sum = 0;
    for (const auto& one : weights)
        sum += faulty ? one.faulty : one.ordinary;
    auto at = below(engine, sum);
    for (const auto& one : weights) {
        const auto weight = faulty ? one.faulty : one.ordinary;
        if (at < weight)
            return one.kind;
        at -= weight;
    }
    return StepKind::look_for_network;
}

Weather draw_weather(Engine& engine)
{
    Weather made;
    if (chance(engine, 250))
        return made; // a calm day: rates of nothing belong to the test, too
    for (auto* rate : {&made.lost, &made.unheard, &made.repeated, &made.cut, &made.truncated, &made.portal, &made.mute})
        *rate = chance(engine, 500) ? below(engine, 150) : 0;
    made.slow_ms = chance(engine, 300) ? 20'000 : 50 + below(engine, 2'000);
    return made;
}

} // namespace

Plan plan_of(std::uint64_t seed)
{
    Engine engine(seed * 0x9e3779b97f4a7c15ull + 1);
    Plan plan;
    plan.seed = seed;
    plan.tablets = 1 + below(engine, 3);
    plan.inspectors = 1 + below(engine, plan.tablets);
    plan.weather = draw_weather(engine);
    constexpr std::int64_t pages[] = {1, 2, 3, 7, 500, 500};
    constexpr std::int64_t batches[] = {1, 2, 5, 100, 100};
    plan.page = pages[below(engine, std::size(pages))];
    plan.batch = batches[below(engine, std::size(batches))];
    plan.old_apps = below(engine, 4) == 0 ? engine() : 0;

    const bool faulty = !chance(engine, 200);
    const auto count = 8 + below(engine, 32);
    milliseconds at{1'000};
    for (std::uint64_t n = 0; n < 2 + below(engine, 3); ++n)
        plan.steps.push_back({at, StepKind::plan_assignment, 0, engine()});
    at = milliseconds{5'000};
    for (std::size_t tablet = 0; tablet < plan.tablets; ++tablet)
        plan.steps.push_back({at, StepKind::look_for_network, tablet, engine()});
    at = milliseconds{30'000};
    const auto story_before = chance(engine, 300) ? below(engine, count) : count; // none
    for (std::uint64_t n = 0; n < count; ++n) {
        if (n == story_before)
            tell(stories[below(engine, std::size(stories))], below(engine, plan.tablets), at, engine, plan.steps);
        // Much happens within seconds, and then nothing for a while.
        at += milliseconds{
            static_cast<std::int64_t>(chance(engine, 600) ? below(engine, 3'000) : below(engine, 300'000))};
        plan.steps.push_back({at, draw_kind(engine, faulty), below(engine, plan.tablets), engine()});
    }
    Engine later(seed * 0xd1342543de82ef95ull + 1);
    if (chance(later, 150))
        tell(epilogues[below(later, std::size(epilogues))], below(later, plan.tablets), at, later, plan.steps);
    return plan;
}

Plan calm(Plan plan)
{
    plan.weather = {};
    return plan;
}

Plan without_tablet(const Plan& plan, std::size_t tablet)
{
    auto made = plan;
    std::erase_if(made.steps, [&](const Step& step) { return step.tablet == tablet; });
    for (auto& step : made.steps)
        if (step.tablet > tablet)
            --step.tablet;
    --made.tablets;
    made.inspectors = std::min(made.inspectors, made.tablets);
    return made;
}

std::ostream& operator<<(std::ostream& out, const Plan& plan)
{
    const auto& weather = plan.weather;
    out << "seed " << plan.seed << ": " << plan.tablets << " tablets, " << plan.inspectors << " inspectors, page "
        << plan.page << ", batch " << plan.batch << ", old apps " << (plan.old_apps & ((1u << plan.tablets) - 1))
        << "\nnetwork in thousands: lost " << weather.lost << ", unheard " << weather.unheard << ", repeated "
        << weather.repeated << ", cut " << weather.cut << ", truncated " << weather.truncated << ", portal "
        << weather.portal << ", mute " << weather.mute << "; slowest " << weather.slow_ms << " ms\n";
    for (const auto& step : plan.steps)
        out << "  " << step.at.count() << " ms  " << json::enum_name(step.kind) << "  tablet " << step.tablet
            << "  draw " << step.draw << "\n";
    return out;
}

} // namespace balieblik::simulation
