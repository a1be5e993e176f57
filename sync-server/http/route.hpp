// SPDX-License-Identifier: EUPL-1.2
// One row of the routing table: what is asked, who may, how much, how it is described, and which function answers.
// A row is made from the function itself, whose types give both the JSON and the schema in docs/openapi.json.
#pragma once

#include "http/message.hpp"
#include "http/query.hpp"

#include <memory>
#include <span>

namespace balieblik::http {

struct App; // what the routes work with (http/app.hpp)
struct Who; // who asks (http/app.hpp)

// Who may call a route.
enum class Access {
    open,    // anybody
    sign_in, // anybody, but not often: names, passwords and codes are tried here
    device,  // a tablet with a token
    session, // a person who signed in; unsafe methods want the CSRF header as well
    renewal, // the same, before a new password was chosen too
    reader,  // a person who signed in, or a program with a read token of the quality team
    feed,    // the same, for programs that only name their token when they are asked for a password
};

// Where the function runs.
enum class Pool {
    loop,     // on the event loop: it waits for nothing
    store,    // it waits for the store or for files
    password, // it hashes a password
};

// One call of a route.
struct Call {
    const Request& request;
    std::vector<std::string> arguments; // what stood in the places of the pattern
    const Who* who = nullptr;           // set where the access is any but open and sign_in

    template <class SomeId>
    Result<SomeId> id(std::size_t place) const
    {
        auto parsed = parse_id<SomeId>(arguments.at(place));
        return parsed ? parsed : Result<SomeId>{Error{Errc::not_found, {}}};
    }
};

using Handler = Result<Response> (*)(App&, const Call&);
using SinkMaker = Result<std::unique_ptr<Sink>> (*)(App&, const Call&);
using SchemaOf = boost::json::object (*)(Schemas&);
using ParametersOf = void (*)(Schemas&, boost::json::array&);

struct Route {
    Method method{};
    std::string_view pattern; // "/api/waves/{wave_id}"; a last part "{*}" takes the rest of the path
    std::string_view summary;
    Access access{};
    std::size_t body_limit = 0;
    Pool pool = Pool::store;
    ParametersOf query = nullptr;
    Handler handler = nullptr;
    SinkMaker sink = nullptr; // instead of a handler: the body is stored as it arrives
    std::string_view sink_type = "application/offset+octet-stream";
    bool packed_reply = false;        // where the client wants it: only for programs that hold no cookie
    bool newest_wins = false;         // a newer request for the same path ends an older one that still runs
    SchemaOf request = nullptr;       // of the body; none: no JSON body
    SchemaOf reply = nullptr;         // of the body; none: no JSON body
    std::string_view reply_type = {}; // of a reply that is no JSON
    int status = 200;

    // The query parameters are the members of Query; the function reads them with read_query<Query>.
    template <class Query>
    constexpr Route with_query() const;
    constexpr Route on(Pool where) const
    {
        auto copy = *this;
        copy.pool = where;
        return copy;
    }
    constexpr Route answering(std::string_view media_type, int with_status = 200) const
    {
        auto copy = *this;
        copy.reply_type = media_type;
        copy.status = with_status;
        return copy;
    }
    // For a function that makes the response itself: what its JSON looks like.
    template <class Reply>
    constexpr Route replying() const;
    // Long, alike replies to tablets. Never for what a browser asks for with a cookie: the length of a packed reply
    // that holds a secret beside something that the asker chose tells about the secret.
    constexpr Route packed() const
    {
        auto copy = *this;
        copy.packed_reply = true;
        return copy;
    }
    constexpr Route only_newest() const
    {
        auto copy = *this;
        copy.newest_wins = true;
        return copy;
    }
};

// What an ordinary message may measure.
inline constexpr std::size_t small_body = 64 * 1024;

// A reply with another status, or with headers beside it.
template <class T>
struct With {
    T value;
    std::vector<Header> headers = {};
};
// The same without a body.
struct Done {
    std::vector<Header> headers = {};
};

namespace detail {

inline std::string revision_tag(std::int64_t rev) { return '"' + std::to_string(rev) + '"'; }

template <class T>
Response printed(const T& value)
{
    Response response;
    response.content_type = "application/json";
    response.body = json::print_struct(value);
    if constexpr (requires { value.rev; })
        response.headers.emplace_back("ETag", revision_tag(value.rev));
    return response;
}

template <class Reply>
struct ReplyTraits {
    static constexpr int status = 200;
    static boost::json::object schema(Schemas& schemas) { return schemas.of<Reply>(); }
    static constexpr SchemaOf schema_of = &schema;
    static Response response(Reply reply) { return printed(reply); }
};
template <class T>
struct ReplyTraits<With<T>> {
    static constexpr int status = 200;
    static constexpr SchemaOf schema_of = ReplyTraits<T>::schema_of;
    static Response response(With<T> reply)
    {
        auto made = ReplyTraits<T>::response(std::move(reply.value));
        for (auto& header : reply.headers)
            made.headers.push_back(std::move(header));
        return made;
    }
};
template <>
struct ReplyTraits<Response> {
    static constexpr int status = 200;
    static constexpr SchemaOf schema_of = nullptr;
    static Response response(Response reply) { return reply; }
};
template <>
struct ReplyTraits<Done> {
    static constexpr int status = 204;
    static constexpr SchemaOf schema_of = nullptr;
    static Response response(Done reply)
    {
        Response made;
        made.status = 204;
        made.headers = std::move(reply.headers);
        return made;
    }
};

template <class Function>
struct Signature;
template <class Reply>
struct Signature<Result<Reply> (*)(App&, const Call&)> {
    using ReplyType = Reply;
    static constexpr bool has_body = false;
    static constexpr SchemaOf request_schema = nullptr;
    template <auto function>
    static Result<Response> handle(App& app, const Call& call)
    {
        auto reply = function(app, call);
        if (!reply)
            return reply.error();
        return ReplyTraits<Reply>::response(std::move(*reply));
    }
};
template <class Reply, class Body>
struct Signature<Result<Reply> (*)(App&, const Call&, const Body&)> {
    using ReplyType = Reply;
    static constexpr bool has_body = true;
    static boost::json::object body_schema(Schemas& schemas) { return schemas.of<Body>(); }
    static constexpr SchemaOf request_schema = &body_schema;
    template <auto function>
    static Result<Response> handle(App& app, const Call& call)
    {
        if (!call.request.header("content-type").starts_with("application/json"))
            return Error{Errc::media_type_unsupported, "application/json"};
        BALIEBLIK_TRY(body, json::read_text<Body>(call.request.body));
        if constexpr (requires { body.rev; }) {
            const auto wanted = call.request.header("if-match");
            if (!wanted.empty() && wanted != revision_tag(body.rev))
                return Error{Errc::stale, "If-Match"};
        }
        auto reply = function(app, call, body);
        if (!reply)
            return reply.error();
        return ReplyTraits<Reply>::response(std::move(*reply));
    }
};

} // namespace detail

template <class Query>
constexpr Route Route::with_query() const
{
    auto copy = *this;
    copy.query = &describe_query<Query>;
    return copy;
}

template <class Reply>
constexpr Route Route::replying() const
{
    auto copy = *this;
    copy.reply = detail::ReplyTraits<Reply>::schema_of;
    return copy;
}

// A row for `Result<Reply> function(App&, const Call&[, const Body&])`. The reply is a described struct or a list of
// them, With<> one, Done (204) or a Response.
template <auto function>
constexpr Route route(Method method, std::string_view pattern, std::string_view summary, Access access,
                      std::size_t body_limit = small_body)
{
    using Traits = detail::Signature<decltype(function)>;
    using Reply = detail::ReplyTraits<typename Traits::ReplyType>;
    Route row;
    row.method = method;
    row.pattern = pattern;
    row.summary = summary;
    row.access = access;
    // A client that sends an empty object where none is wanted is not refused for it.
    row.body_limit = Traits::has_body ? body_limit : std::size_t{1024};
    row.handler = &Traits::template handle<function>;
    row.request = Traits::request_schema;
    row.reply = Reply::schema_of;
    row.status = Reply::status;
    return row;
}

} // namespace balieblik::http
