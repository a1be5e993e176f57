// SPDX-License-Identifier: EUPL-1.2
// The listener: TLS connections within their limits, until it is told to stop.
#pragma once

#include "http/app.hpp"
#include "http/router.hpp"

#include <memory>

namespace balieblik::http {

// What the server shows: its certificate with the authority behind it, so that a tablet can check its pin.
struct TlsIdentity {
    std::string chain; // PEM, the leaf first
    std::string key;   // PEM
};

class Server {
public:
    // Listens and answers from here on, on threads of its own. Refusals: validation (address), io_failed (the port is
    // taken), malformed (certificate or key), second_factor_required (an address beyond this machine).
    static Result<std::unique_ptr<Server>> start(App& app, Tables tables, const TlsIdentity& identity);
    ~Server(); // stops

    std::uint16_t port() const;
    // New connections see this identity from here on; those that are open keep theirs. Any thread. Refusal: malformed
    // (the old one stays).
    Result<void> show(const TlsIdentity& identity);
    // Takes no new connection, lets requests that run come to their end (at most stop_ms), then closes. Waits for it.
    void stop();

private:
    struct Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

} // namespace balieblik::http
