// SPDX-License-Identifier: EUPL-1.2
// balieblik-load: a real server on loopback, simulated tablets in front of it, and the machine's bare limits beside
// them in the same run. Prints one line a figure; ends with 1 if anything that was acknowledged is not in the store.
#include "bare.hpp"
#include "measure.hpp"
#include "report.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace balieblik::load {
namespace {

struct Asked {
    std::string folder = "load-data";
    std::size_t connections = 64;
    std::size_t posts = 100; // a connection
    bool quick = false;      // pushes only
};

constexpr std::size_t single_posts_alone = 1000;
constexpr std::size_t batch = 100;
constexpr std::size_t batches_each = 10;
constexpr std::size_t batching_tablets = 8;
constexpr std::size_t photo_bytes = 8 * 1024 * 1024;
constexpr std::size_t photos_each = 6;
constexpr std::size_t photo_tablets = 4;

std::vector<std::string> server_settings()
{
    // One machine plays hundreds of tablets: only what counts requests by address or device is raised.
    return {"--device-per-minute",       "1000000", "--device-burst", "1000000",
            "--connections-per-address", "20000",   "--connections",  "20000",
            "--requests-per-connection", "1000000"};
}

Result<void> run(const Asked& asked)
{
    const std::filesystem::path folder{asked.folder};
    if (std::filesystem::exists(folder))
        return Error{Errc::state_conflict, asked.folder + " is there already"};
    std::filesystem::create_directories(folder);
    BALIEBLIK_TRY(bare, measure_bare(folder / "bare", 3000));
    print_figure(std::cout, "bare SQLCipher, one 3 KB row a commit", bare.single_commits_per_s, "/s");
    print_figure(std::cout, "bare SQLCipher, 100 rows of 3 KB a commit", bare.batch_rows_per_s, "/s");
    print_figure(std::cout, "bare files of 8 MiB, each flushed", bare.file_mb_per_s, "MB/s");

    Workshop workshop;
    const auto each = asked.posts + batches_each * batch + single_posts_alone + photos_each;
    BALIEBLIK_TRY(field, make_field(folder / "data", workshop, asked.connections + 1, each));
    std::int64_t acknowledged = 0;
    {
        BALIEBLIK_TRY(server, ServerProcess::start(field.data, server_settings()));
        Measure measure(field, workshop, server);
        BALIEBLIK_TRY(alone, measure.pushes(1, single_posts_alone, 1));
        print_figure(std::cout, "visits, single posts, 1 connection", alone.per_s, "/s");
        print_figure(std::cout, "  of a post, p50", alone.p50_ms, "ms");
        print_figure(std::cout, "  of a post, p99", alone.p99_ms, "ms");
        BALIEBLIK_TRY(many, measure.pushes(asked.connections, asked.posts, 1));
        print_figure(std::cout, "visits, single posts, " + std::to_string(asked.connections) + " connections",
                     many.per_s, "/s", Target{Aim::at_least, 3000});
        print_figure(std::cout, "  of a post, p50", many.p50_ms, "ms");
        print_figure(std::cout, "  of a post, p99", many.p99_ms, "ms");
        print_figure(std::cout, "  server's processor time a visit", many.server_cpu_ms, "ms",
                     Target{Aim::at_most, 0.3});
        BALIEBLIK_TRY(batches, measure.pushes(std::min(batching_tablets, asked.connections), batches_each, batch));
        print_figure(std::cout, "visits, pushes of 100, 8 connections", batches.per_s, "/s",
                     Target{Aim::at_least, 0.6 * bare.batch_rows_per_s});
        print_figure(std::cout, "  server's processor time a visit", batches.server_cpu_ms, "ms",
                     Target{Aim::at_most, 0.3});
        print_figure(std::cout, "  of the bare batch rate", 100 * batches.per_s / bare.batch_rows_per_s, "%",
                     Target{Aim::at_least, 60});
        if (!asked.quick) {
            BALIEBLIK_TRY(pulled, measure.new_device(folder / "tablet"));
            print_figure(std::cout, "entries pulled, applied and encrypted", pulled.per_s, "/s",
                         Target{Aim::at_least, 30'000});
            print_figure(std::cout, "  server's processor time an entry", pulled.server_cpu_ms, "ms");
            BALIEBLIK_TRY(photos, measure.photos(std::min(photo_tablets, asked.connections), photos_each, photo_bytes));
            print_figure(std::cout, "photos of 8 MiB, 4 connections", photos.per_s * photo_bytes / 1e6, "MB/s",
                         Target{Aim::at_least, 150});
        }
        print_figure(std::cout, "server's memory, most", static_cast<double>(server.most_memory_kib()) / 1024, "MiB",
                     Target{Aim::at_most, 100});
        acknowledged = measure.acknowledged();
    }
    BALIEBLIK_TRY(stored, stored_visits(field, workshop));
    print_figure(std::cout, "visits acknowledged", static_cast<double>(acknowledged), "");
    print_figure(std::cout, "visits in the store afterwards", static_cast<double>(stored), "");
    std::filesystem::remove_all(folder);
    if (stored != acknowledged)
        return Error{Errc::internal, "something acknowledged is missing"};
    return {};
}

} // namespace
} // namespace balieblik::load

int main(int count, char** words)
{
    using namespace balieblik;
    load::Asked asked;
    CLI::App program{"Measures a Balieblik server on this machine with simulated tablets", "balieblik-load"};
    program.add_option("--folder", asked.folder, "made for the run and removed after it")->capture_default_str();
    program.add_option("--connections", asked.connections, "tablets at once")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    program.add_option("--posts", asked.posts, "single posts of each of them")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    program.add_flag("--quick", asked.quick, "pushes only");
    CLI11_PARSE(program, count, words);
    try {
        const auto done = load::run(asked);
        if (done)
            return 0;
        std::cerr << name(done.error().code) << ": " << done.error().detail << "\n";
    } catch (const std::exception& thrown) {
        std::cerr << "balieblik-load: " << thrown.what() << "\n";
    }
    return 1;
}
