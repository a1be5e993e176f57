// SPDX-License-Identifier: EUPL-1.2
// What an observer who sees everything knows: what people were told is saved, received or theirs. The properties of a
// run are held against this and never against what one side says of itself.
#pragma once

#include "simulation/world.hpp"
#include "sync/message.hpp"

#include <set>

namespace balieblik::simulation {

using Answers = std::map<std::string, std::string>; // by reference

struct SealedFact {
    std::size_t tablet{};
    InspectorId inspector;
    AssignmentId assignment;
    std::string sha256;
    std::map<std::string, Bytes> photos; // by hash
    bool may_be_gone = false;            // its tablet was set back to before it, and the server had not acknowledged it
    bool acknowledged = false;           // the tablet was given a genuine receipt
};

// What a write that failed, or was cut off, may have done.
struct Doubt {
    VisitId visit{};
    bool sealing = false;       // it may be sealed
    bool removing = false;      // the draft may be gone
    bool starting = false;      // a draft may be there
    std::string reference = {}; // this answer may be
    std::string value = {};     // this
};

// What somebody wrote in a visit, in order, and how much of it the office said that it keeps.
struct DraftFact {
    std::vector<std::pair<std::string, std::string>> said; // reference, value
    std::size_t kept = 0;
};

struct TabletFacts {
    std::map<VisitId, Answers> drafts;
    std::map<VisitId, std::map<std::string, Bytes>> photos; // of drafts, by reference
    std::map<VisitId, AssignmentId> assignment_of;
    std::map<VisitId, DraftFact> told;             // of drafts: for the lane that keeps them
    std::map<VisitId, DraftFact> to_be_given_back; // begun on the tablet that was lost before this one
    std::optional<Doubt> doubt;
};

struct Truth {
    std::vector<TabletFacts> tablets;
    std::map<VisitVersionId, SealedFact> sealed;
    std::map<InspectorId, std::set<AssignmentId>> was_theirs; // ever offered to them
    std::set<AssignmentId> handed_back;                       // of these the office keeps no draft
    std::set<std::size_t> revoked;                            // tablets
    std::set<std::string> spoiled;                            // hashes of what no server can take in
    bool server_was_set_back =
        false; // what the office did since then may be gone, and visits may miss their assignment
};

} // namespace balieblik::simulation
