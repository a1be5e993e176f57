// SPDX-License-Identifier: EUPL-1.2
#include "http/who.hpp"

#include "usecases/read_tokens.hpp"
#include "vault/hash.hpp"

#include <algorithm>

namespace balieblik::http {
namespace {

constexpr seconds believed_for{2};
constexpr std::size_t most_known = 10'000;

// The token behind `Bearer`, or the password behind `Basic`; empty where there is neither.
std::string read_token_in(std::string_view authorization)
{
    constexpr std::string_view bearer = "Bearer ";
    constexpr std::string_view basic = "Basic ";
    if (authorization.starts_with(bearer))
        return std::string(authorization.substr(bearer.size()));
    if (!authorization.starts_with(basic) || authorization.size() > 1000)
        return {};
    auto text = std::string(authorization.substr(basic.size()));
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    while (text.ends_with('='))
        text.pop_back();
    const auto pair = vault::from_base64url(text);
    if (!pair)
        return {};
    const auto name_and_password = as_text(*pair);
    const auto colon = name_and_password.find(':');
    return colon == name_and_password.npos ? std::string() : std::string(name_and_password.substr(colon + 1));
}

} // namespace

std::optional<usecases::DeviceSession> StoredGatekeeper::known(std::string_view token)
{
    const auto now = environment_.clock.read().boot;
    const std::scoped_lock lock(known_mutex_);
    const auto found = known_.find(std::string(token));
    if (found == known_.end())
        return std::nullopt;
    if (now - found->second.at >= believed_for || now < found->second.at) {
        known_.erase(found);
        return std::nullopt;
    }
    return found->second.session;
}

void StoredGatekeeper::devices_changed()
{
    const std::scoped_lock lock(known_mutex_);
    ++generation_;
    known_.clear();
}

Result<usecases::DeviceSession> StoredGatekeeper::device(const Request& request)
{
    constexpr std::string_view scheme = "Bearer ";
    const auto authorization = request.header("authorization");
    if (!authorization.starts_with(scheme))
        return Error{Errc::token_expired, {}};
    const auto token = authorization.substr(scheme.size());
    if (auto session = known(token))
        return *session;
    std::uint64_t generation = 0;
    {
        const std::scoped_lock lock(known_mutex_);
        generation = generation_;
    }
    const auto tenant = usecases::tenant_of(token);
    if (!tenant || *tenant != tenant_)
        return Error{Errc::token_expired, {}};
    BALIEBLIK_TRY(session,
                  store_.read(*tenant, [&](store::Tx& tx) { return usecases::authorise(tx, environment_, token); }));
    const std::scoped_lock lock(known_mutex_);
    if (known_.size() >= most_known)
        known_.clear();
    // What changed while we looked may be missing in what we saw.
    if (generation == generation_)
        known_[std::string(token)] = {session, environment_.clock.read().boot};
    return session;
}

Result<PersonCaller> StoredGatekeeper::person(const Request& request, bool unsafe, bool renewal)
{
    const auto session_id = std::string(request.cookie(session_cookie));
    BALIEBLIK_TRY(session, store_.read(tenant_, [&](store::Tx& tx) {
        return usecases::find_session(tx, environment_, session_id);
    }));
    if (unsafe)
        BALIEBLIK_CHECK(usecases::check_csrf(session.view, request.header("x-csrf-token")));
    if (session.view.must_change_password && !renewal)
        return Error{Errc::password_change_required, {}};
    if (session.touch_due)
        BALIEBLIK_CHECK(store_.write(tenant_, [this, session_id](store::Tx& tx) {
            return usecases::touch_session(tx, environment_, session_id);
        }));
    return PersonCaller{std::move(session.actor), std::move(session.view), session_id};
}

Result<PersonCaller> StoredGatekeeper::program(const Request& request)
{
    const auto token = read_token_in(request.header("authorization"));
    BALIEBLIK_TRY(program, store_.read(tenant_, [&](store::Tx& tx) {
        return usecases::find_reading_program(tx, environment_, token);
    }));
    if (program.touch_due)
        BALIEBLIK_CHECK(store_.write(tenant_, [this, id = *program.actor.read_token](store::Tx& tx) {
            return usecases::touch_read_token(tx, environment_, id);
        }));
    PersonCaller caller;
    caller.actor = std::move(program.actor);
    return caller;
}

} // namespace balieblik::http
