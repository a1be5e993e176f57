// SPDX-License-Identifier: EUPL-1.2
// Read tokens: with one, a program reads the releases that its owner in the quality team may read, and nothing else.
// They keep working whichever way people sign in.
#pragma once

#include "store/read_tokens.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

inline constexpr std::int64_t most_token_days = 366;
inline constexpr std::size_t most_read_tokens = 20; // that one person has in use at a time

BOOST_DEFINE_ENUM_CLASS(ReadTokenState, active, expired, withdrawn)

struct ReadTokenRow {
    store::ReadTokenId id;
    std::string name;
    ReadTokenState state{};
    Timestamp created_at{};
    Timestamp expires_at{};
    std::optional<Timestamp> withdrawn_at;
    std::optional<Timestamp> used_at;
};
BOOST_DESCRIBE_STRUCT(ReadTokenRow, (), (id, name, state, created_at, expires_at, withdrawn_at, used_at))
struct ReadTokenList {
    std::vector<ReadTokenRow> tokens; // one's own, newest first
};
BOOST_DESCRIBE_STRUCT(ReadTokenList, (), (tokens))
// Quality team. Refusal: forbidden.
Result<ReadTokenList> list_read_tokens(store::Tx& tx, const Environment& env, const Actor& actor);

struct NewReadToken {
    std::string name; // 1 to 60 characters
    std::int64_t days{};
};
BOOST_DESCRIBE_STRUCT(NewReadToken, (), (name, days))
struct MadeReadToken {
    ReadTokenRow row;
    std::string token; // shown once; the server keeps its hash
};
BOOST_DESCRIBE_STRUCT(MadeReadToken, (), (row, token))
// Quality team. Refusals: forbidden, validation, state_conflict (most_read_tokens are in use).
Result<MadeReadToken> make_read_token(store::Tx& tx, const Environment& env, const Actor& actor,
                                      const NewReadToken& request);
// Its owner. Withdrawing what is withdrawn changes nothing. Refusals: forbidden, not_found.
Result<ReadTokenRow> withdraw_read_token(store::Tx& tx, const Environment& env, const Actor& actor,
                                         store::ReadTokenId id);

struct ReadingProgram {
    Actor actor; // the owner, with the quality team's grants and no others
    bool touch_due{};
};
// Who reads with this token; for Store::read. Refusal: read_token_invalid (unknown, run out or withdrawn; its owner's
// account is closed or left the quality team).
Result<ReadingProgram> find_reading_program(store::Tx& tx, const Environment& env, std::string_view token);
Result<void> touch_read_token(store::Tx& tx, const Environment& env, store::ReadTokenId id);

} // namespace balieblik::usecases
