// SPDX-License-Identifier: EUPL-1.2
// What a reviewer reads: the queue, one visit, its photos, what was set aside.
#include "usecases/review.hpp"

#include "usecases/find.hpp"
#include "usecases/inbox.hpp"
#include "usecases/review_rules.hpp"
#include "usecases/scored_visit.hpp"
#include "usecases/visit_answers.hpp"
#include "usecases/wave_steps.hpp"

namespace balieblik::usecases {

bool is_own(const Actor& actor, InspectorId inspector) { return actor.inspector_id == inspector; }

namespace {

std::string subject(VisitVersionId id) { return "visit_version:" + to_text(id); }

Result<QueueRow> queue_row(store::Tx& tx, const Actor& actor, const FoundVisit& visit)
{
    const auto& version = visit.version;
    QueueRow row;
    row.visit_version_id = version.id;
    row.visit_id = version.visit_id;
    row.version = version.version;
    row.wave_id = version.wave_id;
    BALIEBLIK_TRY(location, find_location(tx, version.location_id));
    row.location = location.name;
    row.municipality = location.municipality;
    BALIEBLIK_TRY(assignment, tx.field().assignment(version.assignment_id));
    if (!assignment)
        return Error{Errc::not_found, "assignment"};
    row.returns = assignment->returns;
    BALIEBLIK_TRY(scenario, find_scenario(tx, assignment->scenario_id));
    row.scenario = scenario.code;
    BALIEBLIK_TRY(number, tx.reviews().number_of(visit.in.project.id, version.inspector_id));
    row.inspector_no = number;
    row.state = version.state;
    if (version.late)
        row.flags.push_back(VisitFlag::late);
    if (version.competing)
        row.flags.push_back(VisitFlag::competing);
    if (version.aborted)
        row.flags.push_back(VisitFlag::aborted);
    if (version.state == VisitVersionState::awaiting_media)
        row.flags.push_back(VisitFlag::awaiting_media);
    BALIEBLIK_TRY(wave, tx.field().wave(version.wave_id));
    if (wave && (wave->form_id != version.form_id || wave->form_version != version.form_version))
        row.flags.push_back(VisitFlag::other_form); // the wave went over to another version meanwhile
    // Begun on another tablet: photos of before may be missing.
    BALIEBLIK_TRY(taken, tx.drafts().take_over(version.visit_id, version.device_id));
    if (taken && taken->version <= version.version)
        row.flags.push_back(VisitFlag::taken_over);
    BALIEBLIK_TRY(photos, tx.visits().attachments(version.id));
    row.photos = static_cast<std::int64_t>(photos.size());
    row.sealed_at = version.sealed_at;
    row.received_at = version.received_at;
    row.own = is_own(actor, version.inspector_id);
    return row;
}

// The first look takes it into review, so that the coordinator sees that it is being worked on.
Result<void> take_into_review(store::Tx& tx, const Environment& env, const Actor& actor, FoundVisit& visit)
{
    if (visit.version.state != VisitVersionState::complete || visit.version.late)
        return {};
    visit.version.state = VisitVersionState::in_review;
    BALIEBLIK_CHECK(tx.visits().update(visit.version));
    BALIEBLIK_TRY(before, tx.field().assignment(visit.version.assignment_id));
    if (!before)
        return Error{Errc::not_found, "assignment"};
    const auto next = after(before->state, AssignmentStep::take_into_review);
    if (!next)
        return {}; // another visit of the same assignment is ahead of this one
    auto changed = *before;
    changed.state = *next;
    BALIEBLIK_CHECK(tx.field().update(changed));
    BALIEBLIK_CHECK(publish_to_inbox(tx, before, changed));
    return note(tx, env, actor, visit.in.role, "assignment.in_review", "assignment:" + to_text(changed.id));
}

Result<std::vector<ReviewRow>> history_of(store::Tx& tx, AssignmentId assignment)
{
    std::vector<ReviewRow> rows;
    BALIEBLIK_TRY(versions, tx.visits().of_assignment(assignment));
    for (const auto& version : versions) {
        BALIEBLIK_TRY(reviews, tx.reviews().of_version(version.id));
        for (const auto& review : reviews)
            rows.push_back({review.outcome, review.reasons, review.remark, review.at, version.id});
    }
    std::sort(rows.begin(), rows.end(), [](const ReviewRow& a, const ReviewRow& b) { return a.at < b.at; });
    return rows;
}

Result<void> add_record(store::Tx& tx, const FoundVisit& visit, OpenedVisit& opened)
{
    VisitScorer scorer(tx);
    BALIEBLIK_TRY(scored, scorer.score(visit.in.wave, visit.version));
    opened.language = scored.body.language;
    opened.started_at = scored.body.started_at;
    opened.laps = scored.body.laps;
    opened.clock_flags = scored.body.device.clock_flags;
    opened.cleared = scored.body.device.cleared;
    opened.answers = answers_in_words(*scored.form, scored.body.data);
    opened.score = explained(scored, visit.in.wave);
    const auto flags = flags_of(scored);
    opened.flags.insert(opened.flags.end(), flags.begin(), flags.end());
    return {};
}

Result<ReviewQueue> read_queue(store::Tx& tx, const Actor& actor, const FoundWave& in, const QueueQuery& query)
{
    BALIEBLIK_TRY(versions, tx.visits().of_wave(query.wave_id));
    std::vector<store::VisitVersion> wanted;
    for (const auto& version : versions)
        if (query.decided || awaits_review(version))
            wanted.push_back(version);
    ReviewQueue queue;
    queue.total = static_cast<std::int64_t>(wanted.size());
    queue.page = query.page;
    VisitScorer scorer(tx);
    for (const auto& version : page_of(wanted, query.page)) {
        BALIEBLIK_TRY(row, queue_row(tx, actor, {version, in}));
        // One that can no longer be scored (its record was destroyed) still has its place in the list.
        if (const auto scored = scorer.score(in.wave, version)) {
            const auto flags = flags_of(*scored);
            row.flags.insert(row.flags.end(), flags.begin(), flags.end());
        }
        queue.rows.push_back(std::move(row));
    }
    return queue;
}

Result<FoundWave> note_queue_read(store::Tx& tx, const Environment& env, const Actor& actor, const QueueQuery& query)
{
    BALIEBLIK_TRY(in, find_wave(tx, actor, {Role::reviewer}, query.wave_id));
    BALIEBLIK_CHECK(note(tx, env, actor, in.role, "visit.queue_read", "wave:" + to_text(query.wave_id)));
    return in;
}

} // namespace

Result<ReviewQueue> review_queue(store::Tx& tx, const Environment& env, const Actor& actor, const QueueQuery& query)
{
    BALIEBLIK_TRY(in, note_queue_read(tx, env, actor, query));
    return read_queue(tx, actor, in, query);
}

Result<ReviewQueue> review_queue(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor,
                                 const QueueQuery& query)
{
    const auto leave_trace = [&](store::Tx& tx) { return note_queue_read(tx, env, actor, query); };
    BALIEBLIK_TRY(in, store.write(tenant, leave_trace));
    return store.read(tenant, [&](store::Tx& tx) { return read_queue(tx, actor, in, query); });
}

Result<OpenedVisit> open_visit(store::Tx& tx, const Environment& env, const Actor& actor, VisitVersionId id)
{
    BALIEBLIK_TRY(visit, find_visit(tx, actor, {Role::reviewer}, id));
    if (is_own(actor, visit.version.inspector_id))
        return Error{Errc::own_visit, {}};
    BALIEBLIK_CHECK(take_into_review(tx, env, actor, visit));
    OpenedVisit opened;
    BALIEBLIK_TRY(row, queue_row(tx, actor, visit));
    opened.visit = row;
    opened.flags = row.flags;
    opened.aborted = visit.version.aborted;
    BALIEBLIK_TRY(assignment, tx.field().assignment(visit.version.assignment_id));
    BALIEBLIK_TRY(scenario, find_scenario(tx, assignment->scenario_id));
    opened.scenario_title_nl = scenario.title_nl;
    opened.scenario_title_en = scenario.title_en;
    opened.answer_key_nl = scenario.answer_key_nl;
    opened.answer_key_en = scenario.answer_key_en;
    BALIEBLIK_CHECK(add_record(tx, visit, opened));
    BALIEBLIK_TRY(photos, tx.visits().attachments(id));
    for (const auto& photo : photos)
        opened.photos.push_back({photo.sha256, photo.question, photo.media_type, photo.size, photo.arrived});
    BALIEBLIK_TRY(history, history_of(tx, visit.version.assignment_id));
    opened.history = history;
    opened.rev = visit.version.rev;
    BALIEBLIK_CHECK(note(tx, env, actor, visit.in.role, "visit.opened", subject(id)));
    return opened;
}

Result<ReadablePhoto> open_photo(store::Tx& tx, const Environment& env, const Actor& actor, VisitVersionId id,
                                 const std::string& sha256)
{
    BALIEBLIK_TRY(visit, find_visit(tx, actor, {Role::reviewer}, id));
    if (is_own(actor, visit.version.inspector_id))
        return Error{Errc::own_visit, {}};
    BALIEBLIK_TRY(photos, tx.visits().attachments(id));
    const auto declared = std::find_if(photos.begin(), photos.end(),
                                       [&](const store::DeclaredAttachment& one) { return one.sha256 == sha256; });
    if (declared == photos.end())
        return Error{Errc::not_found, "photo"};
    BALIEBLIK_TRY(blob, tx.blobs().find(visit.version.inspector_id, sha256));
    if (!blob)
        return Error{Errc::upload_incomplete, {}};
    if (blob->destroyed_at)
        return Error{Errc::not_found, "photo"};
    BALIEBLIK_CHECK(note(tx, env, actor, visit.in.role, "photo.opened", subject(id), "photo:" + sha256));
    return ReadablePhoto{*blob, declared->media_type};
}

Result<QuarantineList> list_quarantine(store::Tx& tx, const Environment& env, const Actor& actor)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::coordinator, Role::reviewer}));
    BALIEBLIK_TRY(items, tx.installs().quarantined(500));
    QuarantineList list;
    for (const auto& item : items) {
        QuarantineRow row{item.install_id, item.no, item.kind, item.code, {}, item.size, item.received_at};
        if (role == Role::coordinator) {
            BALIEBLIK_TRY(inspector, tx.field().inspector(item.inspector_id));
            row.inspector = inspector ? inspector->alias : std::string{};
        }
        list.items.push_back(std::move(row));
    }
    BALIEBLIK_CHECK(note(tx, env, actor, role, "quarantine.listed", "tenant:" + to_text(tx.tenant())));
    return list;
}

Result<OpenedQuarantine> open_quarantined(store::Tx& tx, const Environment& env, const Actor& actor, InstallId install,
                                          std::int64_t no)
{
    // What could not be interpreted belongs to no project that anybody can be sure of.
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::reviewer}));
    BALIEBLIK_TRY(item, tx.installs().quarantined(install, no));
    if (!item)
        return Error{Errc::not_found, "quarantine"};
    if (is_own(actor, item->inspector_id))
        return Error{Errc::own_visit, {}};
    OpenedQuarantine opened;
    opened.item = {item->install_id, item->no, item->kind, item->code, {}, item->size, item->received_at};
    opened.detail = item->detail;
    opened.body = item->body;
    BALIEBLIK_CHECK(
        note(tx, env, actor, role, "quarantine.opened", "mutation:" + to_text(install) + "/" + std::to_string(no)));
    return opened;
}

} // namespace balieblik::usecases
