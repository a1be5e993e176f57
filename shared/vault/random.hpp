// SPDX-License-Identifier: EUPL-1.2
// Randomness of the system, for everything that nobody may guess.
#pragma once

#include "base/clock.hpp"

namespace balieblik::vault {

class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override; // any thread
};

Bytes random_bytes(Random& random, std::size_t size);
// Twice as many hexadecimal digits, e.g. for nonces.
std::string random_hex(Random& random, std::size_t size);

} // namespace balieblik::vault
