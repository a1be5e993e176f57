// SPDX-License-Identifier: EUPL-1.2
// The raw 256-bit key of a database. It is moved, never copied, and its bytes are overwritten when it goes.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <array>
#include <memory>

namespace balieblik::storage {

class Key {
public:
    static constexpr std::size_t size = 32;

    // Copies the bytes; the caller wipes its own. Refusal: validation (not 32 bytes).
    static Result<Key> from(ByteView bytes);

    Key(Key&&) noexcept = default;
    Key& operator=(Key&&) noexcept = default;
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;

    ByteView bytes() const { return *bytes_; }

private:
    struct Wipe {
        void operator()(std::array<std::uint8_t, size>* bytes) const;
    };
    using Held = std::unique_ptr<std::array<std::uint8_t, size>, Wipe>; // one place in memory, however often moved

    explicit Key(Held bytes) : bytes_(std::move(bytes)) {}

    Held bytes_;
};

} // namespace balieblik::storage
