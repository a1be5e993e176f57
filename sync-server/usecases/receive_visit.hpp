// SPDX-License-Identifier: EUPL-1.2
// Checks one sealed visit and stores it; part of push.
#pragma once

#include "usecases/device_access.hpp"

namespace balieblik::usecases {

struct ReceivedVisit {
    store::VisitVersion version;
    bool duplicate{};
};

// What the bytes of a visit say, and whether this tablet signed them: all that can be found out without the store.
struct CheckedVisit {
    Result<VisitBody> body;         // or why it is none
    bool signed_by_session = false; // false also when nobody looked
};
// Any thread; this is most of the work that a visit makes, so it is done before the writer gets it.
CheckedVisit check_visit(const DeviceSession& session, const sync::Mutation& mutation);

// The body must be canonical JSON of a VisitBody, have the hash that was promised and the signature of the device, and
// name a questionnaire that the server knows. Refusals, all of which mean quarantine: hash_mismatch (also: the same id
// with another content came before), signature_invalid, malformed, validation, unknown_form, too_large.
// The device is the one whose key signed it: the session's own, or another one of the same inspector (a restored tablet
// hands in what an earlier enrolment sealed).
Result<ReceivedVisit> receive_visit(store::Tx& tx, const Environment& env, const DeviceSession& session,
                                    const sync::Mutation& mutation, const CheckedVisit& checked);

} // namespace balieblik::usecases
