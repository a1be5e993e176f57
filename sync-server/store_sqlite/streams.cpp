// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/streams.hpp"

#include "vault/hash.hpp"

#include <charconv>

namespace balieblik::store_sqlite {
namespace {

// The checksum is a sum, so that one entry can be taken out of it and another put in.
std::uint64_t weight(std::string_view kind, std::string_view id, std::int64_t rev)
{
    const auto text = std::string(kind) + "\n" + std::string(id) + "\n" + std::to_string(rev);
    const auto hash = vault::sha256(as_bytes(text));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i)
        value = value << 8 | hash[i];
    return value;
}

std::uint64_t parse_sum(const std::string& sum)
{
    std::uint64_t value = 0;
    std::from_chars(sum.data(), sum.data() + sum.size(), value, 16);
    return value;
}

std::string print_sum(std::uint64_t value)
{
    std::array<std::uint8_t, 8> bytes;
    for (std::size_t i = 0; i < 8; ++i)
        bytes[i] = static_cast<std::uint8_t>(value >> (56 - 8 * i));
    return to_hex(bytes);
}

} // namespace

void SqliteStreams::put(const std::string& stream, sync::EntityKind kind, const std::string& id, std::int64_t rev)
{
    changes_.push_back({stream, std::string(json::enum_name(kind)), id, sync::Op::put, rev});
}

void SqliteStreams::rem(const std::string& stream, sync::EntityKind kind, const std::string& id)
{
    changes_.push_back({stream, std::string(json::enum_name(kind)), id, sync::Op::rem, 0});
}

Result<store::StreamHead> SqliteStreams::head(const std::string& stream)
{
    BALIEBLIK_TRY(head,
                  scope_.first<store::StreamHead>(
                      "select stream, last_seq, floor_seq, sum from stream where tenant = ? and stream = ?", stream));
    return head ? *head : store::StreamHead{.stream = stream};
}

Result<std::vector<store::StreamEntry>> SqliteStreams::entries_after(const std::string& stream, std::int64_t seq,
                                                                     std::int64_t limit)
{
    return scope_.all<store::StreamEntry>("select seq, kind, id, op, rev from stream_entry "
                                          "where tenant = ? and stream = ? and seq > ? order by seq limit ?",
                                          stream, seq, limit);
}

Result<std::string> SqliteStreams::written_by(const std::string& stream, std::int64_t seq)
{
    BALIEBLIK_TRY(boot, scope_.first<std::string>("select boot_id from stream_salt where tenant = ? and stream = ? "
                                                  "and from_seq <= ? order by from_seq desc limit 1",
                                                  stream, seq));
    return boot.value_or("");
}

Result<std::int64_t> SqliteStreams::compact(Timestamp before)
{
    BALIEBLIK_CHECK(scope_.run("update stream set floor_seq = max(floor_seq, coalesce((select max(e.seq) "
                               "from stream_entry e where e.tenant = stream.tenant and e.stream = stream.stream "
                               "and e.op = 'rem' and e.changed_at < ?2), 0)) where tenant = ?1",
                               before));
    return scope_.run("delete from stream_entry where tenant = ? and op = 'rem' and changed_at < ?", before);
}

Result<void> SqliteStreams::flush(Timestamp now)
{
    std::vector<const Change*> last; // the last word on each entity
    std::map<std::tuple<std::string_view, std::string_view, std::string_view>, std::size_t> seen;
    for (const auto& change : changes_) {
        const auto [at, fresh] = seen.try_emplace({change.stream, change.kind, change.id}, last.size());
        if (fresh)
            last.push_back(&change);
        else
            last[at->second] = &change;
    }
    // By the streams' names: where many writers work at once, all of them lock in this order.
    std::stable_sort(last.begin(), last.end(), [](const Change* a, const Change* b) { return a->stream < b->stream; });
    for (auto from = last.begin(); from != last.end();) {
        const auto to = std::find_if(from, last.end(), [&](const Change* c) { return c->stream != (*from)->stream; });
        BALIEBLIK_CHECK(write((*from)->stream, {from, to}, now));
        from = to;
    }
    changes_.clear();
    return {};
}

Result<void> SqliteStreams::write(const std::string& stream, std::span<const Change* const> changes, Timestamp now)
{
    BALIEBLIK_TRY(head, this->head(stream));
    const auto before = head.last_seq;
    auto sum = parse_sum(head.sum);
    if (before == 0)
        BALIEBLIK_CHECK(
            scope_.run("insert into stream values (?, ?, 0, 0, ?) on conflict do nothing", stream, print_sum(0)));
    for (const auto* change : changes) {
        using Held = std::tuple<sync::Op, std::int64_t>;
        BALIEBLIK_TRY(held, scope_.first<Held>("select op, rev from stream_entry "
                                               "where tenant = ? and stream = ? and kind = ? and id = ?",
                                               stream, change->kind, change->id));
        const bool shown = held && std::get<0>(*held) == sync::Op::put;
        if (change->op == sync::Op::rem ? !shown : shown && std::get<1>(*held) == change->rev)
            continue;
        if (shown)
            sum -= weight(change->kind, change->id, std::get<1>(*held));
        if (change->op == sync::Op::put)
            sum += weight(change->kind, change->id, change->rev);
        ++head.last_seq;
        BALIEBLIK_CHECK(scope_.run("insert into stream_entry values (?, ?, ?, ?, ?, ?, ?, ?) "
                                   "on conflict (tenant, stream, kind, id) do update set seq = excluded.seq, "
                                   "op = excluded.op, rev = excluded.rev, changed_at = excluded.changed_at",
                                   stream, change->kind, change->id, head.last_seq, change->op, change->rev, now));
    }
    if (head.last_seq == before)
        return {};
    changed_.push_back(stream);
    BALIEBLIK_CHECK(salt(stream, before + 1));
    BALIEBLIK_CHECK(scope_.run("update stream set last_seq = ?3, sum = ?4 where tenant = ?1 and stream = ?2", stream,
                               head.last_seq, print_sum(sum)));
    return {};
}

Result<void> SqliteStreams::salt(const std::string& stream, std::int64_t seq)
{
    BALIEBLIK_TRY(boot, written_by(stream, seq));
    if (boot == boot_id_)
        return {};
    BALIEBLIK_CHECK(scope_.run("insert into stream_salt values (?, ?, ?, ?)", stream, seq, boot_id_));
    return {};
}

} // namespace balieblik::store_sqlite
