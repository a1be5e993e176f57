// SPDX-License-Identifier: EUPL-1.2
#include "base/bytes.hpp"

#include <boost/algorithm/hex.hpp>

#include <iterator>

namespace balieblik {

std::string to_hex(ByteView bytes)
{
    std::string text;
    text.reserve(bytes.size() * 2);
    boost::algorithm::hex_lower(bytes.begin(), bytes.end(), std::back_inserter(text));
    return text;
}

std::optional<Bytes> from_hex(std::string_view text)
{
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    try {
        boost::algorithm::unhex(text.begin(), text.end(), std::back_inserter(bytes));
    } catch (const boost::algorithm::hex_decode_error&) {
        return std::nullopt;
    }
    return bytes;
}

} // namespace balieblik
