// SPDX-License-Identifier: EUPL-1.2
// Visits that are still being filled in, kept by the office for another tablet of the same inspector should this one be
// lost (docs/sync-protocol.md, section 16). Their content is sealed on the tablet: what is here beside it is all that
// the office knows of it.
#pragma once

#include "sync/message.hpp"

namespace balieblik::sync {

inline constexpr std::int64_t max_draft_bytes = 256 * 1024;        // of the content, before it is sealed
inline constexpr std::int64_t max_sealed_draft_bytes = 352 * 1024; // as text
inline constexpr std::int64_t max_kept_drafts = 5;                 // of a tablet; the newest

struct DraftBackup {
    VisitId visit_id;
    AssignmentId assignment_id;
    std::int64_t version = 1; // the visit version that it is to become
    std::int64_t rev{};       // grows with each change on its tablet
    Timestamp saved_at{};
    std::string sealed; // to the office's intake key, base64url
};
BOOST_DESCRIBE_STRUCT(DraftBackup, (), (visit_id, assignment_id, version, rev, saved_at, sealed))

// What came of it.
struct DraftReply {
    // Nothing is kept any more: the visit was handed in, or is of a wave whose records were made coarse.
    std::optional<bool> over = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(DraftReply, (), (over))

// What the office keeps of the same inspector's other tablets: the newest of each visit.
struct DraftHead {
    VisitId visit_id;
    AssignmentId assignment_id;
    std::int64_t version = 1;
    std::string device_name;
    bool device_in_use = false; // false: it was withdrawn
    Timestamp saved_at{};
    bool operator==(const DraftHead&) const = default;
};
BOOST_DESCRIBE_STRUCT(DraftHead, (), (visit_id, assignment_id, version, device_name, device_in_use, saved_at))

// What it keeps of the asking tablet itself: a server that was set back keeps less than it said.
struct OwnDraft {
    VisitId visit_id;
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(OwnDraft, (), (visit_id, rev))

struct DraftHeads {
    std::vector<DraftHead> drafts;
    std::optional<std::vector<OwnDraft>> kept = std::nullopt; // none: a server that does not say
};
BOOST_DESCRIBE_STRUCT(DraftHeads, (), (drafts, kept))

struct TakeOverRequest {
    std::string request_key; // X25519, hexadecimal; made by the tablet for this draft
};
BOOST_DESCRIBE_STRUCT(TakeOverRequest, (), (request_key))

struct TakenDraft {
    DraftHead head;
    std::string sealed; // the same content, to the request key, base64url
};
BOOST_DESCRIBE_STRUCT(TakenDraft, (), (head, sealed))

// What this tablet's inspector wants back.
struct DraftWish {
    VisitId visit_id;
    std::string request_key;
};

} // namespace balieblik::sync
