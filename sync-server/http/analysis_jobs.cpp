// SPDX-License-Identifier: EUPL-1.2
#include "http/analysis_jobs.hpp"

#include "http/app.hpp"
#include "http/backend.hpp"

namespace balieblik::http {

bool AnalysisJobs::begin(ReleaseId id)
{
    const std::scoped_lock lock(mutex_);
    return jobs_.emplace(id, Job{}).second;
}

bool AnalysisJobs::report(ReleaseId id, std::int64_t done, std::int64_t all)
{
    const std::scoped_lock lock(mutex_);
    auto& job = jobs_[id];
    job.done = done;
    job.all = all;
    return !job.stopped;
}

void AnalysisJobs::end(ReleaseId id)
{
    const std::scoped_lock lock(mutex_);
    jobs_.erase(id);
}

void AnalysisJobs::stop(ReleaseId id)
{
    const std::scoped_lock lock(mutex_);
    if (const auto found = jobs_.find(id); found != jobs_.end())
        found->second.stopped = true;
}

AnalysisState AnalysisJobs::state(ReleaseId id) const
{
    const std::scoped_lock lock(mutex_);
    const auto found = jobs_.find(id);
    return found == jobs_.end() ? AnalysisState{} : AnalysisState{true, found->second.done, found->second.all, {}};
}

Result<usecases::AnalysesMade> run_analysis(App& app, const usecases::Actor& actor, ReleaseId id)
{
    if (!app.analyses.begin(id))
        return Error{Errc::busy, "analyses"};
    struct Ending {
        AnalysisJobs& jobs;
        ReleaseId id;
        ~Ending() { jobs.end(id); }
    } const ending{app.analyses, id};
    usecases::AnalysisWatch watch;
    watch.threads = 2;
    watch.progress = [&](std::int64_t done, std::int64_t all) { return app.analyses.report(id, done, all); };
    return usecases::analyse_release(app.backend->store, app.backend->tenant, app.environment, actor, id, watch);
}

} // namespace balieblik::http
