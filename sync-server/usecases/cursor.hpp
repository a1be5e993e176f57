// SPDX-License-Identifier: EUPL-1.2
// The pull cursor: opaque to tablets, authenticated with a keyed hash.
#pragma once

#include "store/tx.hpp"

namespace balieblik::usecases {

struct StreamPosition {
    std::string stream;
    std::int64_t seq{};        // everything up to here was sent
    std::string written_by;    // which run of the server wrote that number
    std::int64_t base_floor{}; // the floor when this stream was last begun from 0
};
BOOST_DESCRIBE_STRUCT(StreamPosition, (), (stream, seq, written_by, base_floor))

struct Cursor {
    InstallId install_id; // a copied cursor is not somebody else's
    std::string epoch;
    std::int64_t schema_rev{};
    std::vector<std::string> kinds; // that were sent
    std::vector<StreamPosition> positions;
};
BOOST_DESCRIBE_STRUCT(Cursor, (), (install_id, epoch, schema_rev, kinds, positions))

std::string seal_cursor(const Cursor& cursor, ByteView key);
// None: altered, or not ours.
std::optional<Cursor> open_cursor(std::string_view text, ByteView key);

} // namespace balieblik::usecases
