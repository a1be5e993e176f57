// SPDX-License-Identifier: EUPL-1.2
// When the PIN is guessed at, and the office chose that this wipes the tablet.
#include "services/tablet_service.hpp"

namespace balieblik::services {
// --- Wrong tries -----------------------------------------------------------------------------------------------------

std::optional<int> TabletService::tries_left() const
{
    const auto left = tries_left_.load();
    return left < 0 ? std::nullopt : std::optional{static_cast<int>(left)};
}

// The office chose that this many wrong tries remove everything. The count is on disk before a try is looked at, so
// ending the program in between spares nothing: the next wrong one counts on from there.
void TabletService::tried(const Result<void>& result)
{
    if (!result && result.error().code == Errc::pin_wrong && tries_left_ == 0)
        wipe();
}

// What must be known while the key is not there; on the store's thread.
Result<void> TabletService::remember_office(device_store::DeviceStore& store)
{
    BALIEBLIK_TRY(enrolment, store.enrolment());
    BALIEBLIK_TRY(policy, store.policy());
    if (!enrolment || !key_file_)
        return {};
    BALIEBLIK_CHECK(
        key_file_->remember({enrolment->address, enrolment->ca_spki_sha256, enrolment->organisation.ca_certificate},
                            policy ? policy->wipe_after_wrong_pins : 0));
    note_wait();
    return {};
}

} // namespace balieblik::services
