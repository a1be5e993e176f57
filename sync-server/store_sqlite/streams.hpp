// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/streams.hpp"
#include "store_sqlite/scope.hpp"

namespace balieblik::store_sqlite {

// Collects what a work announces and writes it at the work's end.
class SqliteStreams final : public store::Streams {
public:
    SqliteStreams(Scope scope, const std::string& boot_id) : scope_(scope), boot_id_(boot_id) {}

    void put(const std::string& stream, sync::EntityKind kind, const std::string& id, std::int64_t rev) override;
    void rem(const std::string& stream, sync::EntityKind kind, const std::string& id) override;
    Result<store::StreamHead> head(const std::string& stream) override;
    Result<std::vector<store::StreamEntry>> entries_after(const std::string& stream, std::int64_t seq,
                                                          std::int64_t limit) override;
    Result<std::string> written_by(const std::string& stream, std::int64_t seq) override;
    Result<std::int64_t> compact(Timestamp before) override;

    // For attempts: how much is collected, and back to that.
    std::size_t mark() const { return changes_.size(); }
    void rewind(std::size_t mark) { changes_.resize(mark); }
    // The last statements of a work.
    Result<void> flush(Timestamp now);
    // What flush() moved.
    const std::vector<std::string>& changed() const { return changed_; }

private:
    struct Change {
        std::string stream;
        std::string kind;
        std::string id;
        sync::Op op{};
        std::int64_t rev{};
    };
    Result<void> write(const std::string& stream, std::span<const Change* const> changes, Timestamp now);
    Result<void> salt(const std::string& stream, std::int64_t seq);

    Scope scope_;
    const std::string& boot_id_;
    std::vector<Change> changes_;
    std::vector<std::string> changed_;
};

} // namespace balieblik::store_sqlite
