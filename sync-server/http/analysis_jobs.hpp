// SPDX-License-Identifier: EUPL-1.2
// Analyses that are being worked out: how far each one is, and the wish to stop it.
#pragma once

#include "base/clock.hpp"
#include "model/ids.hpp"
#include "usecases/analyse_release.hpp"

#include <map>
#include <mutex>

namespace balieblik::http {

struct App;

struct AnalysisState {
    bool running{};
    std::int64_t done{};
    std::int64_t all{};
    std::optional<Timestamp> made_at;
};
BOOST_DESCRIBE_STRUCT(AnalysisState, (), (running, done, all, made_at))

// Any thread.
class AnalysisJobs {
public:
    // False if this release is being worked on already.
    bool begin(ReleaseId id);
    // False once somebody wants it stopped.
    bool report(ReleaseId id, std::int64_t done, std::int64_t all);
    void end(ReleaseId id);
    void stop(ReleaseId id);
    AnalysisState state(ReleaseId id) const;

private:
    struct Job {
        std::int64_t done{};
        std::int64_t all{};
        bool stopped{};
    };
    mutable std::mutex mutex_;
    std::map<ReleaseId, Job> jobs_;
};

// Works them out on this thread and one more. Refusals: as analyse_release; busy (it is being done).
Result<usecases::AnalysesMade> run_analysis(App& app, const usecases::Actor& actor, ReleaseId id);

} // namespace balieblik::http
