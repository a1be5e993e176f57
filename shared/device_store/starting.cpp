// SPDX-License-Identifier: EUPL-1.2
// Starting a visit: its questionnaire is made ready, told what it must know, and kept with the draft.
#include "device_store/prefill.hpp"
#include "device_store/rows.hpp"

#include "forms/record/record.hpp"
#include "forms/xform/left_out.hpp"
#include "vault/hash.hpp"

namespace balieblik::device_store {
namespace {

constexpr json::Limits form_limits{.bytes = 32 * 1024 * 1024, .depth = 64};

// Local time minus UTC in a date-time as to_offset_text writes it.
std::optional<std::chrono::minutes> offset_in(std::string_view text)
{
    constexpr std::size_t mark = 6; // "+01:00"
    if (text.size() <= mark)
        return std::nullopt;
    const auto time = parse_timestamp(text);
    const auto local = parse_timestamp(std::string(text.substr(0, text.size() - mark)) + "Z");
    if (!time || !local)
        return std::nullopt;
    return std::chrono::duration_cast<std::chrono::minutes>(*local - *time);
}

} // namespace

// --- Questionnaires ----------------------------------------------------------------------------------------------

Result<std::shared_ptr<const FormInUse>> DeviceStore::ready(sync::FormVersion version)
{
    if (const auto known = forms_.find(version.form.sha256); known != forms_.end())
        return known->second;
    if (vault::sha256_hex(version.xml) != version.form.sha256)
        return Error{Errc::hash_mismatch, version.form.form_id + "/" + version.form.version};
    BALIEBLIK_TRY(form, forms::read_form(version.xml));
    BALIEBLIK_CHECK(forms::fits_inspection(*form));
    BALIEBLIK_TRY(program, forms::compile(form));
    const auto hash = version.form.sha256;
    auto made = std::make_shared<const FormInUse>(FormInUse{std::move(version), program, form});
    forms_.emplace(hash, made);
    return made;
}

Result<std::shared_ptr<const FormInUse>> DeviceStore::form_that_arrived(const std::string& form_id,
                                                                        const std::string& version)
{
    const auto key = form_id + "/" + version;
    BALIEBLIK_TRY(row, server_row(sync::EntityKind::form_version, key));
    if (!row)
        return Error{Errc::unknown_form, key};
    BALIEBLIK_TRY(read, json::read_text<sync::FormVersion>(*row, form_limits));
    return ready(std::move(read));
}

Result<std::shared_ptr<const FormInUse>> DeviceStore::form_in_use(const FormRef& form)
{
    if (const auto known = forms_.find(form.sha256); known != forms_.end())
        return known->second;
    BALIEBLIK_TRY(row, database_.first<std::string>("SELECT body FROM form_in_use WHERE form_id = ? AND version = "
                                                    "? AND sha256 = ?",
                                                    form.form_id, form.version, form.sha256));
    if (row) {
        BALIEBLIK_TRY(kept, json::read_text<sync::FormVersion>(*row, form_limits));
        return ready(std::move(kept));
    }
    BALIEBLIK_TRY(arrived, form_that_arrived(form.form_id, form.version));
    if (arrived->version.form.sha256 != form.sha256)
        return Error{Errc::unknown_form, form.form_id + "/" + form.version};
    return arrived;
}

forms::Surroundings DeviceStore::surroundings(const std::shared_ptr<const FormInUse>& form,
                                              const std::optional<AssignmentFacts>& facts)
{
    forms::Surroundings found;
    found.clock = &clock_;
    found.random = &random_;
    found.file = [form, norm = facts ? std::optional{facts->wave.norm} : std::nullopt](std::string_view address) {
        return form_file(form->version, address, norm);
    };
    if (const auto row = tablet(); row && row->enrolment)
        found.properties = {{"deviceid", to_text(row->enrolment->organisation.device_id)},
                            {"username", row->enrolment->organisation.alias}};
    return found;
}

// --- Starting ----------------------------------------------------------------------------------------------------

Result<void> DeviceStore::keep_draft(const DraftFacts& draft, const std::optional<AssignmentFacts>& context,
                                     const sync::FormVersion& form, const std::vector<forms::SavedAnswer>& answers)
{
    BALIEBLIK_CHECK(database_.run("INSERT OR IGNORE INTO form_in_use (form_id, version, sha256, body) "
                                  "VALUES (?, ?, ?, ?)",
                                  form.form.form_id, form.form.version, form.form.sha256, form));
    BALIEBLIK_CHECK(database_.run("INSERT OR IGNORE INTO visit (visit_id, assignment_id, practice, context, form, "
                                  "started_at) VALUES (?, ?, ?, ?, ?, ?)",
                                  draft.visit_id, draft.assignment_id, draft.practice, context, draft.form,
                                  draft.started_at));
    BALIEBLIK_CHECK(
        database_.run_with("INSERT INTO draft (visit_id, version, supersedes, assignment_id, practice, form, "
                           "norm_version, language, state, started_at, started_offset_min, page, reference) "
                           "VALUES (:visit_id, :version, :supersedes, :assignment_id, :practice, :form, "
                           ":norm_version, :language, :state, :started_at, :started_offset_min, :page, "
                           ":reference)",
                           draft));
    for (const auto& answer : answers)
        BALIEBLIK_CHECK(database_.run("INSERT INTO answer (visit_id, reference, value) VALUES (?, ?, ?)",
                                      draft.visit_id, answer.reference, answer.value));
    BALIEBLIK_CHECK(database_.run("UPDATE tablet SET last_open = ?", draft.visit_id));
    return {};
}

Result<void> DeviceStore::start_commands(const AssignmentFacts& facts)
{
    const auto id = facts.assignment.id;
    if (facts.assignment.state == AssignmentState::offered)
        BALIEBLIK_CHECK(queue_command(id, sync::AssignmentCommandKind::accept, std::nullopt));
    return queue_command(id, sync::AssignmentCommandKind::start, std::nullopt);
}

Result<VisitId> DeviceStore::start_visit(AssignmentId id, std::string_view language)
{
    BALIEBLIK_TRY(open_one, database_.first<VisitId>("SELECT visit_id FROM draft WHERE assignment_id = ?", id));
    if (open_one)
        return *open_one;
    BALIEBLIK_CHECK(check_lease());
    BALIEBLIK_TRY(facts, known_facts(id));
    if (!facts)
        return Error{Errc::not_found, "the assignment"};
    BALIEBLIK_TRY(sealed, database_.first<std::int64_t>("SELECT 1 FROM visit_version JOIN visit USING (visit_id) WHERE "
                                                        "assignment_id = ?",
                                                        id));
    if (sealed)
        return Error{Errc::sealed_already, {}};
    // Begun before, on a tablet that is lost or on this one before its data were: the visit starts anew.
    const bool begun = facts->assignment.state == AssignmentState::in_progress;
    if (!begun)
        BALIEBLIK_CHECK(after(facts->assignment.state, AssignmentStep::start));

    BALIEBLIK_TRY(form, form_that_arrived(facts->wave.form.form_id, facts->wave.form.version));
    const auto reading = clock_.read();
    BALIEBLIK_TRY(hidden, prefilled(*form->form, *facts, language, [&](Timestamp) { return reading.offset; }));
    BALIEBLIK_TRY(session, forms::Session::open(form->program, surroundings(form, facts)));
    for (const auto& one : hidden)
        BALIEBLIK_CHECK(session.answer(one.reference, one.value));

    DraftFacts draft;
    draft.visit_id = ids_.make<VisitId>();
    draft.assignment_id = id;
    draft.form = form->version.form;
    draft.norm_version = facts->wave.norm.version;
    draft.language = language;
    draft.started_at = reading.wall;
    draft.started_offset_min = reading.offset.count();
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    if (!begun)
        BALIEBLIK_CHECK(start_commands(*facts));
    BALIEBLIK_CHECK(keep_draft(draft, facts, form->version, session.saved()));
    BALIEBLIK_CHECK(transaction.commit());
    return draft.visit_id;
}

Result<VisitId> DeviceStore::start_practice(std::string_view form_id, std::string_view version,
                                            std::string_view language)
{
    BALIEBLIK_TRY(form, form_that_arrived(std::string(form_id), std::string(version)));
    // A rule scenario by the norm of a wave with this form, so that every section can be practised.
    AssignmentFacts facts;
    facts.scenario.code = "R1";
    facts.scenario.group = ScenarioGroup::rule;
    BALIEBLIK_TRY(waves, database_.all<std::string>("SELECT body FROM server_row WHERE kind = 'wave'"));
    for (const auto& body : waves)
        if (auto wave = json::read_text<sync::WaveBrief>(body); wave && wave->form.form_id == form_id)
            facts.wave = std::move(*wave);
    if (facts.wave.norm.value == 0)
        facts.wave.norm.value = 900;

    const auto reading = clock_.read();
    BALIEBLIK_TRY(hidden, prefilled(*form->form, facts, language, [&](Timestamp) { return reading.offset; }));
    BALIEBLIK_TRY(session, forms::Session::open(form->program, surroundings(form, facts)));
    for (const auto& one : hidden)
        BALIEBLIK_CHECK(session.answer(one.reference, one.value));
    DraftFacts draft;
    draft.visit_id = ids_.make<VisitId>();
    draft.practice = true;
    draft.form = form->version.form;
    draft.norm_version = facts.wave.norm.version;
    draft.language = language;
    draft.started_at = reading.wall;
    draft.started_offset_min = reading.offset.count();
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    BALIEBLIK_CHECK(keep_draft(draft, facts, form->version, session.saved()));
    BALIEBLIK_CHECK(transaction.commit());
    return draft.visit_id;
}

Result<VisitId> DeviceStore::start_correction(VisitVersionId returned)
{
    BALIEBLIK_TRY(row, server_row(sync::EntityKind::visit_return, to_text(returned)));
    if (!row)
        return Error{Errc::not_found, "the returned visit"};
    BALIEBLIK_TRY(wanted, json::read_text<sync::VisitReturn>(*row));
    BALIEBLIK_TRY(open_one, database_.first<VisitId>("SELECT visit_id FROM draft WHERE visit_id = ?", wanted.visit_id));
    if (open_one)
        return *open_one;
    BALIEBLIK_CHECK(check_lease());
    BALIEBLIK_TRY(last, last_version(wanted.visit_id));
    if (last && last->visit_version_id != returned)
        return Error{Errc::state_conflict, "a later version was handed in already"};
    const bool ours = last && last->body;
    BALIEBLIK_TRY(body, json::read_text<VisitBody>(ours ? *last->body : wanted.body));

    BALIEBLIK_TRY(now_known, known_facts(body.assignment_id));
    BALIEBLIK_TRY(visit, database_.first<VisitRow>("SELECT * FROM visit WHERE visit_id = ?", wanted.visit_id));
    const auto facts = visit && visit->context ? visit->context : now_known;
    BALIEBLIK_TRY(form, form_in_use(body.form));
    BALIEBLIK_TRY(record, forms::record_from_json(*form->form, body.data));
    BALIEBLIK_TRY(session, forms::Session::edit(form->program, surroundings(form, facts), record));

    DraftFacts draft;
    draft.visit_id = wanted.visit_id;
    draft.version = body.version + 1;
    draft.supersedes = returned;
    draft.assignment_id = body.assignment_id;
    draft.form = body.form;
    draft.norm_version = body.norm_version;
    draft.language = body.language;
    draft.state = VisitState::left;
    const auto started = parse_timestamp(body.started_at);
    draft.started_at = started ? *started : clock_.now();
    // Where the visit began, not where it is corrected: the clocks may have changed in between.
    draft.started_offset_min = offset_in(body.started_at).value_or(clock_.read().offset).count();
    BALIEBLIK_TRY(transaction, Tx::begin(database_));
    if (now_known && now_known->assignment.state == AssignmentState::returned)
        BALIEBLIK_CHECK(queue_command(body.assignment_id, sync::AssignmentCommandKind::start, std::nullopt));
    BALIEBLIK_CHECK(keep_draft(draft, facts, form->version, session.saved()));
    for (const auto& lap : body.laps)
        BALIEBLIK_CHECK(database_.run("INSERT INTO lap (visit_id, kind, wall, offset_min, boot_ms, boot_id, corrected, "
                                      "reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                      draft.visit_id, lap.kind, lap.wall, lap.offset_min, lap.boot_ms, lap.boot_id,
                                      lap.corrected, lap.reason));
    for (const auto& photo : body.attachments)
        BALIEBLIK_CHECK(database_.run("INSERT INTO photo (visit_id, reference, name, sha256, size, media_type) "
                                      "VALUES (?, ?, ?, ?, ?, ?)",
                                      draft.visit_id, photo.question, photo.name, photo.sha256, photo.size,
                                      photo.media_type));
    BALIEBLIK_CHECK(transaction.commit());
    return draft.visit_id;
}

} // namespace balieblik::device_store
