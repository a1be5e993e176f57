// SPDX-License-Identifier: EUPL-1.2
// power_cuts --from SEED --seeds N [--durability full|normal|lying]: cuts the power of encrypted databases and ends
// with one line of totals. Interrupted, it says from where to go on.
#include "base/json.hpp"
#include "simulation/power_cuts.hpp"

#include <CLI/CLI.hpp>

#include <chrono>
#include <csignal>
#include <iostream>

namespace {

volatile std::sig_atomic_t interrupted = 0;

} // namespace

int main(int argc, char** argv)
{
    using namespace balieblik::simulation;
    std::uint64_t from = 1;
    std::uint64_t seeds = 1000;
    std::string named = "full";
    CLI::App app{"Cuts the power of encrypted databases"};
    app.add_option("--from", from, "the first seed");
    app.add_option("--seeds", seeds, "how many databases");
    app.add_option("--durability", named, "full (as shipped), normal or lying (to see that loss is seen)")
        ->check(CLI::IsMember({"full", "normal", "lying"}));
    CLI11_PARSE(app, argc, argv);
    const auto durability = balieblik::json::enum_named<Durability>(named).value();
    std::signal(SIGINT, [](int) { interrupted = 1; });
    std::signal(SIGTERM, [](int) { interrupted = 1; });

    const auto started = std::chrono::steady_clock::now();
    PowerCuts all;
    std::uint64_t done = 0;
    for (; done < seeds && interrupted == 0; ++done) {
        const auto one = cut_power_of_a_database(from + done, durability);
        all.cuts += one.cuts;
        all.commits += one.commits;
        all.lost += one.lost;
        all.unreadable += one.unreadable;
        if (durability == Durability::full && (one.lost > 0 || one.unreadable > 0))
            std::cout << "seed " << from + done << ": " << one.lost << " lost, " << one.unreadable << " unreadable"
                      << std::endl;
    }
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    std::cout << "seeds " << from << ".." << from + done - 1 << " (" << named << "): " << all.cuts << " power cuts, "
              << all.commits << " commits acknowledged, " << all.lost << " rows lost, " << all.unreadable
              << " unreadable; " << took << " s, " << static_cast<double>(done) / took << " seeds/s";
    if (done < seeds)
        std::cout << "; go on with --from " << from + done << " --seeds " << seeds - done;
    std::cout << std::endl;
    return durability == Durability::full && (all.lost > 0 || all.unreadable > 0) ? 1 : 0;
}
