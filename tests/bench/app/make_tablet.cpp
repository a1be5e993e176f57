// SPDX-License-Identifier: EUPL-1.2
// balieblik-bench-tablet FOLDER FORM ASSIGNMENTS VISITS PASSPHRASE: makes a data folder for the app.
#include "bench/app/full_tablet.hpp"

#include <cstdio>
#include <exception>

int main(int argc, char** argv)
try {
    if (argc != 6) {
        std::fputs("usage: balieblik-bench-tablet FOLDER FORM ASSIGNMENTS VISITS PASSPHRASE\n", stderr);
        return 2;
    }
    balieblik::bench::FullTablet tablet{argv[1], argv[2]};
    tablet.add_assignments(std::stoi(argv[3]));
    tablet.hand_in(std::stoi(argv[4]));
    tablet.protect(argv[5]);
    return 0;
} catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
}
