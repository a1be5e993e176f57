// SPDX-License-Identifier: EUPL-1.2
// What the server sent: staged page by page, applied with the cursor in one transaction (sync-protocol.md, 4).
#include "device_store/receipts.hpp"
#include "device_store/rows.hpp"

#include "vault/hash.hpp"

namespace balieblik::device_store {
namespace {

std::string body_of(const sync::PullEntry& entry) { return entry.body ? json::print(*entry.body) : "{}"; }

std::string sum_text(std::uint64_t sum)
{
    Bytes bytes;
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(sum >> shift));
    return to_hex(bytes);
}

} // namespace

Result<std::optional<std::string>> DeviceStore::pull_cursor()
{
    BALIEBLIK_TRY(row, tablet());
    if (row.staged_cursor)
        return row.staged_cursor;
    // A pull begins here: its last page shows the effects of everything that is acknowledged by now.
    BALIEBLIK_CHECK(database_.run("UPDATE tablet SET pull_acks = acks WHERE pull_acks <> acks"));
    return row.cursor;
}

Result<void> DeviceStore::stage_rows(const sync::PullReply& page, bool fresh)
{
    if (fresh) {
        BALIEBLIK_CHECK(database_.run("DELETE FROM staged_entry"));
        BALIEBLIK_CHECK(database_.run("DELETE FROM staged_clear"));
        BALIEBLIK_CHECK(database_.run("UPDATE tablet SET staged_fresh = 1"));
    }
    for (const auto* gone : {&page.restart_streams, &page.drop_streams})
        for (const auto& stream : *gone) {
            BALIEBLIK_CHECK(database_.run("DELETE FROM staged_entry WHERE stream = ?", stream));
            BALIEBLIK_CHECK(database_.run("INSERT OR IGNORE INTO staged_clear (stream) VALUES (?)", stream));
        }
    for (const auto& entry : page.entries)
        BALIEBLIK_CHECK(database_.run("INSERT OR REPLACE INTO staged_entry (stream, kind, id, seq, op, rev, body) "
                                      "VALUES (?, ?, ?, ?, ?, ?, ?)",
                                      entry.stream, entry.kind, entry.id, entry.seq, entry.op, entry.rev,
                                      entry.op == sync::Op::put ? std::optional{body_of(entry)} : std::nullopt));
    BALIEBLIK_CHECK(database_.run("UPDATE tablet SET staged_cursor = ?", page.cursor));
    return {};
}

Result<void> DeviceStore::stage(const sync::PullReply& page, bool fresh)
{
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    BALIEBLIK_CHECK(stage_rows(page, fresh));
    return transaction.commit();
}

Result<void> DeviceStore::forget_cursor_in()
{
    BALIEBLIK_CHECK(database_.run("DELETE FROM staged_entry"));
    BALIEBLIK_CHECK(database_.run("DELETE FROM staged_clear"));
    BALIEBLIK_CHECK(database_.run("UPDATE tablet SET cursor = NULL, staged_cursor = NULL, staged_fresh = 0"));
    return {};
}

Result<void> DeviceStore::forget_cursor()
{
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    BALIEBLIK_CHECK(forget_cursor_in());
    return transaction.commit();
}

// Forgets what streams held, and the rows that none holds any more: revisions may start anew with a restored server.
Result<void> DeviceStore::clear_streams(bool everything, const std::vector<std::string>& streams)
{
    if (everything) {
        BALIEBLIK_CHECK(database_.run("DELETE FROM stream_entry"));
        BALIEBLIK_CHECK(database_.run("DELETE FROM server_row"));
        return {};
    }
    for (const auto& stream : streams)
        BALIEBLIK_CHECK(database_.run("DELETE FROM stream_entry WHERE stream = ?", stream));
    if (!streams.empty())
        BALIEBLIK_CHECK(database_.run("DELETE FROM server_row WHERE NOT EXISTS (SELECT 1 FROM stream_entry s WHERE "
                                      "s.kind = server_row.kind AND s.id = server_row.id)"));
    return {};
}

Result<void> DeviceStore::take_entry(const sync::PullEntry& entry, std::vector<Received>& received)
{
    if (entry.op == sync::Op::rem) {
        BALIEBLIK_CHECK(database_.run("DELETE FROM stream_entry WHERE stream = ? AND kind = ? AND id = ?", entry.stream,
                                      entry.kind, entry.id));
        BALIEBLIK_CHECK(
            database_.run("DELETE FROM server_row WHERE kind = ?1 AND id = ?2 AND NOT EXISTS (SELECT 1 FROM "
                          "stream_entry WHERE kind = ?1 AND id = ?2)",
                          entry.kind, entry.id));
        return {};
    }
    const auto body = body_of(entry);
    BALIEBLIK_CHECK(database_.run("INSERT INTO stream_entry (stream, kind, id, seq, rev) VALUES (?, ?, ?, ?, ?) ON "
                                  "CONFLICT DO UPDATE SET seq = excluded.seq, rev = excluded.rev",
                                  entry.stream, entry.kind, entry.id, entry.seq, entry.rev));
    // Two streams may bring one entity; the later revision counts, whichever comes first.
    BALIEBLIK_CHECK(database_.run("INSERT INTO server_row (kind, id, rev, body) VALUES (?, ?, ?, ?) ON CONFLICT DO "
                                  "UPDATE SET rev = excluded.rev, body = excluded.body WHERE excluded.rev >= rev",
                                  entry.kind, entry.id, entry.rev, body));
    if (entry.kind == json::enum_name(sync::EntityKind::receipt) ||
        entry.kind == json::enum_name(sync::EntityKind::visit_outcome) ||
        entry.kind == json::enum_name(sync::EntityKind::tablet_policy))
        received.push_back({entry.kind, body});
    return {};
}

Result<void> DeviceStore::take_staged(std::vector<Received>& received)
{
    // By position, so that no read is open on a table while it is changed.
    std::int64_t after = 0;
    for (;;) {
        using Numbered = std::tuple<std::int64_t, std::string, std::string, std::string, std::int64_t, sync::Op,
                                    std::int64_t, std::optional<boost::json::object>>;
        BALIEBLIK_TRY(some, database_.all<Numbered>("SELECT rowid, stream, kind, id, seq, op, rev, body FROM "
                                                    "staged_entry WHERE rowid > ? ORDER BY rowid LIMIT 500",
                                                    after));
        if (some.empty())
            break;
        for (auto& [rowid, stream, kind, id, seq, op, rev, body] : some) {
            BALIEBLIK_CHECK(take_entry({stream, seq, kind, id, op, rev, std::move(body)}, received));
            after = rowid;
        }
    }
    return {};
}

Result<void> DeviceStore::take_received(const std::vector<Received>& received, const std::string& epoch,
                                        const sync::ReceiptVerifier& verify)
{
    for (const auto& one : received) {
        if (one.kind == json::enum_name(sync::EntityKind::receipt)) {
            const auto receipt = json::read_text<sync::Receipt>(one.body);
            if (receipt && verify(*receipt))
                BALIEBLIK_CHECK(take_receipt(*receipt));
        } else if (one.kind == json::enum_name(sync::EntityKind::tablet_policy)) {
            if (const auto told = json::read_text<sync::Policy>(one.body))
                BALIEBLIK_CHECK(take_policy(*told, epoch));
        } else if (const auto outcome = json::read_text<sync::VisitOutcome>(one.body)) {
            BALIEBLIK_CHECK(database_.run("UPDATE visit_version SET outcome = ?, outcome_at = ? "
                                          "WHERE visit_version_id = ?",
                                          outcome->state, outcome->at, outcome->visit_version_id));
        }
    }
    return {};
}

Result<std::vector<std::string>> DeviceStore::differing(const std::vector<sync::StreamChecksum>& checksums)
{
    std::vector<std::string> found;
    for (const auto& expected : checksums) {
        std::uint64_t sum = 0;
        using Row = std::tuple<std::string, std::string, std::int64_t>;
        const auto add = [&](const Row& row) {
            const auto hash = vault::sha256(
                as_bytes(std::get<0>(row) + "\n" + std::get<1>(row) + "\n" + std::to_string(std::get<2>(row))));
            std::uint64_t first = 0;
            for (std::size_t i = 0; i < 8; ++i)
                first = first << 8 | hash[i];
            sum += first;
        };
        BALIEBLIK_CHECK(
            database_.each<Row>(add, "SELECT kind, id, rev FROM stream_entry WHERE stream = ?", expected.stream));
        if (sum_text(sum) != expected.sum)
            found.push_back(expected.stream);
    }
    return found;
}

Result<std::vector<std::string>> DeviceStore::apply(const sync::PullReply& last, bool fresh,
                                                    const sync::ReceiptVerifier& verify)
{
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    BALIEBLIK_TRY(row, tablet());
    std::vector<Received> received;
    if (row.staged_cursor && !fresh) {
        BALIEBLIK_CHECK(stage_rows(last, false));
        BALIEBLIK_TRY(cleared, database_.all<std::string>("SELECT stream FROM staged_clear"));
        if (row.staged_fresh || !cleared.empty())
            BALIEBLIK_CHECK(doubt_what_was_heard(database_));
        BALIEBLIK_CHECK(clear_streams(row.staged_fresh, cleared));
        BALIEBLIK_CHECK(take_staged(received));
    } else {
        auto cleared = last.restart_streams;
        cleared.insert(cleared.end(), last.drop_streams.begin(), last.drop_streams.end());
        // Whatever made the server begin anew: receipts come along again, and those that do not are void.
        if (fresh || !cleared.empty())
            BALIEBLIK_CHECK(doubt_what_was_heard(database_));
        BALIEBLIK_CHECK(clear_streams(fresh, cleared));
        for (const auto& entry : last.entries)
            BALIEBLIK_CHECK(take_entry(entry, received));
    }
    BALIEBLIK_CHECK(database_.run("DELETE FROM staged_entry"));
    BALIEBLIK_CHECK(database_.run("DELETE FROM staged_clear"));
    BALIEBLIK_CHECK(take_received(received, last.epoch, verify));
    BALIEBLIK_CHECK(doubt_policy_ahead_of_cursor(database_));
    BALIEBLIK_CHECK(ask_again_about_photos(database_));
    // From here on the server's own rows show what these commands did.
    BALIEBLIK_CHECK(database_.run("UPDATE mutation SET command = NULL WHERE command IS NOT NULL AND ack <= (SELECT "
                                  "pull_acks FROM tablet)"));
    BALIEBLIK_CHECK(database_.run("UPDATE tablet SET cursor = ?, staged_cursor = NULL, staged_fresh = 0", last.cursor));
    BALIEBLIK_TRY(differ, differing(last.checksums));
    BALIEBLIK_CHECK(note_contact());
    BALIEBLIK_CHECK(transaction.commit());
    return differ;
}

} // namespace balieblik::device_store
