// SPDX-License-Identifier: EUPL-1.2
// The heavy figures: bootstrap of key drivers, the sketch of waits, exact permutation, inspectors' variance, and
// drawing synthetic waves.
#include "statistics/statistics.hpp"
#include "statistics/synthetic.hpp"

#include <benchmark/benchmark.h>

#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/normal_distribution.hpp>

#include <sys/resource.h>

#include <random>

namespace balieblik::statistics {
namespace {

DriverData ten_drivers(std::size_t visits)
{
    std::mt19937_64 stream{1};
    boost::random::normal_distribution<double> normal;
    DriverData data;
    data.predictors.resize(10);
    for (std::size_t i = 0; i < visits; ++i) {
        const double common = normal(stream);
        double outcome = normal(stream);
        for (auto& predictor : data.predictors) {
            predictor.push_back(0.5 * common + normal(stream));
            outcome += 0.3 * predictor.back();
        }
        data.outcome.push_back(outcome);
    }
    return data;
}

void key_drivers_of_visits(benchmark::State& state)
{
    const auto data = ten_drivers(10'000);
    Bootstrap how;
    how.resamples = 1000;
    how.threads = static_cast<unsigned>(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(driver_intervals(data, {}, {}, how)->r2.lower);
}
BENCHMARK(key_drivers_of_visits)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

void key_drivers_of_inspectors(benchmark::State& state)
{
    const auto data = ten_drivers(10'000);
    std::vector<std::int64_t> inspectors(10'000);
    for (std::size_t i = 0; i < inspectors.size(); ++i)
        inspectors[i] = static_cast<std::int64_t>(i % 400);
    Bootstrap how;
    how.resamples = 1000;
    how.threads = static_cast<unsigned>(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(driver_intervals(data, {}, inspectors, how)->r2.lower);
}
BENCHMARK(key_drivers_of_inspectors)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void key_drivers_of_fifteen(benchmark::State& state)
{
    std::vector<std::vector<double>> between(15, std::vector<double>(15, 0.3));
    for (std::size_t i = 0; i < 15; ++i)
        between[i][i] = 1;
    const auto all = *correlations(between, std::vector<double>(15, 0.4));
    for (auto _ : state)
        benchmark::DoNotOptimize(key_drivers(all)->r2);
}
BENCHMARK(key_drivers_of_fifteen)->Unit(benchmark::kMillisecond);

std::vector<double> waits(std::size_t count)
{
    std::mt19937_64 stream{2};
    boost::random::lognormal_distribution<double> wait{5.6, 0.8};
    std::vector<double> made(count);
    for (auto& value : made)
        value = wait(stream);
    return made;
}

void sketch_of_a_million(benchmark::State& state)
{
    const auto values = waits(1'000'000);
    for (auto _ : state) {
        TDigest digest;
        for (const double value : values)
            digest.add(value);
        benchmark::DoNotOptimize(*digest.quantile(0.9));
    }
    state.SetItemsProcessed(state.iterations() * 1'000'000);
}
BENCHMARK(sketch_of_a_million)->Unit(benchmark::kMillisecond);

void merge_of_a_thousand_sketches(benchmark::State& state)
{
    std::vector<TDigest> parts(1000);
    const auto values = waits(1'000'000);
    for (std::size_t i = 0; i < values.size(); ++i)
        parts[i % 1000].add(values[i]);
    for (auto& part : parts)
        benchmark::DoNotOptimize(part.centroids().size());
    for (auto _ : state) {
        TDigest whole;
        for (const auto& part : parts)
            whole.merge(part);
        benchmark::DoNotOptimize(*whole.quantile(0.9));
    }
}
BENCHMARK(merge_of_a_thousand_sketches)->Unit(benchmark::kMillisecond);

void percentile_of_a_hundred_thousand(benchmark::State& state)
{
    const auto values = waits(100'000);
    for (auto _ : state)
        benchmark::DoNotOptimize(percentile_with_interval(values, 0.9)->value);
}
BENCHMARK(percentile_of_a_hundred_thousand)->Unit(benchmark::kMillisecond);

void permutation_of_twelve_and_twelve(benchmark::State& state)
{
    const auto trained = waits(12);
    auto others = trained;
    others[3] += 5;
    for (auto _ : state)
        benchmark::DoNotOptimize(training_effect(trained, others)->permutation.p); // 2.7 million splits
}
BENCHMARK(permutation_of_twelve_and_twelve)->Unit(benchmark::kMillisecond);

void inspector_variance_of_a_region(benchmark::State& state)
{
    std::vector<ScoredVisit> visits;
    SyntheticWaves{SyntheticPlan::region(), {}}.each(0, [&](const SyntheticContact& contact) {
        visits.push_back({contact.tone, contact.inspector, contact.location, 0});
    });
    for (auto _ : state)
        benchmark::DoNotOptimize(inspector_variance(visits)->share);
}
BENCHMARK(inspector_variance_of_a_region)->Unit(benchmark::kMillisecond);

void synthetic_wave(benchmark::State& state, const SyntheticPlan& plan)
{
    const SyntheticWaves waves{plan, {}};
    for (auto _ : state) {
        Waits counter;
        double marks = 0;
        waves.each(0, [&](const SyntheticContact& contact) {
            marks += contact.mark;
            benchmark::DoNotOptimize(counter.add(contact.wait_seconds));
        });
        benchmark::DoNotOptimize(marks);
    }
    state.SetItemsProcessed(state.iterations() * plan.contacts_per_wave());
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    state.counters["peak_MiB"] = static_cast<double>(used.ru_maxrss) / 1024;
}
BENCHMARK_CAPTURE(synthetic_wave, netherlands, SyntheticPlan::netherlands())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(synthetic_wave, europe, SyntheticPlan::europe())->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace
} // namespace balieblik::statistics

BENCHMARK_MAIN();
