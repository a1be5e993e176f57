// SPDX-License-Identifier: EUPL-1.2
// Ed25519 signatures over statements: a label that says what is being signed, then the fields. A signature made for one
// purpose, tenant or id fits no other.
//
// What is signed: for the label and each field its length in four bytes (most significant first), then its UTF-8 bytes.
// Ids, hashes and states are the texts that stand on the wire.
#pragma once

#include "vault/hash.hpp"
#include "vault/secret.hpp"

#include "base/json.hpp"

#include <initializer_list>

namespace balieblik::vault {

namespace label {
inline constexpr std::string_view visit = "balieblik.visit.v1";     // tenant, visit_version_id, sha256
inline constexpr std::string_view receipt = "balieblik.receipt.v1"; // tenant, visit_version_id, sha256, state
inline constexpr std::string_view token = "balieblik.token.v1";     // tenant, device_id, install_id, nonce
inline constexpr std::string_view order = "balieblik.order.v1";     // tenant, device_id, nonce, order
inline constexpr std::string_view successor = "balieblik.successor.v1";
inline constexpr std::string_view policy = "balieblik.policy.v1"; // tenant, number, lease_days, wrong PINs, intake_key
inline constexpr std::string_view bundle = "balieblik.bundle.v1"; // tenant, device_id, install_id, hash of the records
} // namespace label

struct PublicKey {
    std::array<std::uint8_t, 32> bytes{};

    bool operator==(const PublicKey&) const = default;
    std::string to_text() const { return to_hex(bytes); }
    // Refusal: validation (not 64 hexadecimal digits).
    static Result<PublicKey> parse(std::string_view hex);
};

// A key that signs. Its seed of 32 bytes is all there is to keep.
class SigningKey {
public:
    static SigningKey make(Random& random);
    // Refusal: validation (not 32 bytes).
    static Result<SigningKey> from_seed(ByteView seed);

    const PublicKey& public_key() const { return public_key_; }
    ByteView seed() const { return secret_.bytes().first(32); }
    // 128 hexadecimal digits.
    std::string sign(std::string_view label, std::initializer_list<std::string_view> fields) const;

private:
    SigningKey(Secret secret, PublicKey public_key) : secret_(std::move(secret)), public_key_(public_key) {}
    Secret secret_;
    PublicKey public_key_;
};

// Refusal: signature_invalid, for whatever reason.
Result<void> verify(const PublicKey& key, std::string_view signature_hex, std::string_view label,
                    std::initializer_list<std::string_view> fields);

// The bytes that sign() and verify() speak about, for documents and tests.
Bytes signing_input(std::string_view label, std::initializer_list<std::string_view> fields);

// What a pinned key (`purpose`: "order", "receipt", "recovery") is followed by. Signed with the organisation's order
// key as it is now: the key before this one if purpose is "order". `number` grows by one each time.
struct Successor {
    std::string purpose;
    std::int64_t number{};
    std::string from; // hexadecimal, the key pinned now
    std::string to;
    std::string signature;
};
BOOST_DESCRIBE_STRUCT(Successor, (), (purpose, number, from, to, signature))

Successor name_successor(const SigningKey& order_key, std::string_view tenant, std::string purpose, std::int64_t number,
                         std::string from, std::string to);
// The key to pin from now on. Refusals: signature_invalid; state_conflict (it does not follow the pinned key).
Result<std::string> accept_successor(const Successor& successor, std::string_view tenant, std::string_view purpose,
                                     std::string_view pinned, const PublicKey& order_key, std::int64_t last_number);

} // namespace balieblik::vault
