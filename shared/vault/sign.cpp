// SPDX-License-Identifier: EUPL-1.2
#include "vault/sign.hpp"

#include "vault/sodium.hpp"

namespace balieblik::vault {
namespace {

void append_field(Bytes& to, std::string_view field)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        to.push_back(static_cast<std::uint8_t>(field.size() >> shift));
    to.insert(to.end(), field.begin(), field.end());
}

} // namespace

Bytes signing_input(std::string_view label, std::initializer_list<std::string_view> fields)
{
    Bytes input;
    append_field(input, label);
    for (const auto field : fields)
        append_field(input, field);
    return input;
}

Result<PublicKey> PublicKey::parse(std::string_view hex)
{
    const auto bytes = from_hex(hex);
    PublicKey key;
    if (!bytes || bytes->size() != key.bytes.size())
        return Error{Errc::validation, "a public key has 64 hexadecimal digits"};
    std::copy(bytes->begin(), bytes->end(), key.bytes.begin());
    return key;
}

SigningKey SigningKey::make(Random& random)
{
    const auto seed = Secret::random(random, crypto_sign_SEEDBYTES);
    return std::move(*from_seed(seed.bytes()));
}

Result<SigningKey> SigningKey::from_seed(ByteView seed)
{
    if (seed.size() != crypto_sign_SEEDBYTES)
        return Error{Errc::validation, "the seed of a signing key has 32 bytes"};
    Secret secret(crypto_sign_SECRETKEYBYTES);
    PublicKey public_key;
    crypto_sign_seed_keypair(public_key.bytes.data(), secret.writable().data(), seed.data());
    return SigningKey(std::move(secret), public_key);
}

std::string SigningKey::sign(std::string_view label, std::initializer_list<std::string_view> fields) const
{
    const auto input = signing_input(label, fields);
    std::array<std::uint8_t, crypto_sign_BYTES> signature;
    crypto_sign_detached(signature.data(), nullptr, input.data(), input.size(), secret_.bytes().data());
    return to_hex(signature);
}

Result<void> verify(const PublicKey& key, std::string_view signature_hex, std::string_view label,
                    std::initializer_list<std::string_view> fields)
{
    const auto signature = from_hex(signature_hex);
    const auto input = signing_input(label, fields);
    if (!signature || signature->size() != crypto_sign_BYTES ||
        crypto_sign_verify_detached(signature->data(), input.data(), input.size(), key.bytes.data()) != 0)
        return Error{Errc::signature_invalid, std::string(label)};
    return {};
}

Successor name_successor(const SigningKey& order_key, std::string_view tenant, std::string purpose, std::int64_t number,
                         std::string from, std::string to)
{
    Successor made{std::move(purpose), number, std::move(from), std::move(to), {}};
    made.signature =
        order_key.sign(label::successor, {tenant, made.purpose, std::to_string(made.number), made.from, made.to});
    return made;
}

Result<std::string> accept_successor(const Successor& successor, std::string_view tenant, std::string_view purpose,
                                     std::string_view pinned, const PublicKey& order_key, std::int64_t last_number)
{
    BALIEBLIK_CHECK(
        verify(order_key, successor.signature, label::successor,
               {tenant, successor.purpose, std::to_string(successor.number), successor.from, successor.to}));
    if (successor.purpose != purpose || successor.from != pinned || successor.number <= last_number)
        return Error{Errc::state_conflict, "this key does not follow the pinned one"};
    BALIEBLIK_CHECK(PublicKey::parse(successor.to));
    return successor.to;
}

} // namespace balieblik::vault
