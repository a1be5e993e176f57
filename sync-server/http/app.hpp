// SPDX-License-Identifier: EUPL-1.2
// What the routes work with, and who is asking.
#pragma once

#include "config.hpp"
#include "http/analysis_jobs.hpp"
#include "http/rate_limit.hpp"
#include "http/released_places.hpp"
#include "http/static_files.hpp"
#include "http/wakes.hpp"
#include "http/who.hpp"

#include "base/id.hpp"
#include "usecases/receipts.hpp"

#include <atomic>

namespace balieblik::http {

struct Backend; // the store and what stands beside it (http/backend.hpp)

struct App {
    App(const Config& settings, const Clock& wall_clock, Random& randomness, Gatekeeper& keeper, Backend* stored);
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    const Config& config;
    const Clock& clock;
    Random& random;
    IdSource ids;
    const usecases::Environment environment;
    Gatekeeper& gatekeeper;
    Backend* backend; // none in tests of the borders alone
    StaticFiles console;
    RateLimit by_device;
    RateLimit by_session;
    RateLimit sign_ins;
    usecases::ReceiptKeys receipt_keys;
    Wakes wakes;
    AnalysisJobs analyses;
    ReleasedPlaces places;
    std::atomic<std::uint16_t> port{0}; // where the server listens, once it does

    // How tablets and browsers reach this server: "https://host:port".
    std::string public_address() const;
};

} // namespace balieblik::http
