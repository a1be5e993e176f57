// SPDX-License-Identifier: EUPL-1.2
// Fingerprints of bytes, and bytes as URL-safe text.
#pragma once

#include "base/bytes.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace balieblik::vault {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(ByteView bytes);
// Lower-case hexadecimal, as on the wire.
std::string sha256_hex(ByteView bytes);
std::string sha256_hex(std::string_view text);

// The same over bytes that come in parts.
class Sha256Stream {
public:
    Sha256Stream();
    Sha256Stream(Sha256Stream&&) noexcept;
    Sha256Stream& operator=(Sha256Stream&&) noexcept;
    ~Sha256Stream();

    void update(ByteView bytes);
    // The fingerprint of everything so far; the stream starts again.
    Sha256 finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// HMAC-SHA-256. The label says what it is for, so that a code made for one purpose fits no other. Key: 32 bytes.
Sha256 keyed_hash(ByteView key, std::string_view label, ByteView message);

// Takes the same time wherever the first difference lies.
bool equal_in_constant_time(ByteView a, ByteView b);

// RFC 4648, 5: "-" and "_", without padding.
std::string to_base64url(ByteView bytes);
std::optional<Bytes> from_base64url(std::string_view text);

} // namespace balieblik::vault
