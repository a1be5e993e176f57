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

// What one tablet is going to say, written before the clock starts.
struct Script {
    std::vector<std::string> requests;
    std::size_t results_each = 1;
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

    // A week's records of many tablets in the same minute: all at once, each `visits_each` in pushes of 20; the first
    // `photographers` of them then hand in `photos_each` photos of `bytes`. Items are visits.
    struct Week {
        std::size_t tablets{};
        std::size_t visits_each{};
        std::size_t photographers{};
        std::size_t photos_each{};
        std::size_t bytes{}; // of a photo
    };
    Result<Pace> week(const Week& week);

    // From the moment a visit is sent until the tablet that listens has pulled what came of it, `times` one after the
    // other. Items are visits.
    Result<Pace> visible(std::size_t times);
    // How much the server's memory grows, in KiB, with each of so many event streams that nothing comes through.
    Result<double> memory_of_listeners(std::size_t count);

    std::int64_t acknowledged() const { return acknowledged_; }

private:
    void sign_in();
    // The next visits of a tablet, as pushes.
    Script visits_of(std::size_t tablet, std::size_t pushes, std::size_t per_push);

    LoadField& field_;
    Workshop& workshop_;
    ServerProcess& server_;
    std::vector<std::string> tokens_; // by tablet
    std::int64_t acknowledged_ = 0;
};

struct Stored {
    std::int64_t visits{};
    std::int64_t waiting{}; // of these, for photos
};

// What the field's store holds; for after the server has stopped.
Result<Stored> stored(const LoadField& field, Workshop& workshop);

} // namespace balieblik::load
