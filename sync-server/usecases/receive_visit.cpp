// SPDX-License-Identifier: EUPL-1.2
#include "usecases/receive_visit.hpp"

#include "model/attachment.hpp"
#include "model/wave.hpp"
#include "usecases/inbox.hpp"
#include "vault/hash.hpp"
#include "vault/sign.hpp"

#include <set>

namespace balieblik::usecases {
namespace {

bool is_sha256(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

// The only numbers are whole and below 2^53, so that every reader reads the same.
bool numbers_are_whole(const boost::json::value& value)
{
    constexpr std::int64_t limit = std::int64_t{1} << 53;
    if (value.is_double() || value.is_uint64())
        return false;
    if (value.is_int64())
        return value.get_int64() < limit && value.get_int64() > -limit;
    if (value.is_array())
        return std::all_of(value.get_array().begin(), value.get_array().end(), numbers_are_whole);
    if (value.is_object())
        return std::all_of(value.get_object().begin(), value.get_object().end(),
                           [](const auto& member) { return numbers_are_whole(member.value()); });
    return true;
}

// Answers are texts; groups and repeats hold them.
bool answers_are_texts(const boost::json::value& value)
{
    if (value.is_object())
        return std::all_of(value.get_object().begin(), value.get_object().end(),
                           [](const auto& member) { return answers_are_texts(member.value()); });
    if (value.is_array())
        return std::all_of(value.get_array().begin(), value.get_array().end(), answers_are_texts);
    return value.is_string();
}

Result<void> check_attachments(const std::vector<Attachment>& attachments)
{
    if (attachments.size() > static_cast<std::size_t>(sync::max_attachments_per_visit))
        return Error{Errc::too_large, "attachments"};
    std::set<std::pair<std::string, std::string>> places;
    for (const auto& one : attachments) {
        if (one.size > sync::max_attachment_bytes)
            return Error{Errc::too_large, "attachments.size"};
        if (one.size <= 0 || !is_sha256(one.sha256) || !may_be_attached(one.media_type) || one.name.empty() ||
            one.name.size() > 255 || one.question.size() > 500)
            return Error{Errc::validation, "attachments"};
        if (!places.emplace(one.question, one.name).second)
            return Error{Errc::validation, "attachments.name"};
    }
    return {};
}

// The bytes say exactly one thing, in exactly one way.
Result<VisitBody> read_body(const sync::Mutation& mutation, const DeviceSession& session)
{
    if (vault::sha256_hex(mutation.body) != mutation.sha256)
        return Error{Errc::hash_mismatch, "the body has another hash than was promised"};
    BALIEBLIK_TRY(
        value, json::parse(mutation.body, {.bytes = static_cast<std::size_t>(sync::max_mutation_bytes), .depth = 32}));
    if (!numbers_are_whole(value))
        return Error{Errc::validation, "a number is not whole"};
    if (json::canonical(value) != mutation.body)
        return Error{Errc::validation, "the body is not canonical"};
    BALIEBLIK_TRY(body, json::read<VisitBody>(value));
    if (!answers_are_texts(body.data))
        return Error{Errc::validation, "data: an answer is not a text"};
    if (body.visit_version_id.is_nil() || body.visit_id.is_nil() || body.version < 1)
        return Error{Errc::validation, "visit_version_id, visit_id or version"};
    if (body.inspector_id != session.inspector_id)
        return Error{Errc::validation, "inspector_id"};
    if (body.sealed_at.size() > 40 || !parse_timestamp(body.sealed_at))
        return Error{Errc::validation, "sealed_at"};
    if (body.language != "nl" && body.language != "en")
        return Error{Errc::validation, "language"};
    BALIEBLIK_CHECK(check_attachments(body.attachments));
    return body;
}

bool signed_with(const std::string& public_key, TenantId tenant, const VisitBody& body, const sync::Mutation& mutation)
{
    const auto key = vault::PublicKey::parse(public_key);
    return key && vault::verify(*key, mutation.signature.value_or(""), vault::label::visit,
                                {to_text(tenant), to_text(body.visit_version_id), mutation.sha256})
                      .has_value();
}

Result<DeviceId> signer(store::Tx& tx, const DeviceSession& session, const VisitBody& body,
                        const sync::Mutation& mutation, const CheckedVisit& checked)
{
    if (checked.signed_by_session)
        return session.device_id;
    BALIEBLIK_TRY(devices, tx.devices().all());
    for (const auto& device : devices)
        if (device.inspector_id == session.inspector_id && device.state == DeviceState::active &&
            signed_with(device.public_key, session.tenant, body, mutation))
            return device.id;
    return Error{Errc::signature_invalid, "not signed by a tablet of this inspector"};
}

Result<void> check_form(store::Tx& tx, const FormRef& form)
{
    BALIEBLIK_TRY(known, tx.field().form_sha256(form.form_id, form.version));
    if (!known)
        return Error{Errc::unknown_form, form.form_id + "/" + form.version};
    if (*known != form.sha256)
        return Error{Errc::unknown_form, form.form_id + "/" + form.version + ": another hash"};
    return {};
}

// Nobody waits for this visit any more: it is kept and counts only if a reviewer admits it.
bool is_late(const Assignment& assignment, const Wave& wave, InspectorId inspector)
{
    using enum AssignmentState;
    switch (assignment.state) {
    case cancelled:
    case expired:
    case voided:
    case declined:
    case draft:
        return true;
    default:
        break;
    }
    if (assignment.inspector_id != inspector)
        return true;
    const bool in_the_field =
        wave.state == WaveState::fieldwork || wave.state == WaveState::scheduled || wave.state == WaveState::draft;
    return !in_the_field && assignment.state != returned;
}

bool is_live(VisitVersionState state)
{
    using enum VisitVersionState;
    return state != superseded && state != rejected && state != voided;
}

Result<void> supersede(store::Tx& tx, store::VisitVersion earlier)
{
    // What was decided stays decided; the newcomer then competes with it.
    using enum VisitVersionState;
    if (earlier.state == approved || !is_live(earlier.state))
        return {};
    earlier.state = superseded;
    earlier.competing = false;
    ++earlier.rev;
    BALIEBLIK_CHECK(tx.visits().update(earlier));
    publish_outcome(tx, earlier);
    return {};
}

// Versions may arrive in any order: each looks for the one it replaces and for the one that replaces it.
Result<void> place_among_others(store::Tx& tx, store::VisitVersion& version)
{
    BALIEBLIK_TRY(others, tx.visits().of_assignment(version.assignment_id));
    if (others.empty())
        return {};
    for (const auto& other : others) {
        if (version.supersedes == other.id && other.visit_id == version.visit_id)
            BALIEBLIK_CHECK(supersede(tx, other));
        if (other.supersedes == version.id && other.visit_id == version.visit_id)
            version.state = VisitVersionState::superseded;
    }
    if (!is_live(version.state))
        return {};
    BALIEBLIK_TRY(now, tx.visits().of_assignment(version.assignment_id));
    for (auto other : now) {
        if (!is_live(other.state))
            continue;
        version.competing = true;
        if (!other.competing) {
            other.competing = true;
            BALIEBLIK_CHECK(tx.visits().update(other));
        }
    }
    return {};
}

Result<void> submit(store::Tx& tx, const Assignment& assignment)
{
    const auto next = after(assignment.state, AssignmentStep::submit);
    if (!next) // approved meanwhile: the visit competes, and a reviewer decides
        return {};
    auto changed = assignment;
    changed.state = *next;
    BALIEBLIK_CHECK(tx.field().update(changed));
    return publish_to_inbox(tx, assignment, changed);
}

store::VisitVersion version_of(const VisitBody& body, const sync::Mutation& mutation, const Assignment& assignment,
                               DeviceId device, Timestamp now)
{
    return {.id = body.visit_version_id,
            .visit_id = body.visit_id,
            .version = body.version,
            .supersedes = body.supersedes,
            .assignment_id = assignment.id,
            .wave_id = assignment.wave_id,
            .location_id = assignment.location_id,
            .inspector_id = body.inspector_id,
            .device_id = device,
            .form_id = body.form.form_id,
            .form_version = body.form.version,
            .form_sha256 = body.form.sha256,
            .norm_version = body.norm_version,
            .aborted = body.aborted,
            .sha256 = mutation.sha256,
            .signature = mutation.signature.value_or(""),
            .size = static_cast<std::int64_t>(mutation.body.size()),
            .sealed_at = body.sealed_at,
            .received_at = now};
}

Result<void> declare_attachments(store::Tx& tx, const VisitBody& body)
{
    for (const auto& one : body.attachments)
        BALIEBLIK_CHECK(
            tx.visits().declare({body.visit_version_id, one.sha256, one.size, one.media_type, one.question, one.name}));
    return {};
}

// A photo can be here already: an earlier version declared it too.
Result<bool> all_here(store::Tx& tx, const VisitBody& body)
{
    for (const auto& one : body.attachments) {
        BALIEBLIK_TRY(blob, tx.blobs().find(body.inspector_id, one.sha256));
        if (!blob)
            return false;
    }
    return true;
}

} // namespace

CheckedVisit check_visit(const DeviceSession& session, const sync::Mutation& mutation)
{
    CheckedVisit checked{read_body(mutation, session)};
    checked.signed_by_session = checked.body && !session.public_key.empty() &&
                                signed_with(session.public_key, session.tenant, *checked.body, mutation);
    return checked;
}

Result<ReceivedVisit> receive_visit(store::Tx& tx, const Environment& env, const DeviceSession& session,
                                    const sync::Mutation& mutation, const CheckedVisit& checked)
{
    if (!checked.body)
        return checked.body.error();
    const auto& body = *checked.body;
    BALIEBLIK_TRY(held, tx.visits().find(body.visit_version_id));
    if (held && held->sha256 == mutation.sha256)
        return ReceivedVisit{*held, true};
    if (held)
        return Error{Errc::hash_mismatch, "this visit version came before with another content"};
    BALIEBLIK_TRY(device, signer(tx, session, body, mutation, checked));
    BALIEBLIK_CHECK(check_form(tx, body.form));
    BALIEBLIK_TRY(assignment, tx.field().assignment(body.assignment_id));
    if (!assignment)
        return Error{Errc::validation, "assignment_id"};
    BALIEBLIK_TRY(wave, tx.field().wave(assignment->wave_id));
    if (!wave)
        return Error{Errc::validation, "wave"};

    auto version = version_of(body, mutation, *assignment, device, env.clock.now());
    version.late = is_late(*assignment, *wave, session.inspector_id);
    BALIEBLIK_TRY(complete, all_here(tx, body));
    version.state = complete ? VisitVersionState::complete : VisitVersionState::awaiting_media;
    BALIEBLIK_CHECK(place_among_others(tx, version));
    BALIEBLIK_CHECK(tx.visits().add(version, mutation.body));
    BALIEBLIK_CHECK(declare_attachments(tx, body));
    BALIEBLIK_CHECK(tx.drafts().forget(body.visit_id, body.version));
    if (version.state == VisitVersionState::superseded)
        publish_outcome(tx, version);
    else if (!version.late)
        BALIEBLIK_CHECK(submit(tx, *assignment));
    if (complete)
        publish_receipt(tx, version);
    const auto mark = version.late ? std::optional<std::string>("late") : std::nullopt;
    BALIEBLIK_CHECK(note(tx, env, session, "visit.received", "visit_version:" + to_text(version.id), mark));
    return ReceivedVisit{version, false};
}

} // namespace balieblik::usecases
