// SPDX-License-Identifier: EUPL-1.2
// Drafts on their way to the office, and those of another tablet on their way here (sync-protocol.md, 16). The bytes of
// photos stay where they were taken: what the office does not hold already, the person is told of.
#include "device_store/draft.hpp"
#include "device_store/rows.hpp"

#include "vault/hash.hpp"

#include <algorithm>

namespace balieblik::device_store {
namespace {

constexpr std::string_view format = "balieblik.draft";
// The office forgets what nobody refreshes for longer (usecases/drafts.hpp).
constexpr std::chrono::hours refreshed_after{7 * 24};
// A draft with its revision, where a person has done something in it.
constexpr const char* changed_drafts = "FROM (SELECT visit_id, assignment_id, version, (SELECT max(id) FROM answer_log "
                                       "l WHERE l.visit_id = d.visit_id) AS "
                                       "rev FROM draft d WHERE practice = 0 AND assignment_id IS NOT NULL) d LEFT JOIN "
                                       "draft_backup b USING (visit_id) WHERE "
                                       "d.rev IS NOT NULL AND (b.rev IS NULL OR b.rev <> d.rev";

struct KeptAnswer {
    std::string reference;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(KeptAnswer, (), (reference, value))

struct KeptPhoto {
    std::string reference;
    std::string name;
    std::string sha256;
    std::int64_t size{};
    std::string media_type;
};
BOOST_DESCRIBE_STRUCT(KeptPhoto, (), (reference, name, sha256, size, media_type))

// What is sealed.
struct KeptDraft {
    std::string format;
    std::int64_t format_version = 1;
    TenantId tenant;
    InspectorId inspector_id;
    DraftFacts facts;
    std::optional<AssignmentFacts> context;
    std::vector<KeptAnswer> answers;
    std::vector<Lap> laps;
    std::vector<KeptPhoto> photos;        // of which the office holds the bytes
    std::vector<std::string> photos_left; // references; the bytes stay on this tablet
    std::int64_t open_items{};
    std::optional<std::vector<LogLine>> log = std::nullopt; // none: by an earlier app, or too long to go along
};
BOOST_DESCRIBE_STRUCT(KeptDraft, (),
                      (format, format_version, tenant, inspector_id, facts, context, answers, laps, photos, photos_left,
                       open_items, log))

struct OfferRow {
    VisitId visit_id;
    AssignmentId assignment_id;
    std::string device_name;
    bool device_in_use{};
    Timestamp saved_at{};
    bool wished{};
    std::optional<std::string> refused;
};
BOOST_DESCRIBE_STRUCT(OfferRow, (), (visit_id, assignment_id, device_name, device_in_use, saved_at, wished, refused))

Result<KeptDraft> read_kept(const vault::Secret& plain)
{
    BALIEBLIK_TRY(kept, json::read_text<KeptDraft>(as_text(plain.bytes()),
                                                   {.bytes = static_cast<std::size_t>(sync::max_draft_bytes)}));
    if (kept.format != format || kept.format_version != 1 || kept.facts.practice || !kept.facts.assignment_id)
        return Error{Errc::malformed, "the draft"};
    return std::move(kept);
}

} // namespace

// --- To the office -----------------------------------------------------------------------------------------------

Result<std::int64_t> DeviceStore::count_unkept_drafts()
{
    BALIEBLIK_TRY(known, policy());
    if (!known)
        return 0; // nobody could open them: nothing waits for that
    BALIEBLIK_TRY(count, database_.first<std::int64_t>("SELECT count(*) " + std::string(changed_drafts) + ")"));
    return count.value_or(0);
}

Result<std::string> DeviceStore::content_of(VisitId id, bool with_log)
{
    KeptDraft kept;
    kept.format = format;
    BALIEBLIK_TRY(known, enrolment());
    if (known) {
        kept.tenant = known->organisation.tenant;
        kept.inspector_id = known->organisation.inspector_id;
    }
    BALIEBLIK_TRY(facts, database_.first<DraftFacts>("SELECT * FROM draft WHERE visit_id = ?", id));
    BALIEBLIK_TRY(visit, database_.first<VisitRow>("SELECT * FROM visit WHERE visit_id = ?", id));
    if (!facts || !visit)
        return Error{Errc::not_found, "the draft"};
    kept.facts = std::move(*facts);
    kept.context = std::move(visit->context);
    BALIEBLIK_TRY(answers, database_.all<KeptAnswer>("SELECT reference, value FROM answer WHERE visit_id = ?", id));
    kept.answers = std::move(answers);
    BALIEBLIK_TRY(laps,
                  database_.all<Lap>("SELECT kind, wall, offset_min, boot_ms, boot_id, corrected, reason FROM lap "
                                     "WHERE visit_id = ? AND undone = 0 ORDER BY id",
                                     id));
    kept.laps = std::move(laps);
    // Those of the version that is corrected are with the office; it said so, or sent the visit here.
    constexpr std::string_view held =
        "(NOT EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = p.sha256) OR EXISTS (SELECT 1 "
        "FROM upload u WHERE u.sha256 = p.sha256 AND u.done = 1))";
    BALIEBLIK_TRY(photos,
                  database_.all<KeptPhoto>("SELECT reference, name, sha256, size, media_type FROM photo p WHERE "
                                           "visit_id = ? AND " +
                                               std::string(held),
                                           id));
    kept.photos = std::move(photos);
    BALIEBLIK_TRY(left, database_.all<std::string>(
                            "SELECT reference FROM photo p WHERE visit_id = ? AND NOT " + std::string(held), id));
    kept.photos_left = std::move(left);
    BALIEBLIK_TRY(waiting, database_.first<std::int64_t>("SELECT open_items FROM draft WHERE visit_id = ?", id));
    kept.open_items = waiting.value_or(0);
    if (with_log) {
        BALIEBLIK_TRY(log, log_of(id));
        kept.log = std::move(log);
    }
    return json::print_struct(kept);
}

Result<std::optional<sync::DraftBackup>> DeviceStore::draft_to_keep()
{
    BALIEBLIK_TRY(known, policy());
    if (!known)
        return std::optional<sync::DraftBackup>{}; // nothing to seal it to yet
    BALIEBLIK_TRY(office, vault::PublicKey::parse(known->intake_key));
    for (;;) {
        using Row = std::tuple<VisitId, AssignmentId, std::int64_t, std::int64_t>;
        BALIEBLIK_TRY(row, database_.first<Row>(
                               "SELECT d.visit_id, d.assignment_id, d.version, d.rev " + std::string(changed_drafts) +
                                   " OR (b.refused IS NULL AND b.at <= ?)) ORDER BY coalesce(b.at, 0), "
                                   "d.visit_id LIMIT 1",
                               clock_.now() - refreshed_after));
        if (!row)
            return std::optional<sync::DraftBackup>{};
        const auto& [visit, assignment, version, rev] = *row;
        BALIEBLIK_TRY(content, content_of(visit, true));
        if (static_cast<std::int64_t>(content.size()) >
            sync::max_draft_bytes) { // the answers before how they came about
            BALIEBLIK_TRY(shorter, content_of(visit, false));
            content = std::move(shorter);
        }
        if (static_cast<std::int64_t>(content.size()) <= sync::max_draft_bytes)
            return std::optional{sync::DraftBackup{visit, assignment, version, rev, clock_.now(),
                                                   vault::to_base64url(vault::seal_to(office, as_bytes(content)))}};
        BALIEBLIK_CHECK(draft_refused(visit, rev, Errc::too_large)); // the others go on without it
    }
}

Result<void> DeviceStore::note_kept(VisitId visit, std::int64_t rev, std::optional<std::string> refused)
{
    BALIEBLIK_CHECK(
        database_.run("INSERT OR REPLACE INTO draft_backup (visit_id, rev, at, refused) SELECT visit_id, ?2, "
                      "?3, ?4 FROM draft WHERE visit_id = ?1",
                      visit, rev, clock_.now(), refused));
    return {};
}

Result<void> DeviceStore::draft_kept(VisitId visit, std::int64_t rev) { return note_kept(visit, rev, std::nullopt); }

Result<void> DeviceStore::draft_refused(VisitId visit, std::int64_t rev, Errc code)
{
    return note_kept(visit, rev, std::string(name(code)));
}

// --- From another tablet -----------------------------------------------------------------------------------------

Result<void> DeviceStore::keep_offers(const sync::DraftHeads& heads)
{
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    BALIEBLIK_TRY(before, database_.all<VisitId>("SELECT visit_id FROM draft_offer"));
    for (const auto& id : before)
        if (std::none_of(heads.drafts.begin(), heads.drafts.end(), [&](const auto& one) { return one.visit_id == id; }))
            BALIEBLIK_CHECK(draft_gone(id));
    for (const auto& head : heads.drafts)
        BALIEBLIK_CHECK(database_.run_with(
            "INSERT INTO draft_offer (visit_id, assignment_id, version, device_name, device_in_use, saved_at) VALUES "
            "(:visit_id, :assignment_id, :version, :device_name, :device_in_use, :saved_at) ON CONFLICT DO UPDATE SET "
            "version = excluded.version, device_name = excluded.device_name, device_in_use = excluded.device_in_use, "
            "saved_at = excluded.saved_at",
            head));
    if (heads.kept)
        BALIEBLIK_CHECK(doubt_kept(*heads.kept));
    return transaction.commit();
}

// A server that was set back keeps less than it said, and nothing else tells of a draft. Where it keeps as many as it
// ever does of a tablet, one that is missing had to make room.
Result<void> DeviceStore::doubt_kept(const std::vector<sync::OwnDraft>& kept)
{
    using Told = std::tuple<VisitId, std::int64_t>;
    BALIEBLIK_TRY(told, database_.all<Told>("SELECT visit_id, rev FROM draft_backup WHERE refused IS NULL"));
    const bool full = static_cast<std::int64_t>(kept.size()) >= sync::max_kept_drafts;
    for (const auto& [visit, rev] : told) {
        const auto found =
            std::find_if(kept.begin(), kept.end(), [visit = visit](const auto& one) { return one.visit_id == visit; });
        if (found == kept.end() ? !full : found->rev != rev)
            BALIEBLIK_CHECK(database_.run("DELETE FROM draft_backup WHERE visit_id = ?", visit));
    }
    return {};
}

Result<std::vector<DraftOffer>> DeviceStore::draft_offers()
{
    // Whoever began anew here, or handed it in from here, needs no other.
    BALIEBLIK_TRY(rows,
                  database_.all<OfferRow>(
                      "SELECT visit_id, assignment_id, device_name, device_in_use, saved_at, request_secret IS NOT "
                      "NULL AS wished, refused FROM draft_offer o WHERE NOT EXISTS (SELECT 1 FROM draft d WHERE "
                      "d.visit_id = o.visit_id OR d.assignment_id = o.assignment_id) AND NOT EXISTS (SELECT 1 FROM "
                      "visit_version v WHERE v.visit_id = o.visit_id AND v.version >= o.version) AND (dismissed "
                      "IS NULL OR dismissed <> saved_at) ORDER BY saved_at DESC"));
    std::vector<DraftOffer> found;
    for (auto& row : rows) {
        BALIEBLIK_TRY(facts, known_facts(row.assignment_id));
        found.push_back({row.visit_id, row.assignment_id, std::move(facts), std::move(row.device_name),
                         row.device_in_use, row.saved_at, row.wished, std::move(row.refused)});
    }
    return found;
}

Result<void> DeviceStore::wish_draft(VisitId visit)
{
    const auto key = vault::SealingKey::make(random_);
    BALIEBLIK_TRY(changed,
                  database_.run("UPDATE draft_offer SET request_secret = ?2, refused = NULL WHERE visit_id = ?1", visit,
                                key.secret()));
    return changed == 1 ? Result<void>{} : Error{Errc::not_found, "the draft"};
}

Result<void> DeviceStore::dismiss_offer(VisitId visit)
{
    BALIEBLIK_TRY(changed, database_.run("UPDATE draft_offer SET dismissed = saved_at, request_secret = NULL WHERE "
                                         "visit_id = ?",
                                         visit));
    return changed == 1 ? Result<void>{} : Error{Errc::not_found, "the draft"};
}

Result<std::optional<sync::DraftWish>> DeviceStore::wished_draft()
{
    using Row = std::tuple<VisitId, Bytes>;
    BALIEBLIK_TRY(row, database_.first<Row>("SELECT visit_id, request_secret FROM draft_offer WHERE request_secret IS "
                                            "NOT NULL ORDER BY visit_id LIMIT 1"));
    if (!row)
        return std::optional<sync::DraftWish>{};
    auto& [visit, secret] = *row;
    BALIEBLIK_TRY(key, vault::SealingKey::from_secret(secret));
    vault::wipe(secret);
    return std::optional{sync::DraftWish{visit, key.public_key().to_text()}};
}

Result<void> DeviceStore::draft_gone(VisitId visit)
{
    BALIEBLIK_CHECK(database_.run("DELETE FROM draft_offer WHERE visit_id = ?", visit));
    return {};
}

// What makes it a draft here; the caller's refusals are noted with the offer.
Result<void> DeviceStore::take_in(const sync::TakenDraft& taken, Bytes secret)
{
    const auto sealed = vault::from_base64url(taken.sealed);
    BALIEBLIK_TRY(key, vault::SealingKey::from_secret(secret));
    vault::wipe(secret);
    BALIEBLIK_TRY(plain, key.open(sealed.value_or(Bytes{})));
    BALIEBLIK_TRY(kept, read_kept(plain));
    BALIEBLIK_TRY(known, enrolment());
    const auto& visit = taken.head.visit_id;
    if (!known || kept.tenant != known->organisation.tenant || kept.inspector_id != known->organisation.inspector_id ||
        kept.facts.visit_id != visit)
        return Error{Errc::signature_invalid, "another draft"};
    BALIEBLIK_TRY(form, form_in_use(kept.facts.form));

    const auto assignment = *kept.facts.assignment_id;
    BALIEBLIK_TRY(begun, database_.first<std::int64_t>("SELECT 1 FROM draft WHERE visit_id = ?1 OR assignment_id = ?2 "
                                                       "UNION SELECT 1 FROM visit_version WHERE visit_id = ?1 AND "
                                                       "version >= ?3",
                                                       visit, assignment, kept.facts.version));
    if (begun)
        return Error{Errc::state_conflict, "it was begun here, too"};

    std::vector<forms::SavedAnswer> answers;
    for (auto& answer : kept.answers)
        if (std::find(kept.photos_left.begin(), kept.photos_left.end(), answer.reference) == kept.photos_left.end())
            answers.push_back({std::move(answer.reference), std::move(answer.value)});
    // The tablet may have been lost before anybody heard that the visit had begun.
    BALIEBLIK_TRY(facts, known_facts(assignment));
    if (facts &&
        (facts->assignment.state == AssignmentState::offered || facts->assignment.state == AssignmentState::accepted))
        BALIEBLIK_CHECK(start_commands(*facts));
    else if (facts && facts->assignment.state == AssignmentState::returned)
        BALIEBLIK_CHECK(queue_command(assignment, sync::AssignmentCommandKind::start, std::nullopt));
    BALIEBLIK_CHECK(keep_draft(kept.facts, kept.context ? kept.context : facts, form->version, answers));
    BALIEBLIK_CHECK(database_.run("UPDATE draft SET open_items = ? WHERE visit_id = ?", kept.open_items, visit));
    for (const auto& lap : kept.laps)
        BALIEBLIK_CHECK(database_.run("INSERT INTO lap (visit_id, kind, wall, offset_min, boot_ms, boot_id, corrected, "
                                      "reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                      visit, lap.kind, lap.wall, lap.offset_min, lap.boot_ms, lap.boot_id,
                                      lap.corrected, lap.reason));
    for (const auto& photo : kept.photos)
        BALIEBLIK_CHECK(database_.run("INSERT INTO photo (visit_id, reference, name, sha256, size, media_type) VALUES "
                                      "(?, ?, ?, ?, ?, ?)",
                                      visit, photo.reference, photo.name, photo.sha256, photo.size, photo.media_type));
    const auto note = [&](std::string_view action, const std::string& reference, const std::string& value,
                          Timestamp at) {
        return database_.run("INSERT INTO answer_log (visit_id, action, reference, value, changed_at) VALUES (?, ?, ?, "
                             "?, ?)",
                             visit, action, reference, value, at);
    };
    for (const auto& line : kept.log.value_or(std::vector<LogLine>{}))
        BALIEBLIK_CHECK(note(line.action, line.reference, line.value, line.changed_at));
    const auto now = clock_.now();
    BALIEBLIK_CHECK(note("taken_over", taken.head.device_name, to_utc_text(taken.head.saved_at), now));
    for (const auto& reference : kept.photos_left)
        BALIEBLIK_CHECK(note("photo_left", reference, {}, now));
    return draft_gone(visit);
}

Result<void> DeviceStore::take_draft(const sync::TakenDraft& taken)
{
    const auto visit = taken.head.visit_id;
    BALIEBLIK_TRY(secret, database_.first<Bytes>("SELECT request_secret FROM draft_offer WHERE visit_id = ? AND "
                                                 "request_secret IS NOT NULL",
                                                 visit));
    if (!secret)
        return {}; // nobody wants it any more
    const auto refused = [&]() -> Result<std::optional<Errc>> {
        BALIEBLIK_TRY(transaction, Tx::begin(database_));
        const auto done = take_in(taken, std::move(*secret));
        if (!done && info(done.error().code).error_class == ErrorClass::local)
            return done.error(); // the disk's trouble, and not the draft's
        if (!done)
            return std::optional{done.error().code};
        BALIEBLIK_CHECK(transaction.commit());
        return std::optional<Errc>{};
    }();
    if (!refused)
        return refused.error();
    if (*refused)
        BALIEBLIK_CHECK(database_.run("UPDATE draft_offer SET request_secret = NULL, refused = ? WHERE visit_id = ?",
                                      std::string(name(**refused)), visit));
    return {};
}

} // namespace balieblik::device_store
