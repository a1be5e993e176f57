// SPDX-License-Identifier: EUPL-1.2
#include "usecases/read_tokens.hpp"

#include "vault/hash.hpp"
#include "vault/random.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

// So that a token that leaked into a repository or a chat is recognised for what it is.
constexpr std::string_view token_prefix = "balieblik_read_";
constexpr std::size_t longest_token = 200;

ReadTokenRow row_of(const store::ReadToken& token, Timestamp now)
{
    const auto state = token.withdrawn_at        ? ReadTokenState::withdrawn
                       : now >= token.expires_at ? ReadTokenState::expired
                                                 : ReadTokenState::active;
    return {token.id, token.name, state, token.created_at, token.expires_at, token.withdrawn_at, token.used_at};
}

std::string subject(store::ReadTokenId id) { return "read_token:" + to_text(id); }

} // namespace

Result<ReadTokenList> list_read_tokens(store::Tx& tx, const Environment& env, const Actor& actor)
{
    BALIEBLIK_CHECK(require_somewhere(actor, {Role::quality_team}));
    BALIEBLIK_TRY(tokens, tx.read_tokens().of_person(actor.person_id));
    ReadTokenList list;
    for (const auto& token : tokens)
        list.tokens.push_back(row_of(token, env.clock.now()));
    return list;
}

Result<MadeReadToken> make_read_token(store::Tx& tx, const Environment& env, const Actor& actor,
                                      const NewReadToken& request)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::quality_team}));
    if (request.name.empty() || request.name.size() > 60)
        return Error{Errc::validation, "name"};
    if (request.days < 1 || request.days > most_token_days)
        return Error{Errc::validation, "days"};
    BALIEBLIK_TRY(known, list_read_tokens(tx, env, actor));
    const auto in_use = std::count_if(known.tokens.begin(), known.tokens.end(),
                                      [](const auto& one) { return one.state == ReadTokenState::active; });
    if (static_cast<std::size_t>(in_use) >= most_read_tokens)
        return Error{Errc::state_conflict, "read tokens"};

    const auto now = env.clock.now();
    MadeReadToken made;
    made.token = std::string(token_prefix) + vault::to_base64url(vault::random_bytes(env.random, 32));
    const store::ReadToken token{
        env.ids.make<store::ReadTokenId>(),    actor.person_id, request.name, vault::sha256_hex(made.token), now,
        now + std::chrono::days{request.days}, std::nullopt,    std::nullopt};
    BALIEBLIK_CHECK(tx.read_tokens().add(token));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "read_token.made", subject(token.id)));
    made.row = row_of(token, now);
    return made;
}

Result<ReadTokenRow> withdraw_read_token(store::Tx& tx, const Environment& env, const Actor& actor,
                                         store::ReadTokenId id)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::quality_team}));
    BALIEBLIK_TRY(token, tx.read_tokens().find(id));
    if (!token || token->person_id != actor.person_id)
        return Error{Errc::not_found, "read token"};
    const auto now = env.clock.now();
    if (!token->withdrawn_at) {
        token->withdrawn_at = now;
        BALIEBLIK_CHECK(tx.read_tokens().withdraw(id, now));
        BALIEBLIK_CHECK(note(tx, env, actor, role, "read_token.withdrawn", subject(id)));
    }
    return row_of(*token, now);
}

Result<ReadingProgram> find_reading_program(store::Tx& tx, const Environment& env, std::string_view token)
{
    const Error invalid{Errc::read_token_invalid, {}};
    if (!token.starts_with(token_prefix) || token.size() > longest_token)
        return invalid;
    BALIEBLIK_TRY(known, tx.read_tokens().find_hash(vault::sha256_hex(token)));
    const auto now = env.clock.now();
    if (!known || row_of(*known, now).state != ReadTokenState::active)
        return invalid;
    BALIEBLIK_TRY(owner, tx.people().find(known->person_id));
    if (!owner || owner->disabled)
        return invalid;
    ReadingProgram program;
    program.actor.person_id = owner->id;
    program.actor.name = owner->name;
    program.actor.read_token = known->id;
    std::copy_if(owner->grants.begin(), owner->grants.end(), std::back_inserter(program.actor.grants),
                 [](const RoleGrant& grant) { return grant.role == Role::quality_team; });
    if (program.actor.grants.empty())
        return invalid;
    program.touch_due = !known->used_at || now - *known->used_at >= std::chrono::minutes{1};
    return program;
}

Result<void> touch_read_token(store::Tx& tx, const Environment& env, store::ReadTokenId id)
{
    return tx.read_tokens().touch(id, env.clock.now());
}

} // namespace balieblik::usecases
