// SPDX-License-Identifier: EUPL-1.2
// Works out the analyses of a release from what was frozen with it, and freezes them too. Apart from publishing: it
// takes seconds where a transaction may take milliseconds, and what it reads never changes any more.
#pragma once

#include "store/store.hpp"
#include "usecases/actor.hpp"
#include "usecases/analyses.hpp"

namespace balieblik::usecases {

struct AnalysesMade {
    ReleaseId release_id;
    Timestamp made_at{};
};
BOOST_DESCRIBE_STRUCT(AnalysesMade, (), (release_id, made_at))

struct AnalysisWatch {
    AnalysisProgress progress;
    unsigned threads = 1;
    std::int64_t resamples = 2000;
};

// Analyses look at all visits at once, some kilobytes of memory for each. A wave with more than this has none.
inline constexpr std::int64_t most_visits_analysed = 400'000;

// Coordinator, who gets no figure of it. Analyses that are there stay as they are. Refusals: forbidden, not_found,
// too_large (more visits than that, in this wave or in the one before), state_conflict (the wave is destroyed;
// "cancelled": the progress said so; nothing was kept and it can be asked for again).
Result<AnalysesMade> analyse_release(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor,
                                     ReleaseId id, const AnalysisWatch& watch);

} // namespace balieblik::usecases
