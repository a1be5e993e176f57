// SPDX-License-Identifier: EUPL-1.2
// Who asks: a tablet by its token, a person by a session cookie, or a person's program by a read token.
#pragma once

#include "http/message.hpp"

#include "usecases/accounts.hpp"
#include "usecases/device_access.hpp"

#include <mutex>
#include <unordered_map>

namespace balieblik::http {

// The prefix makes browsers insist on Secure, on the whole path and on this host alone.
inline constexpr std::string_view session_cookie = "__Host-balieblik";

struct PersonCaller {
    usecases::Actor actor;
    usecases::SessionView session;
    std::string session_id;
};

struct Who {
    std::optional<usecases::DeviceSession> device;
    std::optional<PersonCaller> person;
};

// Finds out. The one behind the store is made with the routes; tests of the borders bring their own.
class Gatekeeper {
public:
    virtual ~Gatekeeper() = default;
    // Refusals: token_expired, device_revoked.
    virtual Result<usecases::DeviceSession> device(const Request& request) = 0;
    // Refusals: session_expired; csrf_missing where `unsafe`; password_change_required unless `renewal`.
    virtual Result<PersonCaller> person(const Request& request, bool unsafe, bool renewal) = 0;
    // The owner of the read token that stands in the request, as `Bearer`, or as the password of `Basic`: all that a
    // spreadsheet can send. Refusal: read_token_invalid.
    virtual Result<PersonCaller> program(const Request&) { return Error{Errc::read_token_invalid, {}}; }
    // A tablet was withdrawn or ordered: nothing that was found out about tablets holds any longer.
    virtual void devices_changed() {}
};

// Asks the store; what it found about a token it believes for two seconds, as a tablet that hands in much asks often,
// and each snapshot after a write has to decrypt its pages anew.
class StoredGatekeeper final : public Gatekeeper {
public:
    StoredGatekeeper(store::Store& store, TenantId tenant, const usecases::Environment& environment)
        : store_(store), tenant_(tenant), environment_(environment)
    {
    }
    Result<usecases::DeviceSession> device(const Request& request) override;
    Result<PersonCaller> person(const Request& request, bool unsafe, bool renewal) override;
    Result<PersonCaller> program(const Request& request) override;
    void devices_changed() override;

private:
    struct Known {
        usecases::DeviceSession session;
        milliseconds at{}; // of Reading::boot
    };
    std::optional<usecases::DeviceSession> known(std::string_view token);

    store::Store& store_;
    const TenantId tenant_;
    const usecases::Environment& environment_;
    std::mutex known_mutex_;
    std::unordered_map<std::string, Known> known_; // by token
    std::uint64_t generation_ = 0;                 // of what is known
};

} // namespace balieblik::http
