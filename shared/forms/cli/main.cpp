// SPDX-License-Identifier: EUPL-1.2
// balieblik-form: formats, checks and compiles questionnaires, and scores a record by them.
#include "forms/cli/commands.hpp"

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

    CLI11_PARSE(app, argc, argv);
    return outcome;
}
