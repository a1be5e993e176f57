// SPDX-License-Identifier: EUPL-1.2
#include "statistics/bootstrap.hpp"

#include "base/result.hpp"
#include "statistics/numbers.hpp"
#include "statistics/percentile.hpp"

#include <boost/random/uniform_int_distribution.hpp>

#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <random>
#include <thread>

namespace balieblik::statistics {
namespace {

constexpr std::int64_t between_reports = 16; // resamples

std::mt19937_64 stream_of(std::uint64_t seed, std::int64_t resample)
{
    const auto number = static_cast<std::uint64_t>(resample);
    std::seed_seq words{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                        static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32)};
    return std::mt19937_64{words};
}

// The resamples, handed out one by one to whoever has time.
class Work {
public:
    Work(std::size_t units, const Figures& figures, const Bootstrap& how)
        : units_(units), figures_(figures), how_(how), made_(static_cast<std::size_t>(how.resamples))
    {
    }

    // True when everything was done. Only the caller's own thread reports.
    bool run()
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < how_.threads; ++i)
            others.emplace_back([this] { work(false); });
        work(true);
        others.clear(); // waits
        if (broken_)
            std::rethrow_exception(broken_);
        return !stopped_;
    }

    std::vector<std::optional<std::vector<double>>>& made() { return made_; }

private:
    void work(bool reports)
    {
        try {
            std::vector<std::int32_t> drawn(units_);
            for (std::int64_t own = 0;; ++own) {
                if (reports && how_.progress && own % between_reports == 0 && !how_.progress(done_, how_.resamples))
                    stopped_ = true;
                const std::int64_t resample = next_++;
                if (stopped_ || resample >= how_.resamples)
                    break;
                draw(resample, drawn);
                made_[static_cast<std::size_t>(resample)] = figures_(drawn);
                ++done_;
            }
        } catch (...) {
            const std::lock_guard lock{mutex_};
            broken_ = std::current_exception();
            stopped_ = true;
        }
    }

    void draw(std::int64_t resample, std::vector<std::int32_t>& drawn) const
    {
        std::fill(drawn.begin(), drawn.end(), 0);
        auto stream = stream_of(how_.seed, resample);
        boost::random::uniform_int_distribution<std::size_t> any{0, units_ - 1};
        for (std::size_t i = 0; i < units_; ++i)
            ++drawn[any(stream)];
    }

    std::size_t units_;
    const Figures& figures_;
    const Bootstrap& how_;
    std::vector<std::optional<std::vector<double>>> made_;
    std::atomic<std::int64_t> next_{0};
    std::atomic<std::int64_t> done_{0};
    std::atomic<bool> stopped_{false};
    std::mutex mutex_;
    std::exception_ptr broken_;
};

} // namespace

Estimate<Resampled> bootstrap(std::size_t units, const Figures& figures, const Bootstrap& how)
{
    if (units < 2 || how.resamples < 100)
        return Refusal::too_few;
    if (units > std::numeric_limits<std::int32_t>::max() || how.resamples > 1'000'000)
        return Refusal::too_many;
    if (!std::isfinite(how.level) || how.level <= 0 || how.level >= 1)
        return Refusal::out_of_range;
    Work work{units, figures, how};
    if (!work.run())
        return Refusal::cancelled;

    std::vector<std::vector<double>> columns;
    Resampled made;
    for (const auto& row : work.made()) {
        if (!row) {
            ++made.without_figure;
            continue;
        }
        ++made.resamples;
        columns.resize(row->size());
        for (std::size_t i = 0; i < row->size(); ++i)
            columns[i].push_back((*row)[i]);
    }
    if (made.without_figure * 20 > how.resamples)
        return Refusal::unstable;
    for (auto& column : columns) {
        made.standard_errors.push_back(std::sqrt(moments_of(column).variance()));
        std::sort(column.begin(), column.end());
        made.intervals.push_back(
            {sorted_percentile(column, (1 - how.level) / 2), sorted_percentile(column, (1 + how.level) / 2)});
    }
    if (how.progress)
        how.progress(how.resamples, how.resamples);
    return made;
}

} // namespace balieblik::statistics
