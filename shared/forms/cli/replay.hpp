// SPDX-License-Identifier: EUPL-1.2
// `balieblik-form replay`: a recorded file of another engine against this one, through the lines of `run`.
#pragma once

#include <iosfwd>
#include <string>

namespace balieblik::forms::cli {

struct ReplaySettings {
    std::string file;     // evaluations or sessions, one JSON object a line
    std::string baseline; // by file name, how many passed of each source file before; fewer now is a failure
    std::string failures; // where to write what differs; "-" is the screen, "" nowhere
};

// Prints a table of source files. Returns 0; 1 if fewer cases pass than in the baseline; 2 if a file cannot be read.
int replay_file(const ReplaySettings& settings, std::ostream& out, std::ostream& errors);

} // namespace balieblik::forms::cli
