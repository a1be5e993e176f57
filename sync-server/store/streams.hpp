// SPDX-License-Identifier: EUPL-1.2
// Streams: gapless, numbered lists of what changed for whom (sync-protocol.md, section 4). A stream holds one entry per
// entity, the latest; the body is looked up when a tablet pulls.
#pragma once

#include "base/json.hpp"
#include "model/ids.hpp"
#include "sync/message.hpp"

namespace balieblik::store {

inline std::string inbox_stream(InspectorId inspector) { return "inbox:" + to_text(inspector); }
inline std::string tenant_stream() { return "tenant"; }

struct StreamHead {
    std::string stream;
    std::int64_t last_seq{};
    std::int64_t floor_seq{};             // tombstones up to here may be gone
    std::string sum = "0000000000000000"; // checksum over the put entries, 16 hexadecimal digits
};
BOOST_DESCRIBE_STRUCT(StreamHead, (), (stream, last_seq, floor_seq, sum))

struct StreamEntry {
    std::int64_t seq{};
    std::string kind; // sync::EntityKind
    std::string id;
    sync::Op op{};
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(StreamEntry, (), (seq, kind, id, op, rev))

class Streams {
public:
    virtual ~Streams() = default;

    // Announces an entity, or that it is gone. Collected, and written as the last statements of the work in the order
    // of the streams' names: numbers are taken and committed in the same order, and an undone work takes none. The last
    // word on an entity counts; a rem of what a stream does not hold says nothing, nor does a put of the revision that
    // it shows already.
    virtual void put(const std::string& stream, sync::EntityKind kind, const std::string& id, std::int64_t rev) = 0;
    virtual void rem(const std::string& stream, sync::EntityKind kind, const std::string& id) = 0;

    // An unused stream has a head of zeros.
    virtual Result<StreamHead> head(const std::string& stream) = 0;
    // At most `limit` entries with a greater number, in order.
    virtual Result<std::vector<StreamEntry>> entries_after(const std::string& stream, std::int64_t seq,
                                                           std::int64_t limit) = 0;
    // Which run of the server wrote this number; empty for 0. Tells a restored history from the one that was seen.
    virtual Result<std::string> written_by(const std::string& stream, std::int64_t seq) = 0;
    // Drops tombstones older than `before` and raises the floors; gives how many went.
    virtual Result<std::int64_t> compact(Timestamp before) = 0;
};

} // namespace balieblik::store
