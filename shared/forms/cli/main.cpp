// SPDX-License-Identifier: EUPL-1.2
// balieblik-form: formats, checks, compares and compiles questionnaires, takes them to Excel and back, shows them in
// the app, scores a record by them, and lets anyone drive the engine.
#include "forms/cli/commands.hpp"
#include "forms/cli/replay.hpp"
#include "forms/cli/run.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

using namespace balieblik::forms::cli;

namespace {

// What the commands were told, and how the one that ran ended.
struct Told {
    std::string file, other, output, record, norms, norm_set, now;
    std::uint64_t seed = 0;
    bool check = false, force = false;
    Preview preview;
    ReplaySettings replayed;
    int outcome = 0;
};

void add_writing(CLI::App& app, Told& told)
{
    auto* format = app.add_subcommand("fmt", "Give the columns of the tables a stable width");
    format->add_option("FILE", told.file, "form.md")->required();
    format->add_flag("--check", told.check, "Change nothing; fail if the file is not formatted");
    format->callback([&told] { told.outcome = format_file(told.file, told.check, std::cerr); });

    auto* lint = app.add_subcommand("lint", "Point at what compiles but is probably wrong");
    lint->add_option("FILE", told.file, "form.md")->required();
    lint->callback([&told] { told.outcome = lint_file(told.file, std::cerr); });

    auto* compile = app.add_subcommand("compile", "Make the XForm");
    compile->add_option("FILE", told.file, "form.md")->required();
    compile->add_option("-o,--output", told.output,
                        "Where to write it (default: form.xml beside the file; - is the screen)");
    compile->callback([&told] { told.outcome = compile_file(told.file, told.output, std::cout, std::cerr); });

    auto* diff = app.add_subcommand("diff", "Say what changed between two versions, question by question");
    diff->add_option("BEFORE", told.file, "The older form.md")->required();
    diff->add_option("AFTER", told.other, "The newer form.md")->required();
    diff->callback([&told] { told.outcome = diff_files(told.file, told.other, std::cout, std::cerr); });
}

void add_showing(CLI::App& app, Told& told)
{
    auto* from_excel = app.add_subcommand("import", "Make tables of an Excel workbook (.xlsx)");
    from_excel->add_option("FILE", told.file, "x.xlsx")->required();
    from_excel->add_option("-o,--output", told.output,
                           "Where to write it (default: beside the workbook; - is the screen)");
    from_excel->add_flag("--force", told.force, "Overwrite what is there");
    from_excel->callback(
        [&told] { told.outcome = import_file(told.file, told.output, told.force, std::cout, std::cerr); });

    auto* to_excel = app.add_subcommand("export", "Make an Excel workbook, with drop-downs and a help sheet");
    to_excel->add_option("FILE", told.file, "form.md")->required();
    to_excel->add_option("-o,--output", told.output, "Where to write it (default: beside the file)");
    to_excel->add_flag("--force", told.force, "Overwrite what is there");
    to_excel->callback([&told] { told.outcome = export_file(told.file, told.output, told.force, std::cerr); });

    auto* preview = app.add_subcommand("preview", "Show the questionnaire in the app");
    preview->add_option("FILE", told.file, "form.md")->required();
    preview->add_option("--app", told.preview.app, "The app (default: beside this program, or on the search path)");
    preview->add_option("--language", told.preview.language, "nl or en");
    preview->add_option("--screenshots", told.preview.screenshots, "Write a picture of each page into this folder");
    preview->callback([&told] { told.outcome = preview_file(told.file, told.preview, std::cerr); });
}

void add_scoring(CLI::App& app, Told& told)
{
    auto* score = app.add_subcommand("score", "Score a record, independently of the form's own calculations");
    score->add_option("FORM", told.file, "form.xml")->required();
    score->add_option("RECORD", told.record, "The record as JSON")->required();
    score->add_option("--norms", told.norms, "norms.csv (default: beside the form)");
    score->add_option("--norm-set", told.norm_set, "The set of norms (default: the record's own)");
    score->callback([&told] {
        told.outcome = score_file(told.file, told.record, told.norms, told.norm_set, std::cout, std::cerr);
    });
}

void add_driving(CLI::App& app, Told& told)
{
    auto* run = app.add_subcommand("run", "Drive the engine: one JSON request a line in, one reply a line out");
    run->add_option("--now", told.now, "The clock stands still at this moment, for example 2026-03-12T10:05:00+01:00");
    auto* seeded = run->add_option("--seed", told.seed, "Chance that repeats itself");
    run->callback([&told, seeded] {
        RunSettings settings;
        if (!told.now.empty()) {
            const auto moment = balieblik::parse_timestamp(told.now);
            if (!moment)
                throw CLI::ValidationError("--now", "a moment with its offset is wanted");
            settings.now = *moment;
        }
        if (seeded->count() > 0)
            settings.seed = told.seed;
        told.outcome = run_lines(settings, std::cin, std::cout);
    });

    auto* replay = app.add_subcommand("replay", "Hold recordings of another engine against this one");
    replay->add_option("FILE", told.replayed.file, "Evaluations or sessions, one JSON object a line")->required();
    replay->add_option("--baseline", told.replayed.baseline,
                       "How many passed before, by source file; fewer is a failure");
    replay->add_option("--failures", told.replayed.failures, "Where to write what differs (- is the screen)");
    replay->callback([&told] { told.outcome = replay_file(told.replayed, std::cout, std::cerr); });
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app{"Formats, checks, compares and compiles questionnaires (docs/form-format.md)."};
    app.require_subcommand(1);
    Told told;
    told.preview.self = argv[0];
    add_writing(app, told);
    add_showing(app, told);
    add_scoring(app, told);
    add_driving(app, told);
    CLI11_PARSE(app, argc, argv);
    return told.outcome;
}
