// SPDX-License-Identifier: EUPL-1.2
// What simulated tablets experience: they push, pull and hand in photos over TLS, as many at once as asked, and every
// reply is looked at. A measurement in which anything was refused is no measurement.
#pragma once

#include "field.hpp"
#include "server_process.hpp"

namespace balieblik::load {

struct Pace {
    std::int64_t items{};
    double seconds{};
    double per_s{};
    double p50_ms{}; // of a request
    double p99_ms{};
    double server_cpu_ms{}; // of the server's processor time, an item
};

class Measure {
public:
    // All outlive it.
    Measure(LoadField& field, Workshop& workshop, ServerProcess& server);

    // Each connection is a tablet of its own that hands in visits one after the other, `per_push` in a push.
    Result<Pace> pushes(std::size_t connections, std::size_t pushes_each, std::size_t per_push);
    // A new device: everything from nothing, staged and applied to its encrypted database. Items are entries.
    Result<Pace> new_device(const std::filesystem::path& folder);
    // Photos of `bytes`, begun and sent in one PATCH each. Items are photos.
    Result<Pace> photos(std::size_t connections, std::size_t each, std::size_t bytes);

    std::int64_t acknowledged() const { return acknowledged_; }

private:
    void sign_in();

    LoadField& field_;
    Workshop& workshop_;
    ServerProcess& server_;
    std::vector<std::string> tokens_; // by tablet
    std::int64_t acknowledged_ = 0;
};

// How many visits of the field the store holds; for after the server has stopped.
Result<std::int64_t> stored_visits(const LoadField& field, Workshop& workshop);

} // namespace balieblik::load
