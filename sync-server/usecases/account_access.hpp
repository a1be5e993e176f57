// SPDX-License-Identifier: EUPL-1.2
// Who may still come in: closing an account, opening it again, and ending the sessions somebody left open.
#pragma once

#include "usecases/accounts.hpp"

namespace balieblik::usecases {

struct AccountReason {
    std::string reason; // goes into the trail
};
BOOST_DESCRIBE_STRUCT(AccountReason, (), (reason))
// Client admin. Nobody signs in to the account any more, and every session of it ends at once; nothing it did is
// forgotten. Disabling what is disabled changes nothing. Refusals: forbidden, not_found, reason_missing, state_conflict
// (the last client admin of the organisation).
Result<PersonRow> disable_person(store::Tx& tx, const Environment& env, const Actor& actor, PersonId person,
                                 const AccountReason& request);
// Client admin. The password and the roles are as they were; failed tries are forgotten.
Result<PersonRow> enable_person(store::Tx& tx, const Environment& env, const Actor& actor, PersonId person,
                                const AccountReason& request);
// Client admin. Signs the person out everywhere: a computer was left behind, say.
Result<PersonRow> end_sessions(store::Tx& tx, const Environment& env, const Actor& actor, PersonId person,
                               const AccountReason& request);

} // namespace balieblik::usecases
