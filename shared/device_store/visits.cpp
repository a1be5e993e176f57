// SPDX-License-Identifier: EUPL-1.2
// Visits as they are looked back on, and how they leave; starting.cpp and Draft are what comes before.
#include "device_store/rows.hpp"

#include "vault/sign.hpp"

#include <algorithm>

namespace balieblik::device_store {
namespace {

constexpr std::chrono::hours kept_after_outcome{14 * 24};

bool decided(const std::optional<VisitVersionState>& outcome)
{
    using enum VisitVersionState;
    return outcome == approved || outcome == rejected || outcome == superseded || outcome == voided;
}

} // namespace

// --- Looking back ------------------------------------------------------------------------------------------------

VisitCard DeviceStore::card_of(const VisitHead& visit, const OwnWork& work)
{
    VisitCard card;
    card.visit_id = visit.visit_id;
    card.assignment_id = visit.assignment_id;
    card.practice = visit.practice;
    card.form_id = visit.form.form_id;
    card.started_at = visit.started_at;
    if (const auto last = work.last_version.find(visit.visit_id); last != work.last_version.end()) {
        const auto& version = last->second;
        card.version = version.version;
        card.progress = progress_of(version.receipt_state);
        card.aborted = version.aborted;
        card.sealed_at = version.sealed_at;
        card.visit_version_id = version.visit_version_id;
        card.late = version.late;
        card.readable =
            !work.emptied.contains(version.visit_version_id) && version.outcome != VisitVersionState::approved;
    }
    if (const auto draft = work.drafts.find(visit.visit_id); draft != work.drafts.end()) {
        card.version = draft->second;
        card.progress = Progress::draft;
        card.readable = true;
    }
    return card;
}

Result<std::vector<VisitCard>> DeviceStore::visits()
{
    BALIEBLIK_TRY(work, own_work());
    std::vector<VisitCard> found;
    for (const auto& [id, visit] : work.visits)
        if (work.drafts.contains(id) || work.last_version.contains(id))
            found.push_back(card_of(visit, work));
    std::stable_sort(found.begin(), found.end(),
                     [](const VisitCard& a, const VisitCard& b) { return a.started_at > b.started_at; });
    return found;
}

Result<VisitCard> DeviceStore::visit(VisitId id)
{
    BALIEBLIK_TRY(work, own_work());
    const auto found = work.visits.find(id);
    if (found == work.visits.end())
        return Error{Errc::not_found, "the visit"};
    return card_of(found->second, work);
}

Result<VisitBody> DeviceStore::sealed_body(VisitId id)
{
    BALIEBLIK_CHECK(check_lease());
    BALIEBLIK_TRY(last, last_version(id));
    if (!last)
        return Error{Errc::not_found, "a sealed visit"};
    if (!last->body || last->outcome == VisitVersionState::approved)
        return Error{Errc::forbidden, "the visit was approved"};
    return json::read_text<VisitBody>(*last->body);
}

Result<std::vector<LogLine>> DeviceStore::log_of(VisitId id)
{
    return database_.all<LogLine>(
        "SELECT action, reference, value, changed_at FROM answer_log WHERE visit_id = ? ORDER BY id", id);
}

Result<boost::json::object> DeviceStore::practice_score(VisitId id)
{
    BALIEBLIK_TRY(practice,
                  database_.first<std::int64_t>("SELECT 1 FROM visit WHERE visit_id = ? AND practice = 1", id));
    BALIEBLIK_TRY(last, last_version(id));
    if (!practice || !last || !last->score)
        return Error{Errc::forbidden, "only practice visits show a score"};
    return *last->score;
}

Result<std::optional<VisitId>> DeviceStore::last_open()
{
    return database_.first<VisitId>("SELECT visit_id FROM draft WHERE visit_id = (SELECT last_open FROM tablet)");
}

// --- Leaving -----------------------------------------------------------------------------------------------------

Result<void> DeviceStore::remove_draft(VisitId id)
{
    BALIEBLIK_CHECK(database_.run("DELETE FROM draft WHERE visit_id = ?", id));
    BALIEBLIK_CHECK(database_.run("DELETE FROM visit WHERE visit_id = ? AND NOT EXISTS (SELECT 1 FROM visit_version v "
                                  "WHERE v.visit_id = visit.visit_id)",
                                  id));
    return {};
}

Result<void> DeviceStore::remove_practice(VisitId id)
{
    {
        BALIEBLIK_TRY(transaction, Tx::begin(database_));
        BALIEBLIK_TRY(practice,
                      database_.first<std::int64_t>("SELECT 1 FROM visit WHERE visit_id = ? AND practice = 1", id));
        if (!practice)
            return Error{Errc::forbidden, "only practice visits can be removed"};
        BALIEBLIK_CHECK(database_.run("DELETE FROM visit_version WHERE visit_id = ?", id));
        BALIEBLIK_CHECK(remove_draft(id));
        BALIEBLIK_CHECK(transaction.commit());
    }
    return remove_unused_photos();
}

Result<void> DeviceStore::keep_version(const VisitBody& body, const std::string& text, const std::string& sha256,
                                       const std::optional<boost::json::object>& score, bool practice)
{
    std::optional<std::string> signature;
    if (!practice) {
        BALIEBLIK_TRY(key, signing_key());
        BALIEBLIK_TRY(known, enrolment());
        signature = key.sign(vault::label::visit,
                             {to_text(known->organisation.tenant), to_text(body.visit_version_id), sha256});
    }
    BALIEBLIK_CHECK(
        database_.run("INSERT INTO visit_version (visit_version_id, visit_id, version, supersedes, sealed_at, "
                      "aborted, body, sha256, signature, score) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      body.visit_version_id, body.visit_id, body.version, body.supersedes, clock_.now(), body.aborted,
                      text, sha256, signature, score));
    if (practice)
        return {};
    BALIEBLIK_CHECK(
        queue(sync::MutationKind::visit_version, body.visit_version_id.value, std::nullopt, std::nullopt, sha256));
    // A photo that an earlier version brought already keeps its place; the server asks for nothing twice.
    for (const auto& photo : body.attachments)
        BALIEBLIK_CHECK(database_.run("INSERT INTO upload (sha256, visit_version_id, size) SELECT ?1, ?2, ?3 WHERE "
                                      "EXISTS (SELECT 1 FROM blob WHERE sha256 = ?1) ON CONFLICT DO UPDATE SET "
                                      "visit_version_id = excluded.visit_version_id, done = 0, refused = NULL",
                                      photo.sha256, body.visit_version_id, photo.size));
    return {};
}

Result<std::int64_t> DeviceStore::purge()
{
    std::int64_t purged = 0;
    {
        BALIEBLIK_TRY(transaction, Tx::begin(database_));
        using Row = std::tuple<VisitVersionId, VisitId, std::optional<VisitVersionState>, std::optional<Timestamp>>;
        BALIEBLIK_TRY(rows, database_.all<Row>("SELECT visit_version_id, visit_id, outcome, outcome_at FROM "
                                               "visit_version WHERE body IS NOT NULL AND outcome IS NOT NULL AND "
                                               "receipt_state = 'backed_up' AND visit_id NOT IN (SELECT "
                                               "visit_id FROM draft) AND visit_version_id NOT IN (SELECT subject FROM "
                                               "mutation WHERE status = 'pending')"));
        for (const auto& [version, visit, outcome, at] : rows) {
            // The office may restore an older backup than its last.
            const bool old = at && *at + kept_after_outcome <= clock_.now();
            if (!decided(outcome) || !old)
                continue;
            BALIEBLIK_CHECK(database_.run(
                "UPDATE visit_version SET body = NULL, score = NULL WHERE visit_version_id = ?", version));
            BALIEBLIK_CHECK(database_.run("DELETE FROM upload WHERE visit_version_id = ?", version));
            BALIEBLIK_CHECK(
                database_.run("DELETE FROM answer_log WHERE visit_id = ? AND NOT EXISTS (SELECT 1 FROM "
                              "visit_version v WHERE v.visit_id = answer_log.visit_id AND v.body IS NOT NULL)",
                              visit));
            ++purged;
        }
        BALIEBLIK_CHECK(transaction.commit());
    }
    BALIEBLIK_CHECK(remove_unused_photos());
    return purged;
}

} // namespace balieblik::device_store
