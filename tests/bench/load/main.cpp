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
    bool week = false;       // 400 tablets at once, instead of all else
    std::size_t listeners = 10'000;
};

constexpr std::size_t single_posts_alone = 1000;
constexpr std::size_t batch = 100;
constexpr std::size_t batches_each = 10;
constexpr std::size_t batching_tablets = 8;
constexpr std::size_t photo_bytes = 8 * 1024 * 1024;
constexpr std::size_t photos_each = 6;
constexpr std::size_t photo_tablets = 4;
constexpr std::size_t visits_seen = 500;

std::vector<std::string> server_settings()
{
    // One machine plays hundreds of tablets: only what counts requests by address or device is raised.
    return {"--device-per-minute",       "1000000", "--device-burst", "1000000",
            "--connections-per-address", "20000",   "--connections",  "20000",
            "--requests-per-connection", "1000000"};
}

// What was acknowledged must be in the store, after the server has stopped.
Result<void> nothing_missing(const LoadField& field, Workshop& workshop, std::int64_t acknowledged)
{
    BALIEBLIK_TRY(found, stored(field, workshop));
    print_figure(std::cout, "visits acknowledged", static_cast<double>(acknowledged), "");
    print_figure(std::cout, "visits in the store afterwards", static_cast<double>(found.visits), "");
    print_figure(std::cout, "  of these waiting for photos", static_cast<double>(found.waiting), "");
    if (found.visits != acknowledged || found.waiting != 0)
        return Error{Errc::internal, "something acknowledged is missing"};
    return {};
}

void print_pushes(const std::string& how, const Pace& pace, Target aim)
{
    print_figure(std::cout, "visits, " + how, pace.per_s, "/s", aim);
    print_figure(std::cout, "  of a push, p50", pace.p50_ms, "ms");
    print_figure(std::cout, "  of a push, p99", pace.p99_ms, "ms");
    print_figure(std::cout, "  server's processor time a visit", pace.server_cpu_ms, "ms", Target{Aim::at_most, 0.3});
}

Result<void> measure_pushes(const Asked& asked, Measure& measure, const BareLimits& bare)
{
    BALIEBLIK_TRY(alone, measure.pushes(1, single_posts_alone, 1));
    print_pushes("single posts, 1 connection", alone, {Aim::at_least, 0});
    BALIEBLIK_TRY(many, measure.pushes(asked.connections, asked.posts, 1));
    print_pushes("single posts, " + std::to_string(asked.connections) + " connections", many, {Aim::at_least, 3000});
    BALIEBLIK_TRY(batches, measure.pushes(std::min(batching_tablets, asked.connections), batches_each, batch));
    print_pushes("pushes of 100, 8 connections", batches, {Aim::at_least, 0.6 * bare.batch_rows_per_s});
    print_figure(std::cout, "  of the bare batch rate", 100 * batches.per_s / bare.batch_rows_per_s, "%",
                 Target{Aim::at_least, 60});
    return {};
}

Result<void> measure_the_rest(const Asked& asked, Measure& measure, const std::filesystem::path& folder)
{
    BALIEBLIK_TRY(pulled, measure.new_device(folder / "tablet"));
    print_figure(std::cout, "entries pulled, applied and encrypted", pulled.per_s, "/s", Target{Aim::at_least, 30'000});
    print_figure(std::cout, "  server's processor time an entry", pulled.server_cpu_ms, "ms");
    BALIEBLIK_TRY(photos, measure.photos(std::min(photo_tablets, asked.connections), photos_each, photo_bytes));
    print_figure(std::cout, "photos of 8 MiB, 4 connections", photos.per_s * photo_bytes / 1e6, "MB/s",
                 Target{Aim::at_least, 150});
    print_figure(std::cout, "  server's processor time a photo", photos.server_cpu_ms, "ms");
    BALIEBLIK_TRY(seen, measure.visible(visits_seen));
    print_figure(std::cout, "from sending a visit to having pulled what came of it, p50", seen.p50_ms, "ms",
                 Target{Aim::at_most, 5});
    print_figure(std::cout, "  the same, p99", seen.p99_ms, "ms", Target{Aim::at_most, 25});
    return {};
}

void print_memory(const ServerProcess& server, double most)
{
    print_figure(std::cout, "server's memory, most", static_cast<double>(server.most_memory_kib()) / 1024, "MiB",
                 Target{Aim::at_most, most});
}

Result<void> run(const Asked& asked, const std::filesystem::path& folder)
{
    BALIEBLIK_TRY(bare, measure_bare(folder / "bare", 3000));
    print_figure(std::cout, "bare SQLCipher, one 3 KB row a commit", bare.single_commits_per_s, "/s");
    print_figure(std::cout, "bare SQLCipher, 100 rows of 3 KB a commit", bare.batch_rows_per_s, "/s");
    print_figure(std::cout, "bare files of 8 MiB, each flushed", bare.file_mb_per_s, "MB/s");

    Workshop workshop;
    const auto each = asked.posts + batches_each * batch + single_posts_alone + photos_each + visits_seen;
    BALIEBLIK_TRY(field, make_field(folder / "data", workshop, asked.connections + 1, each));
    std::int64_t acknowledged = 0;
    {
        BALIEBLIK_TRY(server, ServerProcess::start(field.data, server_settings()));
        Measure measure(field, workshop, server);
        BALIEBLIK_CHECK(measure_pushes(asked, measure, bare));
        if (!asked.quick)
            BALIEBLIK_CHECK(measure_the_rest(asked, measure, folder));
        print_memory(server, 100);
        if (asked.listeners > 0) {
            BALIEBLIK_TRY(each_kib, measure.memory_of_listeners(asked.listeners));
            print_figure(std::cout, "memory of each of " + std::to_string(asked.listeners) + " tablets that listen",
                         each_kib, "KiB", Target{Aim::at_most, 20});
        }
        acknowledged = measure.acknowledged();
    }
    return nothing_missing(field, workshop, acknowledged);
}

// 16,000 visits and 1.4 GB of photos in the same minute.
Result<void> run_week(const std::filesystem::path& folder)
{
    constexpr Measure::Week week{
        .tablets = 400, .visits_each = 40, .photographers = 40, .photos_each = 100, .bytes = 350'000};
    Workshop workshop;
    BALIEBLIK_TRY(field, make_field(folder / "data", workshop, week.tablets, week.visits_each));
    std::int64_t acknowledged = 0;
    {
        BALIEBLIK_TRY(server, ServerProcess::start(field.data, server_settings()));
        Measure measure(field, workshop, server);
        BALIEBLIK_TRY(pace, measure.week(week));
        print_figure(std::cout, "a week of 400 tablets, 16,000 visits and 4,000 photos (1.4 GB)", pace.seconds, "s",
                     Target{Aim::at_most, 60});
        print_figure(std::cout, "  of a push or a photo, p50", pace.p50_ms, "ms");
        print_figure(std::cout, "  of a push or a photo, p99", pace.p99_ms, "ms");
        print_memory(server, 200);
        acknowledged = measure.acknowledged();
    }
    return nothing_missing(field, workshop, acknowledged);
}

Result<void> run_in_folder(const Asked& asked)
{
    const std::filesystem::path folder{asked.folder};
    if (std::filesystem::exists(folder))
        return Error{Errc::state_conflict, asked.folder + " is there already"};
    std::filesystem::create_directories(folder);
    auto done = asked.week ? run_week(folder) : run(asked, folder);
    if (done)
        std::filesystem::remove_all(folder);
    return done;
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
    program.add_option("--listeners", asked.listeners, "event streams on which nothing comes; 0: none")
        ->check(CLI::Range(0, 18'000))
        ->capture_default_str();
    program.add_option("--server", load::server_program(), "the program to measure, of another build or version")
        ->capture_default_str();
    program.add_flag("--quick", asked.quick, "pushes only");
    program.add_flag("--week", asked.week, "only this: 400 tablets hand in a week of visits in the same minute");
    CLI11_PARSE(program, count, words);
    try {
        const auto done = load::run_in_folder(asked);
        if (done)
            return 0;
        std::cerr << name(done.error().code) << ": " << done.error().detail << "\n";
    } catch (const std::exception& thrown) {
        std::cerr << "balieblik-load: " << thrown.what() << "\n";
    }
    return 1;
}
