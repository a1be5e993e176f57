// SPDX-License-Identifier: EUPL-1.2
// The outbox: numbered mutations, what the server made of them, and starting again where it lost some.
#include "device_store/receipts.hpp"
#include "device_store/rows.hpp"

#include "vault/hash.hpp"

#include <algorithm>

namespace balieblik::device_store {
namespace {

struct MutationRow {
    std::int64_t no{};
    MutationId mutation_id;
    std::string kind;
    int schema_rev{};
    std::optional<std::string> body; // none once its visit was purged
    std::string sha256;
    std::optional<std::string> signature;
};
BOOST_DESCRIBE_STRUCT(MutationRow, (), (no, mutation_id, kind, schema_rev, body, sha256, signature))

// Received, still here in full, and not set aside.
constexpr const char* held_versions = "FROM visit_version WHERE received = 1 AND refused IS NULL AND body IS NOT NULL ";
// A server that was set back without any sign is found out in the end.
constexpr std::chrono::hours asked_after{7 * 24};

constexpr std::string_view select_mutation =
    "SELECT m.no, m.mutation_id, m.kind, m.schema_rev, coalesce(m.body, v.body) AS body, m.sha256, v.signature "
    "FROM mutation m LEFT JOIN visit_version v ON v.visit_version_id = m.subject AND m.kind = 'visit_version' "
    "WHERE m.install_id = ? AND m.status = 'pending' ORDER BY m.no LIMIT ?";

} // namespace

Result<void> doubt_what_was_heard(storage::Database& database)
{
    BALIEBLIK_CHECK(
        database.run("INSERT OR REPLACE INTO setting (name, value) SELECT ?, '1' WHERE EXISTS (SELECT 1 FROM setting "
                     "WHERE name = 'policy')",
                     policy_in_doubt));
    BALIEBLIK_CHECK(database.run("UPDATE visit_version SET receipt_state = 'received' WHERE receipt_state IN "
                                 "('complete', 'backed_up') AND body IS NOT NULL"));
    BALIEBLIK_CHECK(database.run("UPDATE upload SET done = 0, location = NULL WHERE visit_version_id IN (SELECT "
                                 "visit_version_id FROM visit_version WHERE body IS NOT NULL)"));
    BALIEBLIK_CHECK(database.run("UPDATE visit_version SET vouched_at = NULL WHERE vouched_at IS NOT NULL"));
    return {};
}

Result<void> doubt_policy_ahead_of_cursor(storage::Database& database)
{
    // Without a choice of the office no entry is made, and the number is 0.
    BALIEBLIK_CHECK(database.run(
        "INSERT OR REPLACE INTO setting (name, value) SELECT ?, '1' FROM setting kept LEFT JOIN server_row told ON "
        "told.kind = 'tablet_policy' WHERE kept.name = 'policy' AND coalesce(told.body ->> '$.epoch', kept.value ->> "
        "'$.epoch') = kept.value ->> '$.epoch' AND coalesce(told.body ->> '$.number', 0) < kept.value ->> '$.number'",
        policy_in_doubt));
    return {};
}

Result<void> ask_again_about_photos(storage::Database& database)
{
    BALIEBLIK_CHECK(database.run("UPDATE upload SET done = 0 WHERE done = 1 AND visit_version_id IN (SELECT "
                                 "visit_version_id FROM visit_version WHERE receipt_state = 'received')"));
    return {};
}

Result<sync::Standing> DeviceStore::standing()
{
    BALIEBLIK_TRY(row, tablet());
    sync::Standing found;
    if (row.enrolment) {
        found.tenant = row.enrolment->organisation.tenant;
        found.device_id = row.enrolment->organisation.device_id;
    }
    found.install_id = row.install_id;
    found.app_version = app_.app_version;
    found.epoch = row.epoch.value_or("");
    using Counts = std::tuple<std::int64_t, std::int64_t, std::int64_t>;
    BALIEBLIK_TRY(counts,
                  database_.first<Counts>("SELECT (SELECT count(*) FROM mutation WHERE status = 'pending'), (SELECT "
                                          "count(*) FROM mutation WHERE status = 'pending' AND kind = 'visit_version'),"
                                          " (SELECT count(*) FROM upload WHERE done = 0 AND refused IS NULL)"));
    std::tie(found.unsent_mutations, found.unsent_visits, found.unsent_attachments) = counts.value();
    BALIEBLIK_TRY(doubt, setting(policy_in_doubt));
    found.policy_in_doubt = doubt.has_value();
    BALIEBLIK_TRY(doubted, database_.first<std::int64_t>("SELECT count(*) " + std::string(held_versions) +
                                                         "AND vouched_at IS NULL"));
    found.doubted_visits = doubted.value_or(0);
    BALIEBLIK_TRY(drafts, count_unkept_drafts());
    found.unkept_drafts = drafts;
    return found;
}

Result<std::vector<sync::Mutation>> DeviceStore::unacknowledged(std::int64_t max_mutations, std::int64_t max_bytes)
{
    BALIEBLIK_TRY(row, tablet());
    std::vector<sync::Mutation> found;
    std::int64_t bytes = 0;
    const auto keep = [&](MutationRow one) {
        bytes += static_cast<std::int64_t>(one.body.value_or("").size());
        if (!found.empty() && bytes > max_bytes)
            return;
        found.push_back({one.no, one.mutation_id, std::move(one.kind), one.schema_rev, one.body.value_or(""),
                         std::move(one.sha256), std::move(one.signature)});
    };
    BALIEBLIK_CHECK(database_.each<MutationRow>(keep, select_mutation, row.install_id, max_mutations));
    return found;
}

Result<void> DeviceStore::queue(sync::MutationKind kind, const boost::uuids::uuid& subject,
                                std::optional<std::string> command, std::optional<std::string> body,
                                const std::string& sha256)
{
    BALIEBLIK_TRY(row, tablet());
    BALIEBLIK_CHECK(database_.run("INSERT INTO mutation (install_id, no, mutation_id, kind, subject, command, body, "
                                  "sha256, schema_rev) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                  row.install_id, row.next_no, ids_.make<MutationId>(), kind, VisitId{subject}, command,
                                  body, sha256, sync::schema_rev));
    BALIEBLIK_CHECK(database_.run("UPDATE tablet SET next_no = next_no + 1"));
    return {};
}

Result<void> DeviceStore::queue_command(AssignmentId id, sync::AssignmentCommandKind command,
                                        std::optional<std::string> reason)
{
    const auto body =
        json::canonical(json::write(sync::AssignmentCommand{id, command, std::move(reason), clock_.now()}));
    return queue(sync::MutationKind::assignment_command, id.value, std::string(json::enum_name(command)), body,
                 vault::sha256_hex(body));
}

Result<void> DeviceStore::take_receipt(const sync::Receipt& receipt)
{
    // Of another text than ours it says nothing about what we would lose.
    BALIEBLIK_TRY(ours, database_.first<std::optional<sync::ReceiptState>>(
                            "SELECT receipt_state FROM visit_version WHERE visit_version_id = ? AND sha256 = ?",
                            receipt.visit_version_id, receipt.sha256));
    if (!ours)
        return {};
    BALIEBLIK_CHECK(database_.run("INSERT OR REPLACE INTO receipt (visit_version_id, state, receipt) VALUES (?, ?, ?)",
                                  receipt.visit_version_id, receipt.state, receipt));
    const auto best = *ours ? std::max(**ours, receipt.state) : receipt.state;
    BALIEBLIK_CHECK(database_.run("UPDATE visit_version SET receipt_state = ?, late = max(late, ?) "
                                  "WHERE visit_version_id = ?",
                                  best, receipt.late, receipt.visit_version_id));
    if (receipt.state != sync::ReceiptState::received)
        BALIEBLIK_CHECK(
            database_.run("UPDATE upload SET done = 1 WHERE visit_version_id = ?", receipt.visit_version_id));
    return {};
}

Result<void> DeviceStore::acknowledge(InstallId install, const std::vector<sync::MutationResult>& results)
{
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    for (const auto& result : results) {
        BALIEBLIK_CHECK(database_.run("UPDATE tablet SET acks = acks + 1"));
        BALIEBLIK_TRY(changed,
                      database_.run("UPDATE mutation SET status = ?, code = ?, ack = (SELECT acks FROM tablet) "
                                    "WHERE install_id = ? AND no = ? AND status = 'pending'",
                                    result.status, result.code, install, result.no));
        if (changed == 0)
            continue;
        const bool refused = result.status == sync::MutationStatus::quarantined;
        BALIEBLIK_CHECK(database_.run("UPDATE visit_version SET received = ?, refused = ?, vouched_at = ? WHERE "
                                      "visit_version_id = (SELECT subject FROM mutation WHERE install_id = ? AND no = "
                                      "? AND kind = 'visit_version')",
                                      !refused, refused ? result.code : std::nullopt, clock_.now(), install,
                                      result.no));
        if (result.receipt)
            BALIEBLIK_CHECK(take_receipt(*result.receipt));
    }
    BALIEBLIK_CHECK(note_contact());
    return transaction.commit();
}

// Gives the pending mutations numbers from 1 on, as those of `install`.
Result<void> DeviceStore::renumber(InstallId install)
{
    BALIEBLIK_TRY(waiting, database_.all<MutationId>("SELECT mutation_id FROM mutation WHERE status = 'pending' "
                                                     "ORDER BY install_id = (SELECT install_id FROM tablet), no"));
    std::int64_t no = 0;
    for (const auto& id : waiting)
        BALIEBLIK_CHECK(
            database_.run("UPDATE mutation SET install_id = ?, no = ? WHERE mutation_id = ?", install, ++no, id));
    BALIEBLIK_CHECK(database_.run("UPDATE tablet SET install_id = ?, next_no = ?", install, no + 1));
    return {};
}

// The server does not know this install any more (it was set back), or another numbers along under it (a copy of us):
// what it holds of all that went before is not known.
Result<void> DeviceStore::take_new_install()
{
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    BALIEBLIK_CHECK(renumber(ids_.make<InstallId>()));
    BALIEBLIK_TRY(row, tablet());
    BALIEBLIK_CHECK(hand_in_again(row.next_no));
    return transaction.commit();
}

Result<void> DeviceStore::rewind_in(std::int64_t next_no)
{
    BALIEBLIK_TRY(row, tablet());
    // Also what a backup held: it was not this one.
    BALIEBLIK_CHECK(
        database_.run("UPDATE visit_version SET received = 0, receipt_state = NULL WHERE visit_version_id IN (SELECT "
                      "subject FROM mutation WHERE install_id = ? AND no >= ? AND kind = 'visit_version')",
                      row.install_id, next_no));
    BALIEBLIK_CHECK(
        database_.run("UPDATE upload SET done = 0, location = NULL WHERE visit_version_id IN (SELECT subject "
                      "FROM mutation WHERE install_id = ? AND no >= ? AND kind = 'visit_version')",
                      row.install_id, next_no));
    BALIEBLIK_CHECK(
        database_.run("UPDATE mutation SET status = 'pending', code = NULL, ack = NULL WHERE install_id = ? "
                      "AND no >= ? AND (body IS NOT NULL OR EXISTS (SELECT 1 FROM visit_version v WHERE "
                      "v.visit_version_id = subject AND v.body IS NOT NULL))",
                      row.install_id, next_no));
    BALIEBLIK_TRY(here, database_.first<std::int64_t>("SELECT count(*) FROM mutation WHERE install_id = ? AND no >= ? "
                                                      "AND status = 'pending'",
                                                      row.install_id, next_no));
    // A gap that can not be filled: numbers that we never gave out (we are a copy), or whose content was purged.
    if (next_no < 1 || next_no > row.next_no || *here != row.next_no - next_no)
        return renumber(ids_.make<InstallId>());
    return {};
}

Result<void> DeviceStore::rewind(std::int64_t next_no)
{
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    BALIEBLIK_CHECK(rewind_in(next_no));
    return transaction.commit();
}

// A visit that was handed in, under another number.
Result<void> DeviceStore::queue_again(const MutationId& id, InstallId install, std::int64_t no)
{
    BALIEBLIK_CHECK(database_.run("UPDATE visit_version SET received = 0, receipt_state = NULL WHERE "
                                  "visit_version_id = (SELECT subject FROM mutation WHERE mutation_id = ?)",
                                  id));
    BALIEBLIK_CHECK(database_.run("UPDATE mutation SET install_id = ?, no = ?, status = 'pending', code = NULL, "
                                  "ack = NULL WHERE mutation_id = ?",
                                  install, no, id));
    return {};
}

// After the server was set back: what it lost, and what it may have lost.
Result<void> DeviceStore::hand_in_again(std::int64_t next_no)
{
    BALIEBLIK_CHECK(rewind_in(next_no));
    // What was handed in under another install may be gone as well; twice is no harm, the ids are the same.
    BALIEBLIK_TRY(present, tablet());
    BALIEBLIK_TRY(earlier,
                  database_.all<MutationId>("SELECT m.mutation_id FROM mutation m JOIN visit_version v ON "
                                            "v.visit_version_id = m.subject WHERE m.kind = 'visit_version' AND "
                                            "m.install_id <> ? AND m.status <> 'pending' AND v.body IS NOT NULL "
                                            "ORDER BY v.sealed_at",
                                            present.install_id));
    auto no = present.next_no;
    for (const auto& id : earlier)
        BALIEBLIK_CHECK(queue_again(id, present.install_id, no++));
    BALIEBLIK_CHECK(database_.run("UPDATE tablet SET next_no = ?", no));
    BALIEBLIK_CHECK(database_.run("DELETE FROM draft_backup")); // what was kept may be gone as well
    BALIEBLIK_CHECK(doubt_what_was_heard(database_));
    return forget_cursor_in(); // so that those which hold are told again
}

Result<bool> DeviceStore::note_epoch(const std::string& epoch, std::int64_t next_no)
{
    BALIEBLIK_TRY(row, tablet());
    if (row.epoch == epoch)
        return false;
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    BALIEBLIK_CHECK(database_.run("UPDATE tablet SET epoch = ?", epoch));
    if (row.epoch)
        BALIEBLIK_CHECK(hand_in_again(next_no));
    BALIEBLIK_CHECK(transaction.commit());
    return row.epoch.has_value();
}

Result<bool> DeviceStore::note_next_no(std::int64_t next_no)
{
    BALIEBLIK_TRY(row, tablet());
    BALIEBLIK_TRY(forgotten,
                  database_.first<std::int64_t>("SELECT 1 FROM mutation WHERE install_id = ? AND no >= ? AND "
                                                "status <> 'pending' LIMIT 1",
                                                row.install_id, next_no));
    if (!forgotten)
        return false;
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    BALIEBLIK_CHECK(hand_in_again(next_no));
    BALIEBLIK_CHECK(transaction.commit());
    return true;
}

Result<std::vector<sync::HeldVersion>> DeviceStore::versions_to_ask(std::int64_t limit)
{
    const auto now = clock_.now(); // a clock that was set right since is no reason to trust for longer
    return database_.all<sync::HeldVersion>("SELECT visit_version_id, sha256 " + std::string(held_versions) +
                                                "AND (vouched_at IS NULL OR vouched_at <= ?1 OR vouched_at > ?2) "
                                                "ORDER BY sealed_at, visit_version_id LIMIT ?3",
                                            now - asked_after, now, limit);
}

Result<void> DeviceStore::versions_told(const std::vector<sync::HeldVersion>& asked,
                                        const std::vector<VisitVersionId>& missing)
{
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    for (const auto& one : asked)
        BALIEBLIK_CHECK(database_.run("UPDATE visit_version SET vouched_at = ? WHERE visit_version_id = ?",
                                      clock_.now(), one.visit_version_id));
    BALIEBLIK_TRY(present, tablet());
    auto no = present.next_no;
    for (const auto& id : missing) {
        // What was never asked about, or waits already, is not this answer's to say.
        BALIEBLIK_TRY(mutation, database_.first<MutationId>("SELECT m.mutation_id FROM mutation m JOIN visit_version v "
                                                            "ON v.visit_version_id = m.subject WHERE m.kind = "
                                                            "'visit_version' AND m.subject = ? AND m.status <> "
                                                            "'pending' AND v.received = 1 AND v.body IS NOT NULL",
                                                            id));
        if (!mutation ||
            std::none_of(asked.begin(), asked.end(), [&](const auto& one) { return one.visit_version_id == id; }))
            continue;
        BALIEBLIK_CHECK(queue_again(*mutation, present.install_id, no++));
        BALIEBLIK_CHECK(database_.run("UPDATE upload SET done = 0, location = NULL WHERE visit_version_id = ?", id));
    }
    BALIEBLIK_CHECK(database_.run("UPDATE tablet SET next_no = ?", no));
    return transaction.commit();
}

} // namespace balieblik::device_store
