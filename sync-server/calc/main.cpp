// SPDX-License-Identifier: EUPL-1.2
// balieblik-calc: any figure of Balieblik, from one's own numbers. JSON lines in, JSON lines out.
#include "calc/answer.hpp"
#include "calc/functions.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

int main(int argc, char** argv)
{
    CLI::App app{"Reads requests, one JSON object a line, and answers each with one line (docs/statistics.md)."};
    bool list = false;
    app.add_flag("--list", list, "Print the names of the functions and stop");
    CLI11_PARSE(app, argc, argv);
    if (list) {
        for (const auto& function : balieblik::calc::functions())
            std::cout << function.name << '\n';
        return 0;
    }
    std::ios::sync_with_stdio(false);
    std::string line;
    while (std::getline(std::cin, line)) {
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue; // an empty line asks nothing
        std::cout << balieblik::calc::answer(line) << '\n' << std::flush;
    }
    return std::cout ? 0 : 1;
}
