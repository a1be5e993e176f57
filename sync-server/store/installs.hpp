// SPDX-License-Identifier: EUPL-1.2
// Installations of the app: the number expected next, what became of each numbered mutation, and the quarantine for
// what the server could not interpret or verify (sync-protocol.md, section 5).
#pragma once

#include "sync/message.hpp"

namespace balieblik::store {

struct Install {
    InstallId id;
    DeviceId device_id;
    std::int64_t next_no = 1;
    std::int64_t schema_rev = 1;
    std::string app_version;
    Timestamp last_seen{};
};
BOOST_DESCRIBE_STRUCT(Install, (), (id, device_id, next_no, schema_rev, app_version, last_seen))

struct StoredMutation {
    InstallId install_id;
    std::int64_t no{};
    MutationId mutation_id;
    std::string sha256;
    sync::MutationStatus status{};
    std::optional<std::string> code;
    std::optional<VisitVersionId> visit_version_id; // its receipt is made anew for a repeat
    Timestamp received_at{};
};
BOOST_DESCRIBE_STRUCT(StoredMutation, (),
                      (install_id, no, mutation_id, sha256, status, code, visit_version_id, received_at))

// A payload that is kept although nobody can use it yet. Reviewers see it; coordinators see all but the body.
struct Quarantined {
    InstallId install_id;
    std::int64_t no{};
    MutationId mutation_id;
    InspectorId inspector_id;
    std::string kind;
    std::string code;   // Errc
    std::string detail; // which thing; never what somebody answered
    std::int64_t size{};
    std::string body;
    std::optional<std::string> signature;
    Timestamp received_at{};
};
BOOST_DESCRIBE_STRUCT(Quarantined, (),
                      (install_id, no, mutation_id, inspector_id, kind, code, detail, size, body, signature,
                       received_at))

// The same without its contents, for lists.
struct QuarantineHead {
    InstallId install_id;
    std::int64_t no{};
    InspectorId inspector_id;
    std::string kind;
    std::string code;
    std::int64_t size{};
    Timestamp received_at{};
};
BOOST_DESCRIBE_STRUCT(QuarantineHead, (), (install_id, no, inspector_id, kind, code, size, received_at))

class Installs {
public:
    virtual ~Installs() = default;
    virtual Result<std::optional<Install>> find(InstallId id) = 0;
    // Refusal: state_conflict if it is there.
    virtual Result<void> add(const Install& install) = 0;
    // Sets the number expected next, schema revision, app version and when it was last seen.
    virtual Result<void> update(const Install& install) = 0;

    virtual Result<std::optional<StoredMutation>> mutation(InstallId install, std::int64_t no) = 0;
    virtual Result<void> add_mutation(const StoredMutation& mutation) = 0;
    // The same command under another install: it came in a bundle, or before its tablet took a new one. A visit is
    // known by its own id.
    virtual Result<std::optional<StoredMutation>> command_elsewhere(InstallId install, MutationId id) = 0;

    virtual Result<void> quarantine(const Quarantined& item) = 0;
    // Newest first.
    virtual Result<std::vector<QuarantineHead>> quarantined(std::int64_t limit) = 0;
    virtual Result<std::int64_t> quarantine_count() = 0;
    virtual Result<std::optional<Quarantined>> quarantined(InstallId install, std::int64_t no) = 0;

    // When this mutation first met an internal fault; remembers `now` if it never did.
    virtual Result<Timestamp> in_trouble_since(InstallId install, std::int64_t no, Timestamp now) = 0;
};

} // namespace balieblik::store
