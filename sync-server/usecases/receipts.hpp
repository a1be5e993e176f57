// SPDX-License-Identifier: EUPL-1.2
// What the server vouches for, signed with the organisation's receipt key (sync-protocol.md, section 7).
#pragma once

#include "store/tx.hpp"
#include "vault/sign.hpp"

#include <mutex>

namespace balieblik::usecases {

// What can be vouched for, not signed yet: `received`, or `complete` once every declared photo is in.
Result<sync::Receipt> unsigned_receipt(store::Tx& tx, const store::VisitVersion& version);
Result<vault::SigningKey> receipt_key(store::Tx& tx);
// Any thread.
void sign_receipt(sync::Receipt& receipt, TenantId tenant, const vault::SigningKey& key);
// Keeps the key made from the last secret it saw: making one costs as much as signing. Any thread.
class ReceiptKeys {
public:
    // Refusal: validation (no secret of ours).
    Result<std::shared_ptr<const vault::SigningKey>> from(const Bytes& secret);

private:
    std::mutex mutex_;
    std::shared_ptr<const vault::SigningKey> key_;
};
// All three.
Result<sync::Receipt> receipt_of(store::Tx& tx, const store::VisitVersion& version);

} // namespace balieblik::usecases
