// SPDX-License-Identifier: EUPL-1.2
// A real TLS server on loopback with rows of the test's own, so that the borders are tried without a store behind them.
#pragma once

#include "http/server.hpp"
#include "http/tls.hpp"
#include "runtime/system_clock.hpp"
#include "support/https_client.hpp"
#include "vault/random.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace balieblik::test {

// A door that a request waits at until the test opens it.
class Gate {
public:
    void arrive()
    {
        std::unique_lock lock{mutex_};
        ++arrived_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void wait_for(int count)
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return arrived_ >= count; });
    }
    void open()
    {
        const std::lock_guard lock{mutex_};
        open_ = true;
        changed_.notify_all();
    }
    void shut()
    {
        const std::lock_guard lock{mutex_};
        open_ = false;
        arrived_ = 0;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int arrived_ = 0;
    bool open_ = false;
};

// What the rows of the stage share with the tests.
struct Props {
    Gate gate;
    std::mutex mutex;
    std::condition_variable changed;
    std::string stored;  // what sinks took
    int sinks_ended = 0; // how many sinks are gone
    static Props& get();
};

// Knows one tablet ("Bearer good") and one person ("good", CSRF token "csrf").
class FakeGatekeeper final : public http::Gatekeeper {
public:
    Result<usecases::DeviceSession> device(const http::Request& request) override;
    Result<http::PersonCaller> person(const http::Request& request, bool unsafe, bool renewal) override;
};

http::Tables stage_tables();

// One authority for all tests of a program: keys are slow to make.
const http::CertifiedKey& test_authority();
http::TlsIdentity test_identity();

struct Stage : testing::Test {
    Config config;
    SystemClock clock;
    vault::SystemRandom random;
    FakeGatekeeper gatekeeper;
    std::unique_ptr<http::App> app;
    std::unique_ptr<http::Server> server;

    Stage()
    {
        config.port = 0;
        Props::get().gate.shut();
        Props::get().stored.clear();
        Props::get().sinks_ended = 0;
    }
    ~Stage() override { Props::get().gate.open(); }

    void open()
    {
        app = std::make_unique<http::App>(config, clock, random, gatekeeper, nullptr);
        server = http::Server::start(*app, stage_tables(), test_identity()).value();
    }
    HttpsClient client() { return HttpsClient{server->port(), test_authority().certificate}; }
};

} // namespace balieblik::test
