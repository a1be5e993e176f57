// SPDX-License-Identifier: EUPL-1.2
// From draft to visit version: checked, written once as canonical text, signed, and put into the outbox.
#include "device_store/draft_state.hpp"
#include "device_store/prefill.hpp"
#include "device_store/rows.hpp"

#include "forms/record/record.hpp"
#include "scoring/explain.hpp"
#include "scoring/score.hpp"
#include "vault/hash.hpp"

namespace balieblik::device_store {

Result<std::vector<forms::Finding>> Draft::findings() const { return forms::check(*state_->session); }

Result<VisitBody> Draft::State::body(std::optional<AbortReason> aborted)
{
    const auto reading = store->clock_.read();
    BALIEBLIK_TRY(enrolled, store->enrolment());
    VisitBody made;
    made.visit_version_id = store->ids_.make<VisitVersionId>();
    made.visit_id = facts.visit_id;
    made.version = facts.version;
    made.supersedes = facts.supersedes;
    made.assignment_id = facts.assignment_id.value_or(AssignmentId{});
    made.inspector_id = enrolled ? enrolled->organisation.inspector_id : InspectorId{};
    made.form = facts.form;
    made.norm_version = facts.norm_version;
    made.language = facts.language;
    made.started_at = to_offset_text(facts.started_at, std::chrono::minutes{facts.started_offset_min});
    made.sealed_at = to_offset_text(reading.wall, reading.offset);
    made.aborted = aborted;
    made.data = forms::record_json(*session);
    made.laps = plain_laps();
    made.device = {store->app_.app_version, store->app_.platform, answers_of(made.laps).flags,
                   session->cleared_on_sealing()};
    using Row = std::tuple<std::string, std::int64_t, std::string, std::string, std::string>;
    BALIEBLIK_TRY(photos, store->database_.all<Row>("SELECT sha256, size, media_type, reference, name FROM photo WHERE "
                                                    "visit_id = ? ORDER BY reference",
                                                    facts.visit_id));
    for (auto& [sha256, size, media_type, reference, name] : photos)
        if (const auto node = session->node(reference); node && node->relevant && node->value == name)
            made.attachments.push_back({sha256, size, media_type, reference, name});
    return made;
}

Result<SealedVisit> Draft::State::seal(std::optional<AbortReason> aborted)
{
    BALIEBLIK_TRY(made, body(aborted));
    const auto text = json::canonical(json::write(made));
    if (static_cast<std::int64_t>(text.size()) > sync::max_mutation_bytes)
        return Error{Errc::too_large, "the visit"};
    const auto sha256 = vault::sha256_hex(text);

    // Kept for comparison with the server's. A practice visit shows it in words; a real one never shows it.
    std::optional<boost::json::object> score;
    if (!aborted && context)
        if (const auto norm = scorers_norm(form->version, context->wave.norm))
            if (const auto scored = scoring::score_record(*form->form, made.data, *norm))
                score =
                    facts.practice ? scoring::with_explanation(*scored, *form->form) : json::write(*scored).as_object();

    BALIEBLIK_TRY(transaction, storage::Transaction::begin(store->database_));
    for (const auto& reference : made.device.cleared) {
        const auto held = stored.find(reference);
        BALIEBLIK_CHECK(write_log({"clear", reference, held == stored.end() ? "" : held->second}));
    }
    BALIEBLIK_CHECK(store->keep_version(made, text, sha256, score, facts.practice));
    BALIEBLIK_CHECK(store->database_.run("DELETE FROM draft WHERE visit_id = ?", facts.visit_id));
    BALIEBLIK_CHECK(transaction.commit());
    return SealedVisit{made.visit_id, made.visit_version_id, made.version, sha256, made.device.cleared};
}

Result<SealedVisit> Draft::seal()
{
    BALIEBLIK_TRY(found, findings());
    std::string missing;
    for (const auto& finding : found)
        if (finding.severity == forms::Severity::hard)
            missing += (missing.empty() ? "" : " ") + finding.reference;
    if (!missing.empty())
        return Error{Errc::seal_incomplete, missing};
    return state_->seal(std::nullopt);
}

Result<SealedVisit> Draft::abort(AbortReason reason) { return state_->seal(reason); }

} // namespace balieblik::device_store
