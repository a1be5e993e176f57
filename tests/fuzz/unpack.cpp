// SPDX-License-Identifier: EUPL-1.2
// A packed body from anywhere: the first byte says which coding. What comes out is never more than the limit, and what
// came out of a sound body can be packed and read again.
#include "sync/packing.hpp"

#include <cstdlib>

using namespace balieblik;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    constexpr std::size_t limit = 256 * 1024;
    const auto coding = data[0] % 2 == 0 ? sync::Coding::gzip : sync::Coding::zstd;
    const std::string_view packed(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto plain = sync::unpack(coding, packed, limit);
    if (!plain)
        return 0;
    if (plain->size() > limit)
        std::abort();
    const auto again = sync::unpack(coding, sync::pack(coding, *plain), limit);
    // What grew a hundredfold may shrink again to less than that allows.
    if (again ? *again != *plain : again.error().code != Errc::too_large)
        std::abort();
    return 0;
}
