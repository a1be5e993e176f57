// SPDX-License-Identifier: EUPL-1.2
// Replays recorded conversions of another XLSForm compiler, where they were given (BALIEBLIK_CONFORMANCE_DIR): the
// XForm must be the same by structure, a refusal must be in the same row. What we refuse by name is out of scope.
#include "forms/xls/compile.hpp"
#include "shared/forms_xls/canonical.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <regex>

namespace balieblik::forms::xls {
namespace {

struct Tally {
    int in_scope = 0, matched = 0, errors = 0, errors_matched = 0, out_of_scope = 0;
};

int row_of(const std::string& error)
{
    std::smatch found;
    return std::regex_search(error, found, std::regex("\\[row : ?([0-9]+)\\]")) ? std::stoi(found[1]) : 0;
}

bool has_unsupported(const Problems& problems)
{
    return std::any_of(problems.begin(), problems.end(),
                       [](const Problem& problem) { return problem.code == Errc::form_unsupported; });
}

TEST(Replay, recorded_conversions_come_out_the_same)
{
    std::ifstream lines(std::string(BALIEBLIK_CONFORMANCE_DIR) + "/xlsform.sample.jsonl");
    ASSERT_TRUE(lines) << "no recorded conversions in " << BALIEBLIK_CONFORMANCE_DIR;
    const bool verbose = std::getenv("BALIEBLIK_REPLAY_VERBOSE") != nullptr;
    Tally tally;
    std::string line;

    while (std::getline(lines, line)) {
        const auto record = boost::json::parse(line).as_object();
        const auto* md = record.if_contains("md");
        const auto* xml = record.if_contains("xml");
        const auto* error = record.if_contains("error");
        if (!md || !md->is_string() || (!xml && !error))
            continue;
        CompileOptions options;
        options.root_name = record.at("name").is_string() ? std::string(record.at("name").as_string()) : "test_name";
        const auto compiled = compile_tables(md->as_string(), options);
        if (has_unsupported(compiled.problems)) {
            ++tally.out_of_scope;
            if (verbose)
                std::cout << "REFUSED " << std::string_view(record.at("test").as_string()) << ": "
                          << sentence(compiled.problems.front(), "form.md") << "\n";
            continue;
        }
        const std::string test(record.at("test").as_string());
        if (error) {
            ++tally.errors;
            const auto row = row_of(std::string(error->as_string()));
            const bool matched = std::any_of(compiled.problems.begin(), compiled.problems.end(),
                                             [&](const Problem& problem) { return row == 0 || problem.row == row; });
            tally.errors_matched += matched ? 1 : 0;
            if (!matched && verbose)
                std::cout << "NO ERROR " << test << ": " << error->as_string() << "\n" << md->as_string() << "\n";
            continue;
        }
        ++tally.in_scope;
        const auto ours =
            compiled.ok() ? testing::canonical_xform(compiled.xml) : sentence(compiled.problems.front(), "form.md");
        const auto theirs = testing::canonical_xform(xml->as_string());
        tally.matched += ours == theirs ? 1 : 0;
        if (ours != theirs && verbose)
            std::cout << "DIFFERS " << test << "\n"
                      << md->as_string() << "\n--- ours\n"
                      << ours << "\n--- theirs\n"
                      << theirs << "\n";
    }

    std::cout << "XForms equal by structure: " << tally.matched << " of " << tally.in_scope
              << " in scope; refusals in the same row: " << tally.errors_matched << " of " << tally.errors
              << "; refused by name: " << tally.out_of_scope << "\n";
    RecordProperty("matched", tally.matched);
    EXPECT_GE(tally.matched, 154);
    EXPECT_GE(tally.errors_matched, 65);
}

} // namespace
} // namespace balieblik::forms::xls
