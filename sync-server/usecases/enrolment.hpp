// SPDX-License-Identifier: EUPL-1.2
// How a tablet is admitted (sync-protocol.md, section 2): a coordinator makes a code for an inspector, the tablet hands
// it in once.
#pragma once

#include "store/store.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

inline constexpr std::chrono::hours enrolment_lifetime{24};
inline constexpr std::int64_t enrolment_tries = 5;

struct EnrolmentRequest {
    InspectorId inspector_id;
    std::string address;        // of this server, as tablets reach it
    std::string ca_spki_sha256; // hexadecimal; of the organisation's TLS CA
};
struct NewEnrolment {
    EnrolmentId id;
    std::string shown_code; // "7KQ2-M9XW-4TBC": the only time that it can be seen
    sync::EnrolmentInvitation invitation;
    std::string words; // six, of the CA's key: to compare with the tablet's when the code was typed
    Timestamp expires_at{};
};
BOOST_DESCRIBE_STRUCT(NewEnrolment, (), (id, shown_code, invitation, words, expires_at))
// Coordinator of any project. Refusals: forbidden, not_found, state_conflict (the inspector is not certified),
// validation.
Result<NewEnrolment> create_enrolment(store::Tx& tx, const Environment& env, const Actor& actor,
                                      const EnrolmentRequest& request);

// Admits a tablet. A wrong code costs a try even though it is refused, hence the Store. The same tablet that comes
// again with the same code, because the reply was lost, gets the same reply.
// Refusals: enrolment_code_mistyped, enrolment_code_invalid (not known, or no tries left), enrolment_code_used,
// enrolment_code_expired, validation, install_forked.
Result<sync::EnrolReply> enrol_device(store::Store& store, TenantId tenant, const Environment& env,
                                      const sync::EnrolRequest& request, const std::string& ca_certificate);

} // namespace balieblik::usecases
