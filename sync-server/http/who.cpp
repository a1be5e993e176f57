// SPDX-License-Identifier: EUPL-1.2
#include "http/who.hpp"

namespace balieblik::http {

Result<usecases::DeviceSession> StoredGatekeeper::device(const Request& request)
{
    constexpr std::string_view scheme = "Bearer ";
    const auto authorization = request.header("authorization");
    if (!authorization.starts_with(scheme))
        return Error{Errc::token_expired, {}};
    const auto token = authorization.substr(scheme.size());
    const auto tenant = usecases::tenant_of(token);
    if (!tenant || *tenant != tenant_)
        return Error{Errc::token_expired, {}};
    return store_.read(*tenant, [&](store::Tx& tx) { return usecases::authorise(tx, environment_, token); });
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

} // namespace balieblik::http
