// SPDX-License-Identifier: EUPL-1.2
// balieblik-form: formats, checks and compiles questionnaires, and scores a record by them.
#include "forms/cli/commands.hpp"
#include "forms/cli/replay.hpp"
#include "forms/cli/run.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

int main(int argc, char** argv)
{
    using namespace balieblik::forms::cli;
    CLI::App app{"Formats, checks and compiles questionnaires (docs/form-format.md)."};
    app.require_subcommand(1);
    std::string file, output, record, norms, norm_set;
    bool check = false;
    int outcome = 0;

    auto* format = app.add_subcommand("fmt", "Give the columns of the tables a stable width");
    format->add_option("FILE", file, "form.md")->required();
    format->add_flag("--check", check, "Change nothing; fail if the file is not formatted");
    format->callback([&] { outcome = format_file(file, check, std::cerr); });

    auto* lint = app.add_subcommand("lint", "Point at what compiles but is probably wrong");
    lint->add_option("FILE", file, "form.md")->required();
    lint->callback([&] { outcome = lint_file(file, std::cerr); });

    auto* compile = app.add_subcommand("compile", "Make the XForm");
    compile->add_option("FILE", file, "form.md")->required();
    compile->add_option("-o,--output", output,
                        "Where to write it (default: form.xml beside the file; - is the screen)");
    compile->callback([&] { outcome = compile_file(file, output, std::cout, std::cerr); });

    auto* score = app.add_subcommand("score", "Score a record, independently of the form's own calculations");
    score->add_option("FORM", file, "form.xml")->required();
    score->add_option("RECORD", record, "The record as JSON")->required();
    score->add_option("--norms", norms, "norms.csv (default: beside the form)");
    score->add_option("--norm-set", norm_set, "The set of norms (default: the record's own)");
    score->callback([&] { outcome = score_file(file, record, norms, norm_set, std::cout, std::cerr); });

    std::string now;
    std::uint64_t seed = 0;
    auto* run = app.add_subcommand("run", "Drive the engine: one JSON request a line in, one reply a line out");
    run->add_option("--now", now, "The clock stands still at this moment, for example 2026-03-12T10:05:00+01:00");
    auto* seeded = run->add_option("--seed", seed, "Chance that repeats itself");
    run->callback([&] {
        RunSettings settings;
        if (!now.empty()) {
            const auto moment = balieblik::parse_timestamp(now);
            if (!moment)
                throw CLI::ValidationError("--now", "a moment with its offset is wanted");
            settings.now = *moment;
        }
        if (seeded->count() > 0)
            settings.seed = seed;
        outcome = run_lines(settings, std::cin, std::cout);
    });

    ReplaySettings replayed;
    auto* replay = app.add_subcommand("replay", "Hold recordings of another engine against this one");
    replay->add_option("FILE", replayed.file, "Evaluations or sessions, one JSON object a line")->required();
    replay->add_option("--baseline", replayed.baseline, "How many passed before, by source file; fewer is a failure");
    replay->add_option("--failures", replayed.failures, "Where to write what differs (- is the screen)");
    replay->callback([&] { outcome = replay_file(replayed, std::cout, std::cerr); });

    CLI11_PARSE(app, argc, argv);
    return outcome;
}
