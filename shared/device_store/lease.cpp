// SPDX-License-Identifier: EUPL-1.2
// How long this tablet has been out of touch with the office, and what the office wants of that (sync-protocol.md,
// section 15). Time is only ever added: within one boot by the clock that nobody can set, between two boots by what the
// wall clock and the time since boot say at least. A clock that is set back gives nothing away.
#include "device_store/receipts.hpp"
#include "device_store/rows.hpp"

#include "vault/sign.hpp"

namespace balieblik::device_store {
namespace {

constexpr std::string_view policy_setting = "policy";
constexpr std::string_view lease_setting = "lease";
// How coarsely time is written down: nothing depends on a minute.
constexpr milliseconds grain{60'000};

} // namespace

// Described for the setting it is kept in.
struct OutOfTouch {
    std::int64_t ms{}; // without contact, as far as it is certain
    Timestamp wall{};  // the greatest that the wall clock ever showed
    std::int64_t boot_ms{};
    std::string boot_id;
};
BOOST_DESCRIBE_STRUCT(OutOfTouch, (), (ms, wall, boot_ms, boot_id))

Result<std::optional<sync::Policy>> DeviceStore::policy()
{
    BALIEBLIK_TRY(kept, setting(policy_setting));
    if (!kept)
        return std::optional<sync::Policy>{};
    auto policy = json::read_text<sync::Policy>(*kept);
    // Of an earlier app: the next token brings it as this one reads it.
    return policy ? std::optional{std::move(*policy)} : std::nullopt;
}

Result<void> DeviceStore::keep_policy(const sync::Policy& policy)
{
    // In this order: cut between the two, the new one is doubted and not the old one trusted.
    BALIEBLIK_CHECK(set_setting(policy_setting, json::print_struct(policy)));
    BALIEBLIK_CHECK(database_.run("DELETE FROM setting WHERE name = ?", policy_in_doubt));
    return {};
}

// One that came with a page, within its transaction.
Result<void> DeviceStore::take_policy(const sync::Policy& told, const std::string& epoch)
{
    BALIEBLIK_TRY(kept, policy());
    BALIEBLIK_TRY(doubt, setting(policy_in_doubt));
    if (!policy_is_genuine(told) || (kept && !sync::may_follow(told, *kept, epoch, doubt.has_value())))
        return {};
    return keep_policy(told);
}

bool DeviceStore::policy_is_genuine(const sync::Policy& policy)
{
    const auto known = enrolment();
    if (!known || !*known)
        return false;
    const auto key = vault::PublicKey::parse((*known)->organisation.order_key);
    return key && vault::verify(*key, policy.signature, vault::label::policy,
                                {to_text((*known)->organisation.tenant), policy.epoch, std::to_string(policy.number),
                                 std::to_string(policy.lease_days), std::to_string(policy.wipe_after_wrong_pins),
                                 policy.intake_key})
                      .has_value();
}

Result<void> DeviceStore::note_contact()
{
    const auto now = clock_.read();
    return set_setting(lease_setting, json::print_struct(OutOfTouch{0, now.wall, now.boot.count(), now.boot_id}));
}

Result<milliseconds> DeviceStore::out_of_touch()
{
    const auto now = clock_.read();
    BALIEBLIK_TRY(kept, setting(lease_setting));
    if (!kept) { // enrolled just now, or by a version that did not count
        BALIEBLIK_CHECK(note_contact());
        return milliseconds{0};
    }
    BALIEBLIK_TRY(known, json::read_text<OutOfTouch>(*kept));
    const auto by_wall = now.wall - known.wall;
    const auto passed = now.boot_id == known.boot_id ? now.boot - milliseconds{known.boot_ms}
                                                     : std::max<milliseconds>(now.boot, by_wall);
    if (passed < grain)
        return milliseconds{known.ms} + std::max(passed, milliseconds{0});
    OutOfTouch next{known.ms + passed.count(), std::max(known.wall, now.wall), now.boot.count(), now.boot_id};
    BALIEBLIK_CHECK(set_setting(lease_setting, json::print_struct(next)));
    return milliseconds{next.ms};
}

Result<bool> DeviceStore::lease_is_over()
{
    BALIEBLIK_TRY(wanted, policy());
    BALIEBLIK_TRY(passed, out_of_touch());
    return wanted && wanted->lease_days > 0 && passed > std::chrono::days{wanted->lease_days};
}

Result<void> DeviceStore::check_lease()
{
    BALIEBLIK_TRY(over, lease_is_over());
    return over ? Result<void>{Error{Errc::lease_over, {}}} : Result<void>{};
}

} // namespace balieblik::device_store
