// SPDX-License-Identifier: EUPL-1.2
// soak --from SEED --seeds N [--show] [--no-shrink]: simulated runs, one after the other, and one line of totals at the
// end. A seed that fails is made small and printed; the next one follows. Interrupted, it says from where to go on.
#include "simulation/simulation.hpp"

#include <CLI/CLI.hpp>

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
    bool show = false;
    bool no_shrink = false;
    CLI::App app{"Simulates tablets and a server; every seed is another story"};
    app.add_option("--from", from, "the first seed");
    app.add_option("--seeds", seeds, "how many");
    app.add_flag("--show", show, "print everything that happens");
    app.add_flag("--no-shrink", no_shrink, "do not look for a smaller plan that fails as well");
    CLI11_PARSE(app, argc, argv);
    std::signal(SIGINT, [](int) { interrupted = 1; });
    std::signal(SIGTERM, [](int) { interrupted = 1; });

    const auto started = std::chrono::steady_clock::now();
    std::uint64_t done = 0;
    std::uint64_t failed = 0;
    std::int64_t requests = 0;
    std::int64_t sealed = 0;
    for (; done < seeds && interrupted == 0; ++done) {
        const auto plan = plan_of(from + done);
        const auto outcome = run(plan, show ? &std::cout : nullptr);
        requests += outcome.requests;
        sealed += outcome.sealed;
        if (!outcome.violation)
            continue;
        ++failed;
        std::cout << "seed " << plan.seed << " fails: " << outcome.violation->property << ": "
                  << outcome.violation->detail << std::endl;
        if (!no_shrink) {
            const auto small = shrink(plan, *outcome.violation);
            const auto again = run(small);
            std::cout << "made small: " << (again.violation ? again.violation->detail : "") << "\n"
                      << small << std::endl;
        }
    }
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    std::cout << "seeds " << from << ".." << from + done - 1 << ": " << done - failed << " clean, " << failed
              << " failed; " << sealed << " visits sealed, " << requests << " requests; " << took << " s, "
              << static_cast<double>(done) / took << " seeds/s";
    if (done < seeds)
        std::cout << "; go on with --from " << from + done << " --seeds " << seeds - done;
    std::cout << std::endl;
    return failed == 0 ? 0 : 1;
}
