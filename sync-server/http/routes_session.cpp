// SPDX-License-Identifier: EUPL-1.2
// Signing in to the console and out of it. The cookie is out of reach of scripts; the CSRF token travels in a header.
#include "http/routes.hpp"
#include "http/work.hpp"

namespace balieblik::http {
namespace {

Header cookie(const std::string& value, std::int64_t max_age_s)
{
    return {"Set-Cookie", std::string(session_cookie) + "=" + value +
                              "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(max_age_s)};
}

Result<With<usecases::SessionView>> sign_in(App& app, const Call&, const usecases::SignIn& request)
{
    BALIEBLIK_TRY(signed_in, usecases::sign_in(app.backend->store, app.backend->tenant, app.environment, request));
    return With<usecases::SessionView>{std::move(signed_in.session),
                                       {cookie(signed_in.session_id, seconds{usecases::session_absolute}.count())}};
}

Result<usecases::SessionView> look(App&, const Call& call) { return call.who->person->session; }

Result<Done> sign_out(App& app, const Call& call)
{
    BALIEBLIK_CHECK(write(
        app, [&](store::Tx& tx) { return usecases::sign_out(tx, app.environment, call.who->person->session_id); }));
    return Done{{cookie("", 0)}};
}

Result<Done> change_password(App& app, const Call& call, const usecases::PasswordChange& request)
{
    return done(usecases::change_password(app.backend->store, app.backend->tenant, app.environment, actor(call),
                                          call.who->person->session_id, request));
}

constexpr Route table[] = {
    route<sign_in>(Method::post, "/api/session", "Signs in; sets the session cookie", Access::sign_in)
        .on(Pool::password),
    route<look>(Method::get, "/api/session", "The present session", Access::renewal),
    route<sign_out>(Method::del, "/api/session", "Signs out", Access::renewal),
    route<change_password>(Method::post, "/api/session/password", "Chooses a new password", Access::renewal)
        .on(Pool::password),
};

} // namespace

std::span<const Route> session_routes() { return table; }

} // namespace balieblik::http
