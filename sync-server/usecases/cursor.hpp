// SPDX-License-Identifier: EUPL-1.2
// The pull cursor: opaque to tablets, authenticated with a keyed hash.
#pragma once

#include "store/tx.hpp"

namespace balieblik::usecases {

// The head is remembered beside the position: while a snapshot is being paged, what a restore from a backup would bring
// back can lie below the position, where this tablet never saw it.
struct StreamPosition {
    std::string stream;
    std::int64_t seq{};        // everything up to here was sent
    std::int64_t base_floor{}; // the floor when this stream was last begun from 0
    std::int64_t head{};       // the last number there was when this was said
    std::string head_writer;   // which run of the server wrote it
};
BOOST_DESCRIBE_STRUCT(StreamPosition, (), (stream, seq, base_floor, head, head_writer))

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
