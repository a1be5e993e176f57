// SPDX-License-Identifier: EUPL-1.2
// What a reviewer decides.
#include "usecases/find.hpp"
#include "usecases/inbox.hpp"
#include "usecases/review.hpp"
#include "usecases/review_rules.hpp"

namespace balieblik::usecases {
namespace {

Result<void> check_reasons(const ReviewRequest& request)
{
    if (request.remark.size() > 2000 || request.reasons.size() > 10)
        return Error{Errc::too_large, "remark or reasons"};
    if (request.outcome == ReviewOutcome::approve)
        return {};
    if (request.reasons.empty())
        return Error{Errc::reason_missing, "reasons"};
    const bool other =
        std::find(request.reasons.begin(), request.reasons.end(), ReasonCode::other) != request.reasons.end();
    if (other && request.remark.empty())
        return Error{Errc::reason_missing, "remark"};
    return {};
}

// A wave that was validated holds still until it is released. From then on visits that should not have counted are
// taken back, and late ones may still come to count; both wait for a new version of the release.
Result<void> check_wave(const Wave& wave, const store::VisitVersion& version, ReviewOutcome outcome)
{
    if (wave.state == WaveState::fieldwork || wave.state == WaveState::closed)
        return {};
    const bool taken_back = outcome == ReviewOutcome::reject && version.state == VisitVersionState::approved;
    if (wave.state == WaveState::published && (taken_back || version.late))
        return {};
    return Error{Errc::state_conflict, "wave " + std::string(json::enum_name(wave.state))};
}

class Decision {
public:
    Decision(store::Tx& tx, const store::VisitVersion& version, const Assignment& assignment)
        : tx_(tx), version_(version), before_(assignment), assignment_(assignment)
    {
    }

    Result<void> carry_out(ReviewOutcome outcome)
    {
        switch (outcome) {
        case ReviewOutcome::approve:
            return approve();
        case ReviewOutcome::give_back:
            return give_back();
        case ReviewOutcome::reject:
            return reject();
        case ReviewOutcome::admit_late:
            return admit_late();
        }
        return Error{Errc::validation, "outcome"};
    }

    // After the review itself is on record: what tablets are told quotes it.
    Result<Reviewed> publish(ReviewOutcome outcome)
    {
        ++version_.rev;
        BALIEBLIK_CHECK(tx_.visits().update(version_));
        if (assignment_moved_) {
            BALIEBLIK_CHECK(tx_.field().update(assignment_));
            BALIEBLIK_CHECK(publish_to_inbox(tx_, before_, assignment_));
        }
        if (outcome == ReviewOutcome::give_back)
            publish_return(tx_, version_);
        else if (outcome != ReviewOutcome::admit_late)
            publish_outcome(tx_, version_);
        return Reviewed{version_.id, version_.state, assignment_.id, version_.rev};
    }

private:
    bool is_undecided() const
    {
        return version_.state == VisitVersionState::complete || version_.state == VisitVersionState::in_review;
    }
    Error conflict() const { return {Errc::state_conflict, "visit " + std::string(json::enum_name(version_.state))}; }

    Result<void> move(AssignmentStep step)
    {
        BALIEBLIK_TRY(next, after(assignment_.state, step, assignment_.returns));
        assignment_.state = next;
        assignment_moved_ = true;
        return {};
    }

    Result<void> check_no_other_approved()
    {
        BALIEBLIK_TRY(versions, tx_.visits().of_assignment(assignment_.id));
        for (const auto& other : versions)
            if (other.id != version_.id && other.state == VisitVersionState::approved)
                return Error{Errc::approved_already, {}};
        return {};
    }

    Result<void> approve()
    {
        if (!is_undecided())
            return conflict();
        BALIEBLIK_CHECK(check_no_other_approved());
        if (version_.late && !version_.late_admitted)
            return Error{Errc::state_conflict, "late"};
        // A late visit counts although its assignment keeps the state it has.
        if (!version_.late)
            BALIEBLIK_CHECK(move(AssignmentStep::approve));
        version_.state = VisitVersionState::approved;
        version_.competing = false;
        return {};
    }

    Result<void> give_back()
    {
        if (!is_undecided() || version_.late)
            return version_.late ? Error{Errc::state_conflict, "late"} : conflict();
        BALIEBLIK_CHECK(move(AssignmentStep::give_back));
        ++assignment_.returns;
        version_.state = VisitVersionState::returned;
        return {};
    }

    // Fraud, or another location after all: it counts no more, and stays for the record.
    Result<void> take_back()
    {
        if (after(assignment_.state, AssignmentStep::void_approved))
            BALIEBLIK_CHECK(move(AssignmentStep::void_approved));
        version_.state = VisitVersionState::voided;
        return {};
    }

    Result<void> reject()
    {
        if (version_.state == VisitVersionState::approved)
            return take_back();
        const bool waits_in_vain = version_.state == VisitVersionState::awaiting_media;
        if (!is_undecided() && !waits_in_vain)
            return conflict();
        BALIEBLIK_TRY(versions, tx_.visits().of_assignment(assignment_.id));
        const bool another = std::any_of(versions.begin(), versions.end(), [&](const store::VisitVersion& other) {
            return other.id != version_.id && !other.late && other.state != VisitVersionState::rejected &&
                   other.state != VisitVersionState::superseded && other.state != VisitVersionState::voided;
        });
        // The assignment ends with its last visit; one that ended otherwise stays as it is.
        if (!version_.late && !another && after(assignment_.state, AssignmentStep::reject))
            BALIEBLIK_CHECK(move(AssignmentStep::reject));
        version_.state = VisitVersionState::rejected;
        version_.competing = false;
        return {};
    }

    Result<void> admit_late()
    {
        if (!version_.late || version_.late_admitted || !is_undecided())
            return version_.late ? conflict() : Error{Errc::state_conflict, "not late"};
        BALIEBLIK_CHECK(check_no_other_approved());
        version_.late_admitted = true;
        return {};
    }

    store::Tx& tx_;
    store::VisitVersion version_;
    Assignment before_;
    Assignment assignment_;
    bool assignment_moved_ = false;
};

std::string reasons_text(const ReviewRequest& request)
{
    std::string text;
    for (const auto reason : request.reasons)
        text += (text.empty() ? "" : ", ") + std::string(json::enum_name(reason));
    return text;
}

} // namespace

Result<Reviewed> review_visit(store::Tx& tx, const Environment& env, const Actor& actor, VisitVersionId id,
                              const ReviewRequest& request)
{
    BALIEBLIK_TRY(visit, find_visit(tx, actor, {Role::reviewer}, id));
    if (is_own(actor, visit.version.inspector_id))
        return Error{Errc::own_visit, {}};
    if (visit.version.rev != request.rev)
        return Error{Errc::stale, "visit"};
    BALIEBLIK_CHECK(check_reasons(request));
    BALIEBLIK_CHECK(check_wave(visit.in.wave, visit.version, request.outcome));
    BALIEBLIK_TRY(assignment, tx.field().assignment(visit.version.assignment_id));
    if (!assignment)
        return Error{Errc::not_found, "assignment"};
    Decision decision(tx, visit.version, *assignment);
    BALIEBLIK_CHECK(decision.carry_out(request.outcome));
    BALIEBLIK_CHECK(
        tx.reviews().add({id, actor.person_id, request.outcome, request.reasons, request.remark, env.clock.now()}));
    BALIEBLIK_TRY(reviewed, decision.publish(request.outcome));
    const auto reasons = reasons_text(request);
    BALIEBLIK_CHECK(note(tx, env, actor, visit.in.role, "visit." + std::string(json::enum_name(request.outcome)),
                         "visit_version:" + to_text(id),
                         reasons.empty() ? std::nullopt : std::optional<std::string>(reasons)));
    return reviewed;
}

} // namespace balieblik::usecases
