// SPDX-License-Identifier: EUPL-1.2
// Waves that nobody walked, published as real ones are: for the demonstration, which needs a past, and for load. Only
// their visits are made up (statistics/synthetic.hpp); disclosure control, releases and analyses are the real ones.
#pragma once

#include "statistics/synthetic.hpp"
#include "store/store.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

// Names of the tiers: town, city, region, netherlands. None for another word.
std::optional<statistics::SyntheticPlan> synthetic_plan(const std::string& tier);

struct SyntheticRequest {
    statistics::SyntheticPlan plan;
    statistics::SyntheticTruth truth;
    std::int64_t waves = 4;
    std::string first_day = "2025-03-01"; // of the first; one each quarter
    std::int64_t resamples = 2000;        // of the analyses
    bool analysed = true;
};

struct SyntheticWaveMade {
    WaveId wave_id;
    ReleaseId release_id;
    std::string name;
    std::int64_t visits{};
    std::int64_t cells_shown{};
    std::int64_t cells_hidden{};
};
BOOST_DESCRIBE_STRUCT(SyntheticWaveMade, (), (wave_id, release_id, name, visits, cells_shown, cells_hidden))

// Adds locations where there are none yet, with their customers; the training of the plan; and the waves at counters,
// published and analysed, oldest first. Refusals: not_found (the project), state_conflict (they are there already).
Result<std::vector<SyntheticWaveMade>> add_synthetic_waves(store::Store& store, TenantId tenant, const Environment& env,
                                                           ProjectId project, const SyntheticRequest& request);

} // namespace balieblik::usecases
