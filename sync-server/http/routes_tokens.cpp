// SPDX-License-Identifier: EUPL-1.2
// Keys with which programs read releases. They open the routes of releases (Access::reader) and no other, these
// included: a key cannot make a key.
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/read_tokens.hpp"

namespace balieblik::http {
namespace {

using namespace usecases;

Result<ReadTokenList> tokens(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return list_read_tokens(tx, app.environment, actor(call)); });
}

Result<MadeReadToken> make(App& app, const Call& call, const NewReadToken& request)
{
    return write(app, [&](store::Tx& tx) { return make_read_token(tx, app.environment, actor(call), request); });
}

Result<ReadTokenRow> withdraw(App& app, const Call& call)
{
    BALIEBLIK_TRY(id, call.id<store::ReadTokenId>(0));
    return write(app, [&](store::Tx& tx) { return withdraw_read_token(tx, app.environment, actor(call), id); });
}

constexpr auto session = Access::session;
constexpr Route table[] = {
    route<tokens>(Method::get, "/api/read-tokens", "One's own read tokens, newest first", session),
    route<make>(Method::post, "/api/read-tokens", "Makes a read token; it is shown once", session),
    route<withdraw>(Method::post, "/api/read-tokens/{read_token_id}/withdraw", "Ends a read token", session),
};

} // namespace

std::span<const Route> token_routes() { return table; }

} // namespace balieblik::http
