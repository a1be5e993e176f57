// SPDX-License-Identifier: EUPL-1.2
#include "vault/random.hpp"

#include "vault/sodium.hpp"

namespace balieblik::vault {

void SystemRandom::fill(std::span<std::uint8_t> bytes)
{
    ready_sodium();
    randombytes_buf(bytes.data(), bytes.size());
}

Bytes random_bytes(Random& random, std::size_t size)
{
    Bytes bytes(size);
    random.fill(bytes);
    return bytes;
}

std::string random_hex(Random& random, std::size_t size) { return to_hex(random_bytes(random, size)); }

} // namespace balieblik::vault
