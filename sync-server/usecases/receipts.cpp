// SPDX-License-Identifier: EUPL-1.2
#include "usecases/receipts.hpp"

#include "vault/sign.hpp"

namespace balieblik::usecases {

Result<sync::Receipt> receipt_of(store::Tx& tx, const store::VisitVersion& version)
{
    BALIEBLIK_TRY(keys, tx.tenancy().keys());
    BALIEBLIK_TRY(key, vault::SigningKey::from_seed(keys.receipt_secret));
    BALIEBLIK_TRY(attachments, tx.visits().attachments(version.id));
    const bool complete =
        std::all_of(attachments.begin(), attachments.end(), [](const auto& one) { return one.arrived; });
    sync::Receipt receipt{.visit_version_id = version.id,
                          .sha256 = version.sha256,
                          .state = complete ? sync::ReceiptState::complete : sync::ReceiptState::received,
                          .at = version.received_at,
                          .late = version.late,
                          .signature = {}};
    receipt.signature = key.sign(vault::label::receipt, {to_text(tx.tenant()), to_text(version.id), version.sha256,
                                                         json::enum_name(receipt.state)});
    return receipt;
}

} // namespace balieblik::usecases
