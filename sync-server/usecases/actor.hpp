// SPDX-License-Identifier: EUPL-1.2
// Who asks, and what a use case has besides its transaction. Use cases are plain functions over a Tx: they check role
// and project, refuse with a typed error, and append to the trail in the same transaction.
#pragma once

#include "base/id.hpp"
#include "model/person.hpp"
#include "store/read_tokens.hpp"
#include "store/tx.hpp"

#include <initializer_list>

namespace balieblik::usecases {

// Somebody who is signed in to the console, or the person at the server's own command line.
struct Actor {
    PersonId person_id;
    std::string name;
    std::vector<RoleGrant> grants;
    std::optional<InspectorId> inspector_id;      // if this person also carries out visits
    std::optional<store::ReadTokenId> read_token; // through a program with this key
    bool server{};                                // the command line: may do everything, and the trail says "server"
};
BOOST_DESCRIBE_STRUCT(Actor, (), (person_id, name, grants, inspector_id, read_token, server))

// The command line of the machine itself.
Actor server_actor();

// Time, ids and randomness, handed in.
struct Environment {
    const Clock& clock;
    IdSource& ids;
    Random& random;
};

// One of these roles in this project (without a project: a grant for the whole organisation). Gives the role it is done
// in. Refusal: forbidden.
Result<Role> require(const Actor& actor, std::initializer_list<Role> roles, const std::optional<ProjectId>& project_id);
// One of these roles in any project, for lists that are then narrowed to what the actor may see. Refusal: forbidden.
Result<Role> require_somewhere(const Actor& actor, std::initializer_list<Role> roles);

// Appends to the trail who did what to which id, in which role. `reason` is a code or the words a person gave.
Result<void> note(store::Tx& tx, const Environment& env, const Actor& actor, Role role, std::string what,
                  std::string subject, std::optional<std::string> reason = std::nullopt);

// A part of a long list.
struct Paging {
    std::int64_t offset{};
    std::int64_t limit = 50; // at most 200
};
BOOST_DESCRIBE_STRUCT(Paging, (), (offset, limit))

} // namespace balieblik::usecases
