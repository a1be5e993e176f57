// SPDX-License-Identifier: EUPL-1.2
// The organisation's way to a tablet whose PIN is forgotten: the tablet's database key is sealed to the recovery key
// that was pinned at enrolment. Opening it serves one tablet and one request: the key travels back sealed to a key pair
// that the tablet made for this request, and never lies open anywhere else.
#pragma once

#include "vault/secret.hpp"
#include "vault/sign.hpp"

namespace balieblik::vault {

// An X25519 pair: whoever holds the public half can seal, only the secret half opens.
class SealingKey {
public:
    static SealingKey make(Random& random);
    // Refusal: validation (not 32 bytes).
    static Result<SealingKey> from_secret(ByteView secret);

    const PublicKey& public_key() const { return public_key_; }
    ByteView secret() const { return secret_.bytes(); }
    // Refusal: signature_invalid (sealed to another key, or altered).
    Result<Secret> open(ByteView sealed) const;

private:
    SealingKey(Secret secret, PublicKey public_key) : secret_(std::move(secret)), public_key_(public_key) {}
    Secret secret_;
    PublicKey public_key_;
};

// A box that only the holder of the secret half can open; not even its sender can.
Bytes seal_to(const PublicKey& key, ByteView plain);

// The sealed wrap in a key file. `device_id` is inside, so a wrap moved to another tablet is refused.
std::string seal_recovery_wrap(const PublicKey& recovery_key, std::string_view device_id, const Secret& database_key);

// What the tablet asks with. The person reads out or shows it; it holds nothing secret.
struct RecoveryRequest {
    std::string device_id;
    std::string request_key; // X25519, hexadecimal; made for this request
    std::string wrap;        // hexadecimal, from the key file
};
BOOST_DESCRIBE_STRUCT(RecoveryRequest, (), (device_id, request_key, wrap))

// The organisation's answer, sealed to the request. Two people and the audit stand in front of this call.
// Refusals: signature_invalid (another recovery key, another tablet, altered), validation.
Result<std::string> grant_recovery(const SealingKey& recovery_key, const RecoveryRequest& request);
// The tablet's database key. Refusals as above.
Result<Secret> accept_recovery(const SealingKey& request_key, std::string_view device_id, std::string_view grant);

} // namespace balieblik::vault
