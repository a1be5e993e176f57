// SPDX-License-Identifier: EUPL-1.2
#include "usecases/tablet_policy.hpp"

#include "vault/sign.hpp"

namespace balieblik::usecases {
namespace {

constexpr std::int64_t longest_lease_days = 365;

Result<PolicyView> view(store::Tx& tx)
{
    BALIEBLIK_TRY(last, tx.rescue().last_policy());
    if (!last)
        return PolicyView{};
    PolicyView made{last->number, last->lease_days, last->wipe_after_wrong_pins > 0, std::nullopt, last->set_at};
    BALIEBLIK_TRY(person, tx.people().find(last->set_by));
    if (person)
        made.set_by = person->name;
    return made;
}

} // namespace

Result<PolicyView> tablet_policy(store::Tx& tx, const Actor& actor)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::coordinator, Role::client_admin}));
    static_cast<void>(role);
    return view(tx);
}

Result<PolicyView> set_tablet_policy(store::Tx& tx, const Environment& env, const Actor& actor,
                                     const PolicyRequest& request)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::client_admin}));
    if (request.reason.empty())
        return Error{Errc::reason_missing, {}};
    if (request.reason.size() > 2000)
        return Error{Errc::validation, "reason"};
    if (request.lease_days < 0 || request.lease_days > longest_lease_days)
        return Error{Errc::validation, "lease_days"};
    BALIEBLIK_TRY(last, tx.rescue().last_policy());
    if (request.number != (last ? last->number : 0))
        return Error{Errc::stale, "policy"};
    const store::StoredPolicy policy{
        request.number + 1, request.lease_days, request.wipe_after_wrong_pins ? wrong_pins_until_wipe : 0,
        request.reason,     actor.person_id,    env.clock.now()};
    BALIEBLIK_CHECK(tx.rescue().add(policy));
    BALIEBLIK_TRY(intake, intake_key(tx, env)); // made now if need be: telling of it only reads
    static_cast<void>(intake);
    // So that tablets hear of it at once, and one that heard of it notices when the server forgot it.
    tx.streams().put(store::tenant_stream(), sync::EntityKind::tablet_policy, to_text(tx.tenant()), policy.number);
    BALIEBLIK_CHECK(
        note(tx, env, actor, role, "tablet_policy.set", "policy:" + std::to_string(policy.number), request.reason));
    return view(tx);
}

Result<vault::SealingKey> intake_key(store::Tx& tx, const Environment& env)
{
    BALIEBLIK_TRY(secret, tx.rescue().intake_secret());
    if (secret)
        return vault::SealingKey::from_secret(*secret);
    auto key = vault::SealingKey::make(env.random);
    BALIEBLIK_CHECK(tx.rescue().keep_intake_secret(Bytes(key.secret().begin(), key.secret().end())));
    return key;
}

Result<sync::Policy> policy_in_force(store::Tx& tx, const Environment& env)
{
    BALIEBLIK_TRY(last, tx.rescue().last_policy());
    BALIEBLIK_TRY(intake, intake_key(tx, env));
    BALIEBLIK_TRY(keys, tx.tenancy().keys());
    BALIEBLIK_TRY(key, vault::SigningKey::from_seed(keys.order_secret));
    BALIEBLIK_TRY(tenant, tx.tenancy().tenant());
    sync::Policy policy{last ? last->number : 0,
                        last ? last->lease_days : default_lease_days,
                        last ? last->wipe_after_wrong_pins : 0,
                        intake.public_key().to_text(),
                        {},
                        tenant.epoch};
    policy.signature =
        key.sign(vault::label::policy,
                 {to_text(tx.tenant()), policy.epoch, std::to_string(policy.number), std::to_string(policy.lease_days),
                  std::to_string(policy.wipe_after_wrong_pins), policy.intake_key});
    return policy;
}

} // namespace balieblik::usecases
