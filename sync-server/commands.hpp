// SPDX-License-Identifier: EUPL-1.2
// What the program does besides serving. Passwords and the recovery key are made here, printed once, and kept nowhere.
// Each prints one JSON object on standard output, and gives the refusal otherwise.
#pragma once

#include "home.hpp"

#include <istream>
#include <ostream>

namespace balieblik {

struct InitRequest {
    std::string organisation = "Balieblik";
    std::string admin = "admin";
};
// The organisation with its keys, its TLS authority and certificate, and the first administrator.
Result<void> init(const Config& config, Machine& machine, const InitRequest& request, std::ostream& out);

struct UserRequest {
    std::string login;
    std::string name;
    std::vector<std::string> roles; // "coordinator", or "coordinator:<project code>"
};
Result<void> add_user(const Config& config, Machine& machine, const UserRequest& request, std::ostream& out);

struct DemoRequest {
    bool fieldwork = false;    // cleared and started
    bool visits = false;       // and with made-up visits handed in
    bool approved = false;     // and approved
    bool history = false;      // and with published waves before it
    std::uint32_t seed = 2026; // of the answers
};
Result<void> demo_data(const Config& config, Machine& machine, const DemoRequest& request, std::ostream& out);

// Publishes the questionnaires below a folder: one version (my_form/1), all versions of one, or all of them. The server
// rests meanwhile.
Result<void> publish(const Config& config, Machine& machine, const std::string& folder, std::ostream& out);

struct SyntheticWavesRequest {
    std::string project; // its code
    std::string tier = "region";
    std::int64_t waves = 4;
    std::uint64_t seed = 2026;
    bool without_analyses{};
};
// Publishes waves of made-up visits in a project that is there.
Result<void> synthetic_waves(const Config& config, Machine& machine, const SyntheticWavesRequest& request,
                             std::ostream& out);

// Prints each row that is not right, with its number, to `err`.
Result<void> import_folder(const Config& config, Machine& machine, const std::string& folder, std::ostream& out,
                           std::ostream& err);

// Copies the store and its photos, reads the copy back, and tells the tablets. The server may run meanwhile. `folder`:
// where to; empty: as configured.
Result<void> back_up(const Config& config, Machine& machine, const std::string& folder, std::ostream& out);
// Puts a backup in the place of the store, as a new history. What was there is set aside.
Result<void> restore(const Config& config, Machine& machine, const std::string& folder, std::ostream& out);
// Reads everything back: the resting store with its photos and its trail, or the backup in `folder`.
Result<void> verify(const Config& config, Machine& machine, const std::string& folder, std::ostream& out);
struct ExportRequest {
    std::string release; // its id; the newest if empty
    std::string format = "csv";
    std::string file; // standard output if empty
};
// One release as csv, csv-nl, csv-analyses, csv-nl-analyses, json or xlsx: the same figures as on the page. Of any
// length at the memory of one part, but for xlsx.
Result<void> export_release(const Config& config, Machine& machine, const ExportRequest& request, std::ostream& out);

// Takes in the sealed outbox of a tablet that somebody carried here, while the server rests; the console does it while
// it runs.
Result<void> take_in(const Config& config, Machine& machine, const std::string& file, std::ostream& out);
// Cuts the recovery key of an organisation that was founded when it was still handed out whole: read from `in`,
// compared with what tablets pinned, and printed as two halves.
Result<void> halve_recovery_key(const Config& config, Machine& machine, std::istream& in, std::ostream& out);

// Serves until SIGTERM or SIGINT, which the caller has blocked in every thread.
Result<void> serve(const Config& config, Machine& machine, std::ostream& out);

} // namespace balieblik
