// SPDX-License-Identifier: EUPL-1.2
// The loop, what a reply amounts to, and what follows from each class of refusal. The lanes' own messages are in
// client_lanes.cpp, client_uploads.cpp, client_orders.cpp and client_drafts.cpp.
#include "sync/client.hpp"

#include "sync/reply.hpp"

#include <algorithm>

namespace balieblik::sync {
namespace {

constexpr std::array all_lanes{Lane::token, Lane::push,   Lane::attachments, Lane::pull,
                               Lane::wake,  Lane::report, Lane::drafts};
// Three polls, each up to a fifth late.
constexpr int patience_in_polls = 4;

ErrorClass class_of_status(int status)
{
    if (status == 401)
        return ErrorClass::auth;
    if (status == 429 || status >= 500)
        return ErrorClass::retry;
    return ErrorClass::request;
}

// A code for replies that cannot carry one (HEAD).
Errc code_of_status(int status)
{
    switch (status) {
    case 401:
        return Errc::token_expired;
    case 404:
    case 410:
        return Errc::upload_gone;
    case 409:
        return Errc::offset_mismatch;
    case 413:
        return Errc::too_large;
    case 429:
        return Errc::rate_limited;
    default:
        return status >= 500 ? Errc::internal : Errc::malformed;
    }
}

std::optional<ErrorClass> class_named(std::string_view wanted)
{
    for (auto error_class : {ErrorClass::retry, ErrorClass::auth, ErrorClass::resync, ErrorClass::item,
                             ErrorClass::identity, ErrorClass::upgrade, ErrorClass::revoked, ErrorClass::request})
        if (name(error_class) == wanted)
            return error_class;
    return std::nullopt;
}

} // namespace

SyncClient::SyncClient(Ledger& ledger, Credentials credentials, const Clock& clock, Random& random,
                       ClientOptions options)
    : ledger_(ledger), credentials_(std::move(credentials)), clock_(clock), random_(random), options_(options),
      batch_(options.push_mutations), chunk_(options.first_chunk)
{
    for (auto& its : lanes_)
        its.moved_at = now();
    facts(Lane::wake).halted = !options.listen;
    facts(Lane::report).halted = !options.report;
    if (auto kept = ledger_.order())
        order_ = *kept;
    obey();
}

// Nobody waits for the answer to a question that takes a minute.
void SyncClient::stop()
{
    stopped_ = true;
    if (auto& wake = facts(Lane::wake); wake.in_flight) {
        in_flight_.erase(*wake.in_flight);
        wake.in_flight.reset();
    }
}

Action SyncClient::next()
{
    expire();
    if (stopped_)
        return in_flight_.empty() ? Action{Done{}} : Action{Sleep{sleep_until()}};
    for (const auto lane : all_lanes)
        if (may_start(lane))
            if (auto send = start(lane))
                return std::move(*send);
    return Sleep{sleep_until()};
}

bool SyncClient::may_start(Lane lane) const
{
    const auto& its = facts(lane);
    if (its.in_flight || its.halted || its.idle || now() < its.not_before)
        return false;
    return (lane == Lane::token) != token_usable();
}

milliseconds SyncClient::sleep_until() const
{
    const auto present = now();
    auto until = present + options_.poll_every;
    for (const auto lane : all_lanes) {
        const auto& its = facts(lane);
        if (its.in_flight)
            until = std::min(until, its.deadline);
        else if (!its.halted && !its.idle && its.not_before > present)
            until = std::min(until, its.not_before);
    }
    if (token_usable())
        until = std::min(until, token_good_until_);
    return until;
}

// A driver that forgets to report must not stop a lane for good.
void SyncClient::expire()
{
    for (const auto lane : all_lanes)
        if (const auto& its = facts(lane); its.in_flight && now() >= its.deadline)
            on_dropped({*its.in_flight, "no reply in time"});
}

void SyncClient::on(const Event& event)
{
    if (const auto* reply = std::get_if<Reply>(&event))
        on_reply(*reply);
    else if (const auto* dropped = std::get_if<Dropped>(&event))
        on_dropped(*dropped);
    else if (std::holds_alternative<Woke>(event))
        on_woke();
    else if (std::holds_alternative<EnrolledAgain>(event))
        on_enrolled_again();
    else if (std::holds_alternative<Queued>(event)) {
        look_again(Lane::push);
        if (push_step_ == PushStep::reconcile)
            due(Lane::push); // new work does not wait for a question that failed
        look_again(Lane::attachments);
    }
    // A lane that waits after a failure goes on waiting: edits come by the second.
    if ((std::holds_alternative<Queued>(event) || std::holds_alternative<Edited>(event)) &&
        facts(Lane::drafts).failures == 0)
        due(Lane::drafts);
}

void SyncClient::on_reply(const Reply& reply)
{
    const auto found = in_flight_.find(reply.id);
    if (found == in_flight_.end())
        return; // given up already, or never ours
    const auto lane = found->second;
    in_flight_.erase(found);
    facts(lane).in_flight.reset();
    if (auto refusal = refusal_of(facts(lane), reply)) {
        if ((lane != Lane::wake && lane != Lane::report) || !refusal->transport)
            online_ = !refusal->transport;
        refuse(lane, std::move(*refusal));
        return;
    }
    online_ = true;
    handle(lane, reply);
}

void SyncClient::on_dropped(const Dropped& dropped)
{
    const auto found = in_flight_.find(dropped.id);
    if (found == in_flight_.end())
        return;
    const auto lane = found->second;
    in_flight_.erase(found);
    facts(lane).in_flight.reset();
    // Proxies and idle networks end a long question; that alone says nothing about the connection.
    if (lane != Lane::wake)
        online_ = false;
    refuse(lane, {Errc::offline, ErrorClass::retry, true, dropped.detail, {}, {}});
}

void SyncClient::on_woke()
{
    const auto present = now();
    look_again(Lane::push);
    look_again(Lane::attachments);
    if (last_wake_ && present - *last_wake_ < options_.wake_every)
        return;
    last_wake_ = present;
    drafts_asked_at_.reset();
    for (const auto lane : all_lanes)
        due(lane);
}

// Whatever is on its way was asked by a stranger; a server that took us in again has everything to hear.
void SyncClient::on_enrolled_again()
{
    unknown_ = false;
    token_.clear();
    token_step_ = TokenStep::challenge;
    in_flight_.clear();
    for (const auto lane : all_lanes) {
        auto& its = facts(lane);
        its.in_flight.reset();
        its.failures = 0;
        its.last_error.reset();
        due(lane);
    }
    begin_anew();
}

std::optional<SyncClient::Refusal> SyncClient::refusal_of(const LaneFacts& lane, const Reply& reply) const
{
    Refusal refusal{Errc::offline, ErrorClass::retry, true, {}, {}, {}};
    if (const auto seconds_text = header(reply, "Retry-After"))
        if (const auto wait = whole_number(*seconds_text); wait && *wait >= 0)
            refusal.retry_after = std::min<milliseconds>(seconds{*wait}, std::chrono::hours{24});

    // A portal's page or a proxy's: it does not know what we asked.
    if (header(reply, "Sync-Nonce") != lane.nonce) {
        refusal.detail = "the nonce did not come back (" + std::to_string(reply.status) + ")";
        return refusal;
    }
    if (!reply.body.empty() && !is_our_media_type(header(reply, "Content-Type").value_or(""))) {
        refusal.detail = "not our media type";
        return refusal;
    }
    if (reply.status == 200 || reply.status == 201 || reply.status == 204)
        return std::nullopt;

    refusal.transport = false;
    refusal.code = code_of_status(reply.status);
    refusal.error_class = class_of_status(reply.status);
    refusal.detail = std::to_string(reply.status);
    if (reply.body.empty()) {
        refusal.error_class = info(refusal.code).error_class;
        return refusal;
    }
    const auto problem = json::read_text<Problem>(reply.body);
    if (!problem) {
        refusal.detail += " without a readable problem";
        return refusal;
    }
    refusal.detail += " " + problem->code;
    refusal.next_no = problem->next_no;
    if (problem->retry_after_s && *problem->retry_after_s >= 0)
        refusal.retry_after =
            std::max(refusal.retry_after.value_or(milliseconds{0}),
                     std::min<milliseconds>(seconds{*problem->retry_after_s}, std::chrono::hours{24}));
    if (const auto known = errc_named(problem->code)) {
        refusal.code = *known;
        refusal.error_class = info(*known).error_class;
    } else if (const auto named = class_named(problem->error_class)) {
        refusal.error_class = *named; // a code of a newer server: its class says what to do
    }
    return refusal;
}

void SyncClient::refuse(Lane lane, Refusal refusal)
{
    if (lane == Lane::attachments) {
        refuse_upload(refusal);
        return;
    }
    if (refusal.transport) {
        fail(lane, refusal);
        return;
    }
    if (lane == Lane::drafts && refuse_draft(refusal))
        return;
    auto& its = facts(lane);
    switch (refusal.error_class) {
    case ErrorClass::auth:
        refuse_auth(lane, refusal);
        return;
    case ErrorClass::resync:
        refuse_resync(lane, refusal);
        return;
    case ErrorClass::identity:
        if (!settle(lane, ledger_.take_new_install()))
            return;
        token_.clear(); // it was made for the install given up
        begin_anew();
        its.last_error = refusal.code;
        if (std::exchange(its.resynced, true))
            fail(lane, refusal);
        return;
    case ErrorClass::upgrade:
        upgrade_required_ = true;
        fail(lane, refusal);
        its.halted = lane == Lane::pull || lane == Lane::wake; // what is done is still handed in
        return;
    case ErrorClass::revoked:
        revoked_ = true;
        token_.clear();
        fail(lane, refusal);
        return;
    case ErrorClass::item:
        // The request as a whole: smaller ones may pass.
        if (lane == Lane::push && refusal.code == Errc::too_large && pushing_.size() > 1) {
            batch_ = std::max<std::int64_t>(1, static_cast<std::int64_t>(pushing_.size()) / 2);
            return;
        }
        fail(lane, refusal);
        return;
    case ErrorClass::retry:
    case ErrorClass::request:
    case ErrorClass::local:
        fail(lane, refusal);
        return;
    }
}

void SyncClient::refuse_auth(Lane lane, const Refusal& refusal)
{
    token_.clear();
    unknown_ = unknown_ || refusal.code == Errc::device_unknown;
    auto& its = facts(lane);
    if (lane == Lane::token) {
        token_step_ = TokenStep::challenge;
        fail(lane, refusal);
    } else if (std::exchange(its.refreshed, true)) {
        fail(lane, refusal); // a fresh token did not help either
    } else {
        its.last_error = refusal.code;
    }
}

void SyncClient::refuse_resync(Lane lane, const Refusal& refusal)
{
    auto& its = facts(lane);
    if (lane == Lane::push) {
        if (!refusal.next_no || !settle(lane, ledger_.rewind(*refusal.next_no))) {
            if (!refusal.next_no)
                fail(lane, refusal);
            return;
        }
        facts(Lane::attachments).idle = false;
    } else if (lane == Lane::pull) {
        if (!settle(lane, ledger_.forget_cursor()))
            return;
    }
    its.last_error = refusal.code;
    // Once at once; a server that asks again and again is left alone for longer and longer.
    if (std::exchange(its.resynced, true))
        fail(lane, refusal);
}

void SyncClient::fail(Lane lane, const Refusal& refusal)
{
    auto& its = facts(lane);
    if (lane == Lane::token)
        token_step_ = TokenStep::challenge; // a challenge serves once
    const auto doubled = options_.first_backoff * (std::int64_t{1} << std::min(its.failures, 30));
    ++its.failures;
    its.not_before = now() + jitter(std::min(options_.max_backoff, doubled));
    if (refusal.retry_after) {
        its.floor = now() + *refusal.retry_after;
        its.not_before = std::max(its.not_before, its.floor);
    }
    its.last_error = refusal.code;
    its.detail = refusal.detail;
    if (lane == Lane::wake)
        heard_.reset(); // whoever comes back pulls once
}

void SyncClient::succeed(Lane lane)
{
    auto& its = facts(lane);
    its.failures = 0;
    its.refreshed = false;
    its.resynced = false;
    its.last_error.reset();
    its.detail.clear();
    its.moved_at = now();
    its.last_success = clock_.now();
    facts(Lane::report).idle = false; // there may be something to say
}

// The ledger may have something for it now.
void SyncClient::look_again(Lane lane)
{
    auto& its = facts(lane);
    if (std::exchange(its.idle, false))
        its.moved_at = now();
}

void SyncClient::due(Lane lane)
{
    auto& its = facts(lane);
    its.not_before = its.floor;
    its.idle = false;
}

SyncClient::Refusal SyncClient::local(const Error& error)
{
    return {error.code, ErrorClass::local, false, "on this tablet: " + error.detail, {}, {}};
}

bool SyncClient::settle(Lane lane, const Result<void>& stored)
{
    if (!stored)
        fail(lane, local(stored.error()));
    return stored.has_value();
}

milliseconds SyncClient::jitter(milliseconds most)
{
    std::array<std::uint8_t, 8> bytes{};
    random_.fill(bytes);
    std::uint64_t drawn = 0;
    for (const auto byte : bytes)
        drawn = drawn << 8 | byte;
    return milliseconds{static_cast<std::int64_t>(drawn % static_cast<std::uint64_t>(most.count() + 1))};
}

// Something is to be done here, the server answers, and yet nothing has come of it for a long time.
bool SyncClient::stands_still(Lane lane) const
{
    const auto& its = facts(lane);
    return online_ && !revoked_ && !its.halted && !its.idle &&
           now() - its.moved_at > options_.poll_every * patience_in_polls;
}

SyncStatus SyncClient::status() const
{
    SyncStatus seen;
    for (const auto lane : all_lanes) {
        const auto& its = facts(lane);
        LaneStatus one{lane, LaneState::idle, {}, its.last_success, its.last_error, its.detail};
        if (its.halted || (stopped_ && !its.in_flight)) {
            one.state = LaneState::stopped;
        } else if (its.in_flight) {
            one.state = LaneState::working;
        } else if (its.failures > 0 && !its.idle && now() < its.not_before) {
            one.state = LaneState::waiting;
            one.tries_again_in = its.not_before - now();
        }
        seen.lanes.push_back(std::move(one));
    }
    if (const auto standing = ledger_.standing()) {
        seen.unsent_mutations = standing->unsent_mutations;
        seen.unsent_visits = standing->unsent_visits;
        seen.unsent_attachments = standing->unsent_attachments;
        seen.unkept_drafts = standing->unkept_drafts;
        seen.up_to_date = standing->unsent_mutations == 0 && standing->unsent_attachments == 0 && pulled_ &&
                          facts(Lane::pull).failures == 0;
    }
    seen.revoked = revoked_;
    seen.unknown = unknown_;
    seen.upgrade_required = upgrade_required_;
    seen.online = online_;
    if (order_)
        seen.order = order_->mode;
    seen.wipe_due =
        order_ && (order_->mode == OrderMode::wipe_now || (order_->mode == OrderMode::wipe_after_upload && confirmed_));
    seen.stuck = stands_still(Lane::push) || stands_still(Lane::pull);
    return seen;
}

} // namespace balieblik::sync
