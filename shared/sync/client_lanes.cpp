// SPDX-License-Identifier: EUPL-1.2
// What each lane sends, and what it makes of a proper reply: token, push and pull. Photos stand in client_uploads.cpp;
// wake-ups, reports and orders in client_orders.cpp, drafts in client_drafts.cpp.
#include "sync/client.hpp"

#include <algorithm>

namespace balieblik::sync {
namespace {

constexpr std::int64_t versions_a_question = 100;
// A page holds at least one entry, however large: a questionnaire with its lists may exceed what was asked for.
constexpr json::Limits page_limits{.bytes = 32 * 1024 * 1024, .depth = 64};

std::vector<std::string> known_kinds()
{
    std::vector<std::string> kinds;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<EntityKind>>(
        [&](auto kind) { kinds.emplace_back(kind.name); });
    return kinds;
}

} // namespace

Send SyncClient::request(Lane lane, std::string method, std::string path)
{
    std::array<std::uint8_t, 16> bytes{};
    random_.fill(bytes);
    auto& its = facts(lane);
    its.nonce = to_hex(bytes);
    its.in_flight = ++last_id_;
    its.sent_at = now();
    its.deadline = now() + options_.request_timeout;
    in_flight_[last_id_] = lane;

    Send send{last_id_, lane, std::move(method), std::move(path), {}, {}, options_.request_timeout};
    send.headers = {{"Sync-Protocol", std::to_string(protocol_version)}, {"Sync-Nonce", its.nonce}};
    if (lane != Lane::token)
        send.headers.push_back({"Authorization", "Bearer " + token_});
    return send;
}

Send SyncClient::json_request(Lane lane, std::string path, std::string body)
{
    auto send = request(lane, "POST", std::move(path));
    send.headers.push_back({"Content-Type", "application/json"});
    send.headers.push_back({"Accept", "application/json"});
    send.body = std::move(body);
    return send;
}

std::optional<Send> SyncClient::start(Lane lane)
{
    switch (lane) {
    case Lane::token:
        return start_token();
    case Lane::push:
        return start_push();
    case Lane::attachments:
        return start_attachments();
    case Lane::pull:
        return start_pull();
    case Lane::wake:
        return start_wake();
    case Lane::report:
        return start_report();
    case Lane::drafts:
        return start_drafts();
    }
    return std::nullopt;
}

void SyncClient::handle(Lane lane, const Reply& reply)
{
    switch (lane) {
    case Lane::token:
        handle_token(reply);
        break;
    case Lane::push:
        handle_push(reply);
        break;
    case Lane::attachments:
        handle_attachments(reply);
        break;
    case Lane::pull:
        handle_pull(reply);
        break;
    case Lane::wake:
        handle_wake(reply);
        break;
    case Lane::report:
        handle_report(reply);
        break;
    case Lane::drafts:
        handle_drafts(reply);
        break;
    }
}

// --- Token -------------------------------------------------------------------------------------------------------

std::optional<Send> SyncClient::start_token()
{
    if (token_step_ == TokenStep::challenge)
        return json_request(Lane::token, "/v1/challenge", "{}");
    const auto standing = ledger_.standing();
    if (!standing) {
        fail(Lane::token, local(standing.error()));
        return std::nullopt;
    }
    TokenRequest wanted{standing->device_id, standing->install_id, challenge_, {}, standing->app_version};
    const auto signature = credentials_.sign_token(standing->tenant, wanted);
    if (!signature) {
        fail(Lane::token, local(signature.error()));
        return std::nullopt;
    }
    wanted.signature = *signature;
    return json_request(Lane::token, "/v1/token", json::print_struct(wanted));
}

void SyncClient::handle_token(const Reply& reply)
{
    const auto unreadable = [this](const Error& error) {
        fail(Lane::token, {Errc::malformed, ErrorClass::retry, true, error.detail, {}, {}});
    };
    if (token_step_ == TokenStep::challenge) {
        const auto challenge = json::read_text<Challenge>(reply.body);
        if (!challenge)
            return unreadable(challenge.error());
        challenge_ = challenge->nonce;
        token_step_ = TokenStep::token;
        return;
    }
    token_step_ = TokenStep::challenge;
    auto granted = json::read_text<TokenReply>(reply.body);
    if (!granted || granted->token.empty())
        return unreadable(granted ? Error{Errc::malformed, "an empty token"} : granted.error());
    token_ = std::move(granted->token);
    token_good_until_ = now() + options_.token_renewal;
    revoked_ = false;
    unknown_ = false;
    succeed(Lane::token);
    if (granted->policy)
        hear_policy(*granted->policy);
    if (granted->order)
        hear_order(*granted->order);
}

// --- Push --------------------------------------------------------------------------------------------------------

std::optional<Send> SyncClient::start_push()
{
    const auto standing = ledger_.standing();
    auto waiting = ledger_.unacknowledged(batch_, options_.push_bytes);
    if (!standing || !waiting) {
        fail(Lane::push, local(standing ? waiting.error() : standing.error()));
        return std::nullopt;
    }
    if (waiting->empty())
        return start_reconcile();
    push_step_ = PushStep::push;
    pushing_ = std::move(*waiting);
    pushing_install_ = standing->install_id;
    pushed_meanwhile_ = true;
    const PushRequest batch{pushing_install_, pushing_.front().no, pushing_};
    return json_request(Lane::push, "/v1/sync/push", json::print_struct(batch));
}

// When nothing waits: whether what was handed in is there.
std::optional<Send> SyncClient::start_reconcile()
{
    auto& its = facts(Lane::push);
    auto held = ledger_.versions_to_ask(versions_a_question);
    if (!held) {
        fail(Lane::push, local(held.error()));
        return std::nullopt;
    }
    if (held->empty()) {
        its.idle = true;
        its.moved_at = now();
        return std::nullopt;
    }
    push_step_ = PushStep::reconcile;
    pushing_.clear();
    reconciling_ = std::move(*held);
    return json_request(Lane::push, "/v1/sync/reconcile", json::print_struct(ReconcileRequest{reconciling_}));
}

void SyncClient::handle_reconcile(const Reply& reply)
{
    const auto answer = json::read_text<ReconcileReply>(reply.body);
    if (!answer)
        return fail(Lane::push, {Errc::malformed, ErrorClass::retry, true, answer.error().detail, {}, {}});
    if (!settle(Lane::push, ledger_.versions_told(reconciling_, answer->missing)))
        return;
    succeed(Lane::push);
}

// The results up to the first that is missing, asks for patience, or vouches for something else than what was sent.
std::vector<MutationResult> SyncClient::believable(const PushReply& reply, std::optional<Refusal>& doubt) const
{
    std::vector<MutationResult> believed;
    for (const auto& mutation : pushing_) {
        const auto found = std::find_if(reply.results.begin(), reply.results.end(),
                                        [&](const MutationResult& one) { return one.no == mutation.no; });
        if (found == reply.results.end()) {
            if (believed.empty())
                doubt = Refusal{Errc::malformed, ErrorClass::retry, true, "no result for what was sent", {}, {}};
            break;
        }
        if (found->status == MutationStatus::retry) {
            const auto code = errc_named(found->code.value_or("")).value_or(Errc::busy);
            doubt = Refusal{code, ErrorClass::retry, false, "asked to send it again", {}, {}};
            break;
        }
        auto result = *found;
        const bool genuine =
            result.receipt && result.receipt->sha256 == mutation.sha256 && credentials_.verify_receipt(*result.receipt);
        const bool is_visit = mutation.kind == json::enum_name(MutationKind::visit_version);
        if (is_visit && result.status != MutationStatus::quarantined && !genuine) {
            doubt = Refusal{Errc::signature_invalid, ErrorClass::retry, false, "a receipt is not genuine", {}, {}};
            break;
        }
        if (!genuine)
            result.receipt.reset();
        believed.push_back(std::move(result));
    }
    return believed;
}

void SyncClient::handle_push(const Reply& reply)
{
    if (push_step_ == PushStep::reconcile)
        return handle_reconcile(reply);
    const auto answer = json::read_text<PushReply>(reply.body);
    if (!answer)
        return fail(Lane::push, {Errc::malformed, ErrorClass::retry, true, answer.error().detail, {}, {}});
    std::optional<Refusal> doubt;
    const auto results = believable(*answer, doubt);
    if (!settle(Lane::push, ledger_.acknowledge(pushing_install_, results)))
        return;
    // Only after what was acknowledged is stored: a rewind must not undo it.
    if (!hear_epoch(Lane::push, answer->epoch, answer->next_no))
        return;
    if (!results.empty()) {
        succeed(Lane::push);
        batch_ = options_.push_mutations;
        due(Lane::attachments);
        due(Lane::pull); // for what follows from it
    }
    if (doubt)
        fail(Lane::push, *doubt);
}

std::optional<bool> SyncClient::hear_epoch(Lane lane, const std::string& epoch, std::int64_t next_no)
{
    return hear_set_back(lane, ledger_.note_epoch(epoch, next_no));
}

// A server that was set back without anybody telling it shows by what it expects; a tablet that has nothing to hand in
// would never hear of it otherwise. While a push is under way the number may just be older than its acknowledgement.
std::optional<bool> SyncClient::hear_next_no(std::int64_t next_no)
{
    return pushed_meanwhile_ ? false : hear_set_back(Lane::pull, ledger_.note_next_no(next_no));
}

std::optional<bool> SyncClient::hear_set_back(Lane lane, const Result<bool>& set_back)
{
    if (!set_back) {
        fail(lane, local(set_back.error()));
        return std::nullopt;
    }
    if (*set_back) {
        begin_anew();
        hear_policy_again();
    }
    return *set_back;
}

// The ledger forgot how far it had come: answers that are under way are of the history before.
void SyncClient::begin_anew()
{
    // A page would go on from a cursor that is forgotten now: nothing would fit before it. What the server holds of our
    // photos has to be asked anew.
    for (const auto lane : {Lane::pull, Lane::attachments})
        forget_what_is_asked(lane);
    if (push_step_ == PushStep::reconcile)
        forget_what_is_asked(Lane::push);
    due(Lane::pull);
    due(Lane::drafts);
    facts(Lane::push).idle = false;
    facts(Lane::attachments).idle = false;
    missing_.clear();
    offsets_.clear();
}

void SyncClient::forget_what_is_asked(Lane lane)
{
    auto& its = facts(lane);
    if (its.in_flight)
        in_flight_.erase(*its.in_flight);
    its.in_flight.reset();
}

// --- Pull --------------------------------------------------------------------------------------------------------

std::optional<Send> SyncClient::start_pull()
{
    const auto standing = ledger_.standing();
    auto cursor = ledger_.pull_cursor();
    if (!standing || !cursor) {
        fail(Lane::pull, local(standing ? cursor.error() : standing.error()));
        return std::nullopt;
    }
    pull_from_ = std::move(*cursor);
    pushed_meanwhile_ = facts(Lane::push).in_flight && push_step_ == PushStep::push;
    PullRequest page;
    page.install_id = standing->install_id;
    page.cursor = pull_from_;
    page.max_entries = options_.pull_entries;
    page.kinds = known_kinds();
    return json_request(Lane::pull, "/v1/sync/pull", json::print_struct(page));
}

void SyncClient::handle_pull(const Reply& reply)
{
    const auto page = json::read_text<PullReply>(reply.body, page_limits);
    if (!page)
        return fail(Lane::pull, {Errc::malformed, ErrorClass::retry, true, page.error().detail, {}, {}});
    const bool fresh = !pull_from_;
    if (page->order)
        hear_order(*page->order);
    if (page->has_more) {
        if (pull_from_ == page->cursor)
            return fail(Lane::pull, {Errc::malformed, ErrorClass::retry, true, "the cursor stands still", {}, {}});
        settle(Lane::pull, ledger_.stage(*page, fresh)); // the next page follows at once
        return;
    }
    const auto differing = ledger_.apply(*page, fresh, credentials_.verify_receipt);
    if (!differing)
        return fail(Lane::pull, local(differing.error()));
    const auto other_epoch = hear_epoch(Lane::pull, page->epoch, page->next_no);
    if (!other_epoch)
        return;
    const auto forgot = hear_next_no(page->next_no);
    if (!forgot)
        return;
    hear_policy_again(); // streams that began anew tell of a server that was set back, too
    if (push_step_ == PushStep::reconcile)
        forget_what_is_asked(Lane::push); // and it was asked before that

    auto& its = facts(Lane::pull);
    const bool restarted_already = its.resynced;
    succeed(Lane::pull);
    pulled_ = true;
    facts(Lane::push).idle = false;
    facts(Lane::attachments).idle = false;
    its.not_before = now() + options_.poll_every * 4 / 5 + jitter(options_.poll_every * 2 / 5);
    if (*other_epoch || *forgot)
        due(Lane::pull); // the receipts that still stand are told again
    if (std::exchange(changed_meanwhile_, false))
        due(Lane::pull); // what the page may not show yet
    if (differing->empty())
        return;
    its.last_error = Errc::checksum_mismatch;
    its.detail = std::to_string(differing->size()) + " streams";
    if (restarted_already)
        return; // loading everything again did not help; doing so for ever would not either
    if (settle(Lane::pull, ledger_.forget_cursor())) {
        its.resynced = true;
        due(Lane::pull);
    }
}

} // namespace balieblik::sync
