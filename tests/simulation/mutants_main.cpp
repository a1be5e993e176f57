// SPDX-License-Identifier: EUPL-1.2
// soak_mutants [NAME...] [--seconds N]: switches each deliberate bug on and counts the seeds until a property breaks.
// Ends with 1 if one of them is not caught in time.
#include "simulation/mutant.hpp"
#include "simulation/simulation.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>

namespace balieblik::simulation {
namespace {

std::string& switched_on()
{
    static std::string name;
    return name;
}

const std::vector<std::string>& all_mutants()
{
    static const std::vector<std::string> names{
#define MUTANT(name) #name,
#include "mutant_names.inc"
#undef MUTANT
    };
    return names;
}

struct Caught {
    std::uint64_t seeds{};
    double seconds{};
    std::optional<Violation> by;
};

Caught hunt(const std::string& name, double most_seconds)
{
    switch_on_mutant(name);
    const auto started = std::chrono::steady_clock::now();
    Caught caught;
    do {
        ++caught.seeds;
        try {
            caught.by = run(plan_of(caught.seeds)).violation;
        } catch (const std::exception& thrown) {
            caught.by = Violation{"exception", thrown.what()};
        }
        caught.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    } while (!caught.by && caught.seconds < most_seconds);
    switch_on_mutant({});
    return caught;
}

} // namespace

bool mutant(std::string_view name) { return switched_on() == name; }
void switch_on_mutant(std::string name) { switched_on() = std::move(name); }

} // namespace balieblik::simulation

int main(int argc, char** argv)
{
    using namespace balieblik::simulation;
    std::vector<std::string> names;
    double seconds = 600;
    CLI::App app{"Lets the simulation look for bugs that were put in on purpose"};
    app.add_option("names", names, "which ones; all if none is named");
    app.add_option("--seconds", seconds, "how long to look for each");
    CLI11_PARSE(app, argc, argv);
    if (names.empty())
        names = all_mutants();
    run(plan_of(0)); // what every run begins with is made without any of them
    int missed = 0;
    std::printf("| deliberate bug | caught by | seed | seconds |\n|---|---|---|---|\n");
    for (const auto& name : names) {
        const auto caught = hunt(name, seconds);
        missed += caught.by ? 0 : 1;
        std::printf("| %s | %s | %llu | %.1f |\n", name.c_str(), caught.by ? caught.by->property.c_str() : "NOT CAUGHT",
                    static_cast<unsigned long long>(caught.seeds), caught.seconds);
        std::fflush(stdout);
    }
    std::printf("%zu deliberate bugs, %d not caught\n", names.size(), missed);
    return missed == 0 ? 0 : 1;
}
