// SPDX-License-Identifier: EUPL-1.2
#include "vault/secret.hpp"

#include "vault/sodium.hpp"

#include <algorithm>
#include <new>

namespace balieblik::vault {
namespace {

std::uint8_t* allocate(std::size_t size)
{
    ready_sodium();
    // Where the system allows no more locked memory, sodium_malloc still guards and wipes.
    auto* bytes = static_cast<std::uint8_t*>(sodium_malloc(size));
    if (!bytes)
        throw std::bad_alloc();
    std::fill_n(bytes, size, std::uint8_t{0});
    return bytes;
}

} // namespace

Secret::Secret(std::size_t size) : bytes_(allocate(size)), size_(size) {}

Secret Secret::copy_of(ByteView bytes)
{
    Secret made(bytes.size());
    std::copy(bytes.begin(), bytes.end(), made.bytes_.get());
    return made;
}

Secret Secret::random(Random& random, std::size_t size)
{
    Secret made(size);
    random.fill(made.writable());
    return made;
}

void Secret::Free::operator()(std::uint8_t* bytes) const { sodium_free(bytes); }

void wipe(std::span<std::uint8_t> bytes) { sodium_memzero(bytes.data(), bytes.size()); }

void wipe(std::string& text)
{
    sodium_memzero(text.data(), text.size());
    text.clear();
}

} // namespace balieblik::vault
