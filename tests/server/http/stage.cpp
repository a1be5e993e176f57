// SPDX-License-Identifier: EUPL-1.2
#include "http/stage.hpp"

namespace balieblik::test {
namespace {

using namespace http;

struct Note {
    std::string text;
    std::optional<std::string> more;
};
BOOST_DESCRIBE_STRUCT(Note, (), (text, more))
struct Revised {
    std::string text;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(Revised, (), (text, rev))

Result<Note> echo(App&, const Call&, const Note& note) { return note; }
Result<Revised> revise(App&, const Call&, const Revised& note) { return note; }
Result<Note> plain(App&, const Call& call) { return Note{std::string(call.request.language()), {}}; }
Result<Note> broken(App&, const Call&) { throw std::runtime_error("a secret that must not leave"); }
Result<Note> failing(App&, const Call&)
{
    return Error{Errc::io_failed, "select * from visit_version: disk I/O error"};
}
Result<Note> waits(App&, const Call&)
{
    Props::get().gate.arrive();
    return Note{"done", {}};
}
Result<Response> poured(App&, const Call&)
{
    Response response;
    response.content_type = "image/jpeg";
    response.source_length = 300'000;
    response.source = [left = 3]() mutable {
        if (left == 0)
            return std::string{};
        --left;
        return std::string(100'000, static_cast<char>('a' + left));
    };
    return response;
}
// Nobody knows how long it is until it ends.
Result<Response> in_chunks(App&, const Call& call)
{
    const bool breaks = call.request.parameter("breaks").has_value();
    Response response;
    response.content_type = "text/csv";
    response.source = [left = 3, breaks]() mutable -> Result<std::string> {
        if (left == 0)
            return std::string{};
        if (breaks && left == 1)
            return Error{Errc::io_failed, {}};
        --left;
        return std::string(100'000, static_cast<char>('a' + left));
    };
    return response;
}
Result<Response> files(App& app, const Call& call) { return app.console.find(call.arguments.front(), call.request); }

class Taking final : public Sink {
public:
    ~Taking() override
    {
        auto& props = Props::get();
        const std::lock_guard lock{props.mutex};
        ++props.sinks_ended;
        props.changed.notify_all();
    }
    Result<void> take(std::string_view piece) override
    {
        auto& props = Props::get();
        const std::lock_guard lock{props.mutex};
        props.stored += piece;
        props.changed.notify_all();
        return {};
    }
    Result<Response> finish() override
    {
        Response response;
        response.status = 204;
        return response;
    }
};
Result<std::unique_ptr<Sink>> take(App&, const Call&) { return std::unique_ptr<Sink>(std::make_unique<Taking>()); }

constexpr Route taking()
{
    Route row;
    row.method = Method::patch;
    row.pattern = "/take/{name}";
    row.access = Access::open;
    row.body_limit = 1024 * 1024;
    row.sink = take;
    row.newest_wins = true;
    return row;
}

constexpr Route table[] = {
    route<echo>(Method::post, "/echo", "", Access::open, 1000),
    route<revise>(Method::post, "/revise", "", Access::open),
    route<plain>(Method::get, "/plain", "", Access::open),
    route<plain>(Method::get, "/v1/plain", "", Access::open),
    route<plain>(Method::post, "/v1/sync/pull", "", Access::device),
    route<plain>(Method::post, "/sign-in", "", Access::sign_in),
    route<plain>(Method::get, "/mine", "", Access::session),
    route<echo>(Method::post, "/mine", "", Access::session),
    route<broken>(Method::get, "/broken", "", Access::open),
    route<failing>(Method::get, "/failing", "", Access::open),
    route<waits>(Method::get, "/waits", "", Access::open),
    route<poured>(Method::get, "/poured", "", Access::open),
    route<in_chunks>(Method::get, "/chunks", "", Access::open),
    route<files>(Method::get, "/console/{*}", "", Access::open).on(Pool::loop),
    taking(),
};

} // namespace

Props& Props::get()
{
    static Props props;
    return props;
}

Result<usecases::DeviceSession> FakeGatekeeper::device(const Request& request)
{
    if (request.header("authorization") != "Bearer good")
        return Error{Errc::token_expired, {}};
    return usecases::DeviceSession{};
}

Result<PersonCaller> FakeGatekeeper::person(const Request& request, bool unsafe, bool)
{
    if (request.cookie(session_cookie) != "good")
        return Error{Errc::session_expired, {}};
    if (unsafe && request.header("x-csrf-token") != "csrf")
        return Error{Errc::csrf_missing, {}};
    return PersonCaller{};
}

Tables stage_tables() { return {table}; }

const CertifiedKey& test_authority()
{
    static const CertifiedKey authority = make_tls_authority("Test", SystemClock{}.now()).value();
    return authority;
}

TlsIdentity test_identity()
{
    static const CertifiedKey leaf =
        make_tls_leaf(test_authority(), {"localhost", "127.0.0.1"}, SystemClock{}.now()).value();
    return {leaf.certificate + test_authority().certificate, leaf.key};
}

} // namespace balieblik::test
