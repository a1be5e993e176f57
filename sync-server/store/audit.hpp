// SPDX-License-Identifier: EUPL-1.2
// The trail: who did what, in which role, to which id, when and why; never content. Append-only, and each event holds
// the hash of the one before, so that a missing or altered event shows.
#pragma once

#include "base/json.hpp"
#include "model/ids.hpp"

namespace balieblik::store {

struct AuditEvent {
    std::string who;     // "person:<id>", "device:<id>" or "server"
    std::string role;    // the role it was done in: a model Role, "inspector" or "server"
    std::string what;    // the use case: "visit.received", "assignment.offered"
    std::string subject; // "visit_version:<id>"
    Timestamp at{};
    std::optional<std::string> reason; // a code or the words a person gave as their reason
};
BOOST_DESCRIBE_STRUCT(AuditEvent, (), (who, role, what, subject, at, reason))

struct StoredAuditEvent {
    std::int64_t no{}; // 1, 2, 3, ... without gaps
    std::string who;
    std::string role;
    std::string what;
    std::string subject;
    Timestamp at{};
    std::optional<std::string> reason;
    std::string previous; // SHA-256 of the event before, hexadecimal; of nothing for the first
    std::string sha256;   // over all of the above
};
BOOST_DESCRIBE_STRUCT(StoredAuditEvent, (), (no, who, role, what, subject, at, reason, previous, sha256))

class Audit {
public:
    virtual ~Audit() = default;
    virtual Result<void> append(const AuditEvent& event) = 0;
    // Newest first, those before `before_no` (0: from the newest on).
    virtual Result<std::vector<StoredAuditEvent>> events(std::int64_t before_no, std::int64_t limit) = 0;
    // The number of the first event that does not follow from the one before; none if the chain holds.
    virtual Result<std::optional<std::int64_t>> first_break() = 0;
};

} // namespace balieblik::store
