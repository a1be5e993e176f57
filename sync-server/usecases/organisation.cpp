// SPDX-License-Identifier: EUPL-1.2
#include "usecases/organisation.hpp"

#include "vault/random.hpp"
#include "vault/recovery.hpp"
#include "vault/sign.hpp"

namespace balieblik::usecases {
namespace {

Bytes copy(ByteView bytes) { return Bytes(bytes.begin(), bytes.end()); }

} // namespace

Result<Founded> found_organisation(store::Tx& tx, const Environment& env, const std::string& name)
{
    if (name.empty() || name.size() > 200)
        return Error{Errc::validation, "name"};
    const auto order = vault::SigningKey::make(env.random);
    const auto receipt = vault::SigningKey::make(env.random);
    const auto recovery = vault::SealingKey::make(env.random);
    Founded founded;
    founded.tenant = {tx.tenant(), name, vault::random_hex(env.random, 8), env.clock.now()};
    founded.recovery_halves = vault::halve(recovery, env.random);
    store::TenantKeys keys;
    keys.order_public = copy(order.public_key().bytes);
    keys.order_secret = copy(order.seed());
    keys.receipt_public = copy(receipt.public_key().bytes);
    keys.receipt_secret = copy(receipt.seed());
    keys.recovery_public = copy(recovery.public_key().bytes);
    keys.token_secret = vault::random_bytes(env.random, 32);
    keys.code_secret = vault::random_bytes(env.random, 32);
    BALIEBLIK_CHECK(tx.tenancy().create(founded.tenant, keys));
    BALIEBLIK_TRY(marks, marks_of(founded.recovery_halves));
    BALIEBLIK_CHECK(tx.rescue().keep_half_marks(marks));
    BALIEBLIK_CHECK(
        note(tx, env, server_actor(), Role::client_admin, "organisation.founded", "tenant:" + to_text(tx.tenant())));
    return founded;
}

Result<std::vector<store::HalfMark>> marks_of(const vault::KeyHalves& halves)
{
    std::vector<store::HalfMark> marks;
    for (const auto* text : {&halves.first, &halves.second}) {
        BALIEBLIK_TRY(half, vault::read_half(*text));
        marks.push_back({half.number, vault::mark_of(half)});
    }
    return marks;
}

} // namespace balieblik::usecases
