// SPDX-License-Identifier: EUPL-1.2
#include "usecases/receipts.hpp"

namespace balieblik::usecases {
namespace {

Result<bool> is_complete(store::Tx& tx, const store::VisitVersion& version)
{
    if (version.state == VisitVersionState::awaiting_media)
        return false;
    if (version.state == VisitVersionState::complete)
        return true;
    BALIEBLIK_TRY(attachments, tx.visits().attachments(version.id));
    return std::all_of(attachments.begin(), attachments.end(), [](const auto& one) { return one.arrived; });
}

} // namespace

Result<sync::Receipt> unsigned_receipt(store::Tx& tx, const store::VisitVersion& version)
{
    BALIEBLIK_TRY(complete, is_complete(tx, version));
    return sync::Receipt{.visit_version_id = version.id,
                         .sha256 = version.sha256,
                         .state = !complete           ? sync::ReceiptState::received
                                  : version.backed_up ? sync::ReceiptState::backed_up
                                                      : sync::ReceiptState::complete,
                         .at = version.received_at,
                         .late = version.late,
                         .signature = {}};
}

Result<vault::SigningKey> receipt_key(store::Tx& tx)
{
    BALIEBLIK_TRY(keys, tx.tenancy().keys());
    return vault::SigningKey::from_seed(keys.receipt_secret);
}

void sign_receipt(sync::Receipt& receipt, TenantId tenant, const vault::SigningKey& key)
{
    receipt.signature = key.sign(vault::label::receipt, {to_text(tenant), to_text(receipt.visit_version_id),
                                                         receipt.sha256, json::enum_name(receipt.state)});
}

Result<std::shared_ptr<const vault::SigningKey>> ReceiptKeys::from(const Bytes& secret)
{
    const std::scoped_lock lock(mutex_);
    if (!key_ || !std::equal(secret.begin(), secret.end(), key_->seed().begin(), key_->seed().end())) {
        BALIEBLIK_TRY(made, vault::SigningKey::from_seed(secret));
        key_ = std::make_shared<const vault::SigningKey>(std::move(made));
    }
    return key_;
}

Result<sync::Receipt> receipt_of(store::Tx& tx, const store::VisitVersion& version)
{
    BALIEBLIK_TRY(receipt, unsigned_receipt(tx, version));
    BALIEBLIK_TRY(key, receipt_key(tx));
    sign_receipt(receipt, tx.tenant(), key);
    return receipt;
}

} // namespace balieblik::usecases
