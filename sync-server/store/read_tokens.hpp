// SPDX-License-Identifier: EUPL-1.2
// Keys with which programs read releases for somebody in the quality team, beside their signing in.
#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "model/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace balieblik::store {

using ReadTokenId = Id<struct ReadTokenTag>;

struct ReadToken {
    ReadTokenId id;
    PersonId person_id;
    std::string name; // "kwartaalrapport", chosen by that person
    std::string token_sha256;
    Timestamp created_at{};
    Timestamp expires_at{};
    std::optional<Timestamp> withdrawn_at;
    std::optional<Timestamp> used_at; // to the minute
};
BOOST_DESCRIBE_STRUCT(ReadToken, (), (id, person_id, name, token_sha256, created_at, expires_at, withdrawn_at, used_at))

class ReadTokens {
public:
    virtual ~ReadTokens() = default;
    virtual Result<void> add(const ReadToken& token) = 0;
    virtual Result<std::optional<ReadToken>> find(ReadTokenId id) = 0;
    virtual Result<std::optional<ReadToken>> find_hash(const std::string& token_sha256) = 0;
    virtual Result<std::vector<ReadToken>> of_person(PersonId person) = 0; // newest first
    virtual Result<void> withdraw(ReadTokenId id, Timestamp at) = 0;
    virtual Result<void> touch(ReadTokenId id, Timestamp at) = 0;
};

} // namespace balieblik::store
