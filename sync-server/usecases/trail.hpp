// SPDX-License-Identifier: EUPL-1.2
// The trail, for the works council, the data protection officer and the organisation's own administrators.
#pragma once

#include "store/store.hpp"
#include "usecases/actor.hpp"

#include <map>

namespace balieblik::usecases {

struct TrailQuery {
    std::optional<std::string> who;     // exactly
    std::optional<std::string> role;    // exactly
    std::optional<std::string> what;    // the beginning: "visit." or "visit.opened"
    std::optional<std::string> subject; // exactly
    std::optional<Timestamp> from;
    std::optional<Timestamp> to; // not included
    std::int64_t before_no{};    // go on after the last one of the page before; 0: from the newest
    std::int64_t limit = 100;    // at most 500
};
BOOST_DESCRIBE_STRUCT(TrailQuery, (), (who, role, what, subject, from, to, before_no, limit))
struct TrailPage {
    std::vector<store::StoredAuditEvent> events; // newest first
    std::optional<std::int64_t> next_before_no;  // there is more
    // What releases, waves, projects and locations among the subjects are called; nothing that points at a person.
    std::map<std::string, std::string> names;
};
BOOST_DESCRIBE_STRUCT(TrailPage, (), (events, next_before_no, names))
// Observer or client admin of the whole organisation. Reading the trail leaves an event too; the page shows it already.
// The reading itself is done on a snapshot, since a trail is long and the one writer has others to serve.
Result<TrailPage> list_trail(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor,
                             const TrailQuery& query);

// The events of a page without their names, for what is worked out of them; checks no role.
Result<TrailPage> page_of_trail(store::Tx& tx, const TrailQuery& query);

struct TrailCheck {
    bool holds{};
    std::optional<std::int64_t> first_break;
    std::int64_t events{};
};
BOOST_DESCRIBE_STRUCT(TrailCheck, (), (holds, first_break, events))
// The same roles. Walks the whole chain, on a snapshot as well.
Result<TrailCheck> verify_trail(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor);

} // namespace balieblik::usecases
