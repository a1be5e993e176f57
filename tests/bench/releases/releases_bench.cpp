// SPDX-License-Identifier: EUPL-1.2
// How long a release takes from scored visits to protected cells, and how much memory: releases_bench TIER, one of
// town, country, decade (40 waves) and union. Prints one JSON line.
#include "usecases/release_cube.hpp"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <random>

namespace {

using namespace balieblik;

struct Tier {
    const char* name;
    std::size_t locations;
    std::size_t per_town; // locations
    std::size_t visits;   // a wave
    std::uint32_t inspectors;
    int waves;
};
constexpr Tier tiers[] = {{"town", 2, 2, 50, 5, 1},
                          {"country", 620, 2, 17'100, 400, 1},
                          {"decade", 620, 2, 17'100, 400, 40},
                          {"union", 150'000, 2, 4'950'000, 50'000, 1}};
constexpr std::size_t dimensions = 7;
double build_seconds = 0; // without making the visits up

usecases::BuiltCube wave(const Tier& tier, std::uint32_t seed, const usecases::EarlierPattern& earlier,
                         const usecases::ReleaseCube::EachCell& each)
{
    std::vector<ReleaseFigure> figures;
    for (std::size_t i = 0; i < dimensions; ++i)
        figures.push_back({"D" + std::to_string(i), FigureKind::mean, 1.0, {}, {}});
    figures.push_back({"NORM", FigureKind::share, {}, 80.0, 600});
    figures.push_back({"INDEX", FigureKind::mean, {}, {}, {}});
    usecases::ReleaseCube cube(Channel::counter, figures);
    std::mt19937 random(seed);
    const std::int64_t pools[] = {1, 5, 10, 20};
    for (std::size_t i = 0; i < tier.locations; ++i) {
        const auto town = i / tier.per_town;
        cube.add_location({"L" + std::to_string(i), "location", "T" + std::to_string(town), "town",
                           "R" + std::to_string(town / 14), pools[i % 4]});
    }
    std::normal_distribution<double> score(65, 18);
    std::vector<std::optional<double>> values(figures.size());
    for (std::size_t i = 0; i < tier.visits; ++i) {
        double sum = 0;
        for (std::size_t d = 0; d < dimensions; ++d) {
            values[d] = std::min(100.0, std::max(0.0, score(random)));
            sum += *values[d];
        }
        values[dimensions] = random() % 10 < 8 ? 100.0 : 0.0;
        values[dimensions + 1] = sum / dimensions;
        cube.add_visit(random() % tier.locations, random() % tier.inspectors, values);
    }
    const auto from = std::chrono::steady_clock::now();
    auto made = cube.build({}, earlier, each);
    build_seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    return made;
}

int run(const Tier& tier)
{
    const auto from = std::chrono::steady_clock::now();
    std::int64_t shown = 0;
    std::int64_t hidden = 0;
    usecases::EarlierPattern earlier;
    for (int i = 0; i < tier.waves; ++i) {
        usecases::EarlierPattern next;
        const auto built = wave(tier, static_cast<std::uint32_t>(i), earlier, [&](const ReleaseCell& cell) {
            for (const auto why : cell.hidden_because)
                if (why == Suppression::protects_others && tier.waves > 1)
                    next.partner[{cell.place, cell.dimension}] = true;
        });
        shown += built.shown;
        hidden += built.hidden;
        earlier = std::move(next);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - from;
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const double cpu = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                       static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    std::printf("{\"tier\":\"%s\",\"visits\":%zu,\"seconds\":%.3f,\"build_seconds\":%.3f,\"cpu_seconds\":%.3f,"
                "\"mebibytes\":%ld,\"shown\":%ld,\"hidden\":%ld}\n",
                tier.name, tier.visits * static_cast<std::size_t>(tier.waves), took.count(), build_seconds, cpu,
                used.ru_maxrss / 1024, static_cast<long>(shown), static_cast<long>(hidden));
    return 0;
}

} // namespace

int main(int count, char** words)
{
    for (const auto& tier : tiers)
        if (count == 2 && std::strcmp(words[1], tier.name) == 0)
            return run(tier);
    std::fputs("releases_bench town|country|decade|union\n", stderr);
    return 2;
}
