// SPDX-License-Identifier: EUPL-1.2
// Bytes that must not leak: in memory that is locked (not swapped, not in core dumps, between guard pages) where the
// system lets us, and wiped when they go.
#pragma once

#include "base/bytes.hpp"
#include "base/clock.hpp"

#include <memory>

namespace balieblik::vault {

class Secret {
public:
    explicit Secret(std::size_t size);     // zeros
    static Secret copy_of(ByteView bytes); // the caller wipes its own
    static Secret random(Random& random, std::size_t size);

    Secret(Secret&&) noexcept = default;
    Secret& operator=(Secret&&) noexcept = default;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    // An explicit second copy, e.g. for a second connection.
    Secret clone() const { return copy_of(bytes()); }

    std::size_t size() const { return size_; }
    ByteView bytes() const { return {bytes_.get(), size_}; }
    std::span<std::uint8_t> writable() { return {bytes_.get(), size_}; }

private:
    struct Free {
        void operator()(std::uint8_t* bytes) const;
    };
    std::unique_ptr<std::uint8_t, Free> bytes_;
    std::size_t size_;
};

// Overwrites bytes that lie in ordinary memory, in a way no compiler leaves out.
void wipe(std::span<std::uint8_t> bytes);
void wipe(std::string& text);

} // namespace balieblik::vault
