// SPDX-License-Identifier: EUPL-1.2
#include "vault/hash.hpp"

#include "vault/sodium.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace balieblik::vault {
namespace {

void must(int done)
{
    if (done != 1)
        throw std::runtime_error("OpenSSL cannot make SHA-256 fingerprints");
}

// OpenSSL's uses what the processor has for it, libsodium's is portable C: photos are hashed several times as fast.
const EVP_MD* algorithm()
{
    static EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    must(fetched ? 1 : 0);
    return fetched;
}

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

} // namespace

struct Sha256Stream::State {
    std::unique_ptr<EVP_MD_CTX, FreeContext> context{EVP_MD_CTX_new()};

    void start() { must(context ? EVP_DigestInit_ex2(context.get(), algorithm(), nullptr) : 0); }
};

Sha256 sha256(ByteView bytes)
{
    Sha256 made;
    must(EVP_Digest(bytes.data(), bytes.size(), made.data(), nullptr, algorithm(), nullptr));
    return made;
}

std::string sha256_hex(ByteView bytes) { return to_hex(sha256(bytes)); }
std::string sha256_hex(std::string_view text) { return sha256_hex(as_bytes(text)); }

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) { state_->start(); }
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;
Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::update(ByteView bytes) { must(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size())); }

Sha256 Sha256Stream::finish()
{
    Sha256 made;
    must(EVP_DigestFinal_ex(state_->context.get(), made.data(), nullptr));
    state_->start();
    return made;
}

Sha256 keyed_hash(ByteView key, std::string_view label, ByteView message)
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    // The zero ends the label, which holds none, so label and message cannot run into each other.
    crypto_auth_hmacsha256_update(&state, as_bytes(label).data(), label.size());
    const std::uint8_t end = 0;
    crypto_auth_hmacsha256_update(&state, &end, 1);
    crypto_auth_hmacsha256_update(&state, message.data(), message.size());
    Sha256 made;
    crypto_auth_hmacsha256_final(&state, made.data());
    sodium_memzero(&state, sizeof state);
    return made;
}

bool equal_in_constant_time(ByteView a, ByteView b)
{
    return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

std::string to_base64url(ByteView bytes)
{
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    text.pop_back(); // the zero that the C function ends with
    return text;
}

std::optional<Bytes> from_base64url(std::string_view text)
{
    Bytes bytes(text.size() / 4 * 3 + 3);
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

} // namespace balieblik::vault
