// SPDX-License-Identifier: EUPL-1.2
#include "vault/recovery.hpp"

#include "vault/sodium.hpp"

namespace balieblik::vault {
namespace {

constexpr std::string_view wrap_label = "balieblik.key.recovery.v1";
constexpr std::string_view grant_label = "balieblik.recovery.grant.v1";
constexpr std::size_t database_key_size = 32;

bool is_of_small_order(const PublicKey& key)
{
    Secret shared(crypto_scalarmult_BYTES);
    const std::array<std::uint8_t, crypto_scalarmult_SCALARBYTES> any{1};
    return crypto_scalarmult(shared.writable().data(), any.data(), key.bytes.data()) != 0;
}

// What lies in the box: what it is for and for which tablet, then the key.
Bytes seal_labelled(const PublicKey& to, std::string_view label, std::string_view device_id, ByteView database_key)
{
    const auto head = signing_input(label, {device_id});
    Secret plain(head.size() + database_key.size());
    std::copy(head.begin(), head.end(), plain.writable().begin());
    std::copy(database_key.begin(), database_key.end(),
              plain.writable().begin() + static_cast<std::ptrdiff_t>(head.size()));
    return seal_to(to, plain.bytes());
}

Result<Secret> open_labelled(const SealingKey& key, std::string_view label, std::string_view device_id,
                             std::string_view sealed_hex)
{
    const auto sealed = from_hex(sealed_hex);
    if (!sealed)
        return Error{Errc::validation, "hexadecimal digits are wanted"};
    BALIEBLIK_TRY(plain, key.open(*sealed));
    const auto head = signing_input(label, {device_id});
    if (plain.size() != head.size() + database_key_size ||
        !equal_in_constant_time(plain.bytes().first(head.size()), head))
        return Error{Errc::signature_invalid, "sealed for another tablet or purpose"};
    return Secret::copy_of(plain.bytes().last(database_key_size));
}

} // namespace

SealingKey SealingKey::make(Random& random)
{
    const auto secret = Secret::random(random, crypto_box_SECRETKEYBYTES);
    return std::move(*from_secret(secret.bytes()));
}

Result<SealingKey> SealingKey::from_secret(ByteView secret)
{
    if (secret.size() != crypto_box_SECRETKEYBYTES)
        return Error{Errc::validation, "a sealing key has 32 bytes"};
    PublicKey public_key;
    crypto_scalarmult_base(public_key.bytes.data(), secret.data());
    return SealingKey(Secret::copy_of(secret), public_key);
}

Result<Secret> SealingKey::open(ByteView sealed) const
{
    const Error refused{Errc::signature_invalid, "the box does not open"};
    if (sealed.size() < crypto_box_SEALBYTES)
        return refused;
    Secret plain(sealed.size() - crypto_box_SEALBYTES);
    if (crypto_box_seal_open(plain.writable().data(), sealed.data(), sealed.size(), public_key_.bytes.data(),
                             secret_.bytes().data()) != 0)
        return refused;
    return plain;
}

Bytes seal_to(const PublicKey& key, ByteView plain)
{
    ready_sodium();
    Bytes sealed(plain.size() + crypto_box_SEALBYTES);
    // Refuses only keys that would give everybody the same secret; nobody pins such a key by accident.
    if (crypto_box_seal(sealed.data(), plain.data(), plain.size(), key.bytes.data()) != 0)
        throw std::invalid_argument("this is no X25519 key");
    return sealed;
}

std::string seal_recovery_wrap(const PublicKey& recovery_key, std::string_view device_id, const Secret& database_key)
{
    return to_hex(seal_labelled(recovery_key, wrap_label, device_id, database_key.bytes()));
}

Result<std::string> grant_recovery(const SealingKey& recovery_key, const RecoveryRequest& request)
{
    BALIEBLIK_TRY(request_key, PublicKey::parse(request.request_key));
    if (is_of_small_order(request_key)) // of a tablet's own making: what is sealed to it everybody could open
        return Error{Errc::validation, "request_key"};
    BALIEBLIK_TRY(database_key, open_labelled(recovery_key, wrap_label, request.device_id, request.wrap));
    return to_hex(seal_labelled(request_key, grant_label, request.device_id, database_key.bytes()));
}

Result<Secret> accept_recovery(const SealingKey& request_key, std::string_view device_id, std::string_view grant)
{
    return open_labelled(request_key, grant_label, device_id, grant);
}

} // namespace balieblik::vault
