// SPDX-License-Identifier: EUPL-1.2
#include "http/answer.hpp"

#include "http/who.hpp"
#include "runtime/log.hpp"
#include "store/store.hpp"
#include "sync/message.hpp"
#include "sync/packing.hpp"

#include <boost/core/demangle.hpp>

#include <charconv>
#include <typeinfo>

namespace balieblik::http {
namespace {

constexpr std::string_view console_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

milliseconds steady_now()
{
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

std::optional<Response> too_often(RateLimit& limit, const std::string& key, std::int64_t per_minute,
                                  const Request& request)
{
    const auto wait = limit.take(key, steady_now());
    if (!wait)
        return std::nullopt;
    Hints hints;
    hints.limit = per_minute;
    hints.retry_after = *wait;
    return problem(Error{Errc::rate_limited, {}}, request.language(), hints);
}

// A use case that makes somebody wait ("30 s"), or that expects another number, says so first in its detail.
Hints hints_of(const Error& error)
{
    Hints hints;
    std::int64_t number = 0;
    const auto* end = error.detail.data() + error.detail.size();
    if (std::from_chars(error.detail.data(), end, number).ec != std::errc{})
        return hints;
    if (error.code == Errc::mutation_gap)
        hints.next_no = number;
    else if (error.code == Errc::locked_out)
        hints.retry_after = seconds{number};
    return hints;
}

// What is wrong inside is for whoever runs the server, not for whoever asks it: a statement, a file's name.
Response refused(const Error& error, const Request& request)
{
    const auto shown = store::outward(error);
    if (shown.code != Errc::internal)
        return problem(shown, request.language(), hints_of(shown));
    log::error("request_failed", {{"code", name(error.code)}, {"reason", error.detail}});
    return problem(Error{Errc::internal, {}}, request.language());
}

// Runs `work`; what it throws is logged by its kind only, as the text of an exception may hold anything.
template <class Work>
auto guarded(const Request& request, Work work) -> decltype(work())
{
    try {
        return work();
    } catch (const UnexpectedRefusal& thrown) {
        log::error("request_failed", {{"exception", "refusal"}, {"code", name(thrown.error.code)}});
    } catch (const std::exception& thrown) {
        log::error("request_failed", {{"exception", boost::core::demangle(typeid(thrown).name())}});
    }
    return problem(Error{Errc::internal, {}}, request.language());
}

bool is_unsafe(Method method) { return method != Method::get && method != Method::head && method != Method::options; }

bool old_protocol(const Request& request)
{
    const auto spoken = request.header("sync-protocol");
    return !spoken.empty() && spoken != std::to_string(sync::protocol_version);
}

bool for_programs(const Route& route) { return route.access == Access::reader || route.access == Access::feed; }

// A program with a read token, counted by the token. Guessing one is hopeless; that it is tried is slowed by address.
std::variant<Response, Who> admitted_program(App& app, const Request& request)
{
    auto program = app.gatekeeper.program(request);
    if (!program) {
        if (auto wait = too_often(app.sign_ins, request.address, app.config.sign_in_per_minute, request))
            return std::move(*wait);
        return refused(program.error(), request);
    }
    if (program->actor.read_token)
        if (auto wait =
                too_often(app.by_session, to_text(*program->actor.read_token), app.config.session_per_minute, request))
            return std::move(*wait);
    Who who;
    who.person = std::move(*program);
    return who;
}

// Who asks, and whether they may ask this now.
std::variant<Response, Who> admitted(App& app, const Route& route, const Request& request)
{
    Who who;
    if (for_programs(route) && !request.header("authorization").empty())
        return admitted_program(app, request);
    if (route.access == Access::device) {
        auto device = app.gatekeeper.device(request);
        if (!device)
            return refused(device.error(), request);
        if (auto wait = too_often(app.by_device, to_text(device->device_id), app.config.device_per_minute, request))
            return std::move(*wait);
        who.device = std::move(*device);
    } else if (route.access != Access::open && route.access != Access::sign_in) {
        auto session = app.gatekeeper.person(request, is_unsafe(route.method), route.access == Access::renewal);
        if (!session)
            return refused(session.error(), request);
        if (auto wait =
                too_often(app.by_session, to_text(session->actor.person_id), app.config.session_per_minute, request))
            return std::move(*wait);
        who.person = std::move(*session);
    }
    return who;
}

// The request with its body as it was before it was packed.
Result<Request> unpacked(const Route& route, const Request& request)
{
    BALIEBLIK_TRY(coding, sync::coding_named(request.header("content-encoding")));
    BALIEBLIK_TRY(body, sync::unpack(coding, request.body, route.body_limit));
    auto plain = request;
    plain.body = std::move(body);
    return plain;
}

void pack_where_wanted(const Route& route, const Request& request, Response& response)
{
    if (!route.packed_reply || response.body.size() < sync::least_worth_packing)
        return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    const auto coding = sync::best_coding(request.header("accept-encoding"));
    if (coding == sync::Coding::none)
        return;
    response.body = sync::pack(coding, response.body);
    response.headers.emplace_back("Content-Encoding", sync::name(coding));
}

Response handled(App& app, const Route& route, const Call& call)
{
    auto response = route.handler(app, call);
    if (!response)
        return refused(response.error(), call.request);
    pack_where_wanted(route, call.request, *response);
    return std::move(*response);
}

} // namespace

std::optional<Response> refuse_early(App& app, const Route& route, const Request& request)
{
    switch (route.access) {
    case Access::open:
        return std::nullopt;
    case Access::sign_in:
        return too_often(app.sign_ins, request.address, app.config.sign_in_per_minute, request);
    case Access::device:
        if (!request.header("authorization").starts_with("Bearer "))
            return refused(Error{Errc::token_expired, {}}, request);
        return std::nullopt;
    case Access::session:
    case Access::renewal:
        if (request.cookie(session_cookie).empty())
            return refused(Error{Errc::session_expired, {}}, request);
        return std::nullopt;
    case Access::reader:
    case Access::feed:
        if (request.cookie(session_cookie).empty() && request.header("authorization").empty())
            return refused(Error{route.access == Access::feed ? Errc::read_token_invalid : Errc::session_expired, {}},
                           request);
        return std::nullopt;
    }
    return std::nullopt;
}

Response answer(App& app, const Route& route, const Request& request, std::vector<std::string> arguments)
{
    return guarded(request, [&]() -> Response {
        auto admission = admitted(app, route, request);
        if (auto* refusal = std::get_if<Response>(&admission))
            return std::move(*refusal);
        // An app that is too old may still hand in its work; it only receives nothing new.
        if (route.pattern == "/v1/sync/pull" && old_protocol(request))
            return refused(Error{Errc::upgrade_required, {}}, request);
        const auto* who = &std::get<Who>(admission);
        if (request.header("content-encoding").empty())
            return handled(app, route, {request, std::move(arguments), who});
        const auto plain = unpacked(route, request);
        if (!plain)
            return plain.error().code == Errc::too_large ? body_too_large(request, route.body_limit)
                                                         : refused(plain.error(), request);
        return handled(app, route, {*plain, std::move(arguments), who});
    });
}

std::variant<Response, std::unique_ptr<Sink>> open_sink(App& app, const Route& route, const Request& request,
                                                        std::vector<std::string> arguments)
{
    using Opened = std::variant<Response, std::unique_ptr<Sink>>;
    return guarded(request, [&]() -> Opened {
        auto admission = admitted(app, route, request);
        if (auto* refusal = std::get_if<Response>(&admission))
            return std::move(*refusal);
        const Call call{request, std::move(arguments), &std::get<Who>(admission)};
        auto sink = route.sink(app, call);
        if (!sink)
            return refused(sink.error(), request);
        return std::move(*sink);
    });
}

std::optional<Response> feed_sink(Sink& sink, const Request& request, std::optional<std::string_view> piece)
{
    return guarded(request, [&]() -> std::optional<Response> {
        if (!piece) {
            auto response = sink.finish();
            return response ? std::move(*response) : refused(response.error(), request);
        }
        auto taken = sink.take(*piece);
        if (!taken)
            return refused(taken.error(), request);
        return std::nullopt;
    });
}

Response no_route(const Request& request, const std::string& allowed)
{
    if (allowed.empty())
        return refused(Error{Errc::not_found, {}}, request);
    auto response = refused(Error{Errc::method_not_allowed, {}}, request);
    response.headers.emplace_back("Allow", allowed);
    return response;
}

Response body_too_large(const Request& request, std::size_t limit)
{
    Hints hints;
    hints.limit = static_cast<std::int64_t>(limit);
    return problem(Error{Errc::too_large, {}}, request.language(), hints);
}

void add_common_headers(const Request& request, Response& response)
{
    auto& headers = response.headers;
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    headers.emplace_back("Referrer-Policy", "no-referrer");
    const bool console = request.path.starts_with("/console");
    headers.emplace_back("Content-Security-Policy",
                         console ? console_policy : "default-src 'none'; frame-ancestors 'none'");
    headers.emplace_back("X-Frame-Options", "DENY");
    const auto has_cache_control = [](const Header& header) { return header.first == "Cache-Control"; };
    if (std::none_of(headers.begin(), headers.end(), has_cache_control))
        headers.emplace_back("Cache-Control", "no-store");
    if (request.path.starts_with("/v1/")) {
        headers.emplace_back("Sync-Protocol", std::to_string(sync::protocol_version));
        headers.emplace_back("Accept-Encoding", sync::readable_codings); // what a request may be packed with
        if (const auto nonce = request.header("sync-nonce"); !nonce.empty() && nonce.size() <= 128)
            headers.emplace_back("Sync-Nonce", nonce);
    }
}

} // namespace balieblik::http
