// SPDX-License-Identifier: EUPL-1.2
// For reviewers: does an inspector grow milder or stricter over the waves? Inspectors are numbers here, as in the
// review queue. What this says is personal data of theirs: it is in no release, and the quality team cannot ask for it.
#pragma once

#include "model/release_analyses.hpp"
#include "store/store.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

BOOST_DEFINE_ENUM_CLASS(DriftVerdict, milder, stricter, not_distinguishable)

struct InspectorDrift {
    std::int64_t inspector_no{}; // within the project
    std::int64_t visits{};
    std::int64_t waves{};
    // All absent where there are too few visits for this inspector: fewer than three, or all in one wave.
    std::optional<double> drift; // points a wave beyond what all inspectors have in common; above 0: milder
    std::optional<Between> interval;
    std::optional<double> p_at_most; // Holm, over all inspectors
    std::optional<DriftVerdict> verdict;
};
BOOST_DESCRIBE_STRUCT(InspectorDrift, (), (inspector_no, visits, waves, drift, interval, p_at_most, verdict))

struct Calibration {
    std::optional<NoAnalysis> none; // why nobody's drift can be told
    std::vector<std::string> waves; // released ones of this channel, oldest first
    std::int64_t visits{};
    std::optional<double> common; // points a wave, of all inspectors together
    std::optional<Between> common_interval;
    std::vector<InspectorDrift> inspectors; // by number; without the reviewer's own
};
BOOST_DESCRIBE_STRUCT(Calibration, (), (none, waves, visits, common, common_interval, inspectors))

struct CalibrationQuery {
    Channel channel{};
};
BOOST_DESCRIBE_STRUCT(CalibrationQuery, (), (channel))

// Reviewer of the project; leaves an event. Worked out between two transactions, as it may take a second. Refusal:
// not_found (also without the role).
Result<Calibration> calibration(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor,
                                ProjectId project, const CalibrationQuery& query);

} // namespace balieblik::usecases
