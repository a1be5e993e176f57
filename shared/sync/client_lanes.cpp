// SPDX-License-Identifier: EUPL-1.2
// What each lane sends, and what it makes of a proper reply.
#include "sync/client.hpp"

#include "sync/reply.hpp"

#include <algorithm>

namespace balieblik::sync {
namespace {

// A page holds at least one entry, however large: a questionnaire with its lists may exceed what was asked for.
constexpr json::Limits page_limits{.bytes = 32 * 1024 * 1024, .depth = 64};
constexpr std::int64_t hashes_a_question = 100;
constexpr milliseconds quick_chunk{2'000};
constexpr milliseconds slow_chunk{10'000};

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
    succeed(Lane::token);
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
    if (waiting->empty()) {
        facts(Lane::push).idle = true;
        facts(Lane::push).moved_at = now();
        return std::nullopt;
    }
    pushing_ = std::move(*waiting);
    pushing_install_ = standing->install_id;
    pushed_meanwhile_ = true;
    const PushRequest batch{pushing_install_, pushing_.front().no, pushing_};
    return json_request(Lane::push, "/v1/sync/push", json::print_struct(batch));
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
        // The page that is under way goes on from a cursor that is forgotten now: nothing would fit before it.
        if (auto& pull = facts(Lane::pull); pull.in_flight) {
            in_flight_.erase(*pull.in_flight);
            pull.in_flight.reset();
        }
        due(Lane::pull);
        // What the server holds of our photos has to be asked anew.
        facts(Lane::push).idle = false;
        facts(Lane::attachments).idle = false;
        if (!facts(Lane::attachments).in_flight) {
            missing_.clear();
            offsets_.clear();
        }
    }
    return *set_back;
}

// --- Attachments -------------------------------------------------------------------------------------------------

std::optional<Send> SyncClient::start_attachments()
{
    const auto failures = facts(Lane::attachments).failures;
    while (facts(Lane::attachments).failures == failures) {
        if (missing_.empty()) {
            const auto waiting = ledger_.uploads(hashes_a_question);
            if (!waiting) {
                fail(Lane::attachments, local(waiting.error()));
                return std::nullopt;
            }
            if (waiting->empty()) {
                facts(Lane::attachments).idle = true;
                return std::nullopt;
            }
            asked_.clear();
            for (const auto& upload : *waiting)
                asked_.push_back(upload.sha256);
            upload_step_ = UploadStep::ask;
            return json_request(Lane::attachments, "/v1/blobs/have", json::print_struct(BlobsHaveRequest{asked_}));
        }
        if (auto send = start_upload(missing_.front()))
            return send;
    }
    return std::nullopt; // the ledger refused
}

// None: this one is done or set aside, or the lane failed.
std::optional<Send> SyncClient::start_upload(const Upload& upload)
{
    if (!upload.location) {
        upload_step_ = UploadStep::create;
        auto send = request(Lane::attachments, "POST", "/v1/blobs");
        send.headers.push_back({"Tus-Resumable", "1.0.0"});
        send.headers.push_back({"Upload-Length", std::to_string(upload.size)});
        send.headers.push_back({"Upload-Metadata", "sha256 " + base64(upload.sha256) + ",visit_version_id " +
                                                       base64(to_text(upload.visit_version_id))});
        return send;
    }
    const auto known = offsets_.find(upload.sha256);
    if (known == offsets_.end()) {
        upload_step_ = UploadStep::head;
        auto send = request(Lane::attachments, "HEAD", *upload.location);
        send.headers.push_back({"Tus-Resumable", "1.0.0"});
        return send;
    }
    auto send = start_patch(upload, known->second);
    if (send)
        return std::move(*send);
    // Its file cannot be read: the others go on without it.
    const auto stored = ledger_.upload_refused(upload.sha256, send.error().code);
    facts(Lane::attachments).last_error = send.error().code;
    missing_.erase(missing_.begin());
    settle(Lane::attachments, stored);
    return std::nullopt;
}

Result<Send> SyncClient::start_patch(const Upload& upload, std::int64_t offset)
{
    BALIEBLIK_TRY(bytes, ledger_.attachment_bytes(upload.sha256, offset, std::min(chunk_, upload.size - offset)));
    if (bytes.empty())
        return Error{Errc::hash_mismatch, "the file is shorter than it was"};
    upload_step_ = UploadStep::patch;
    auto send = request(Lane::attachments, "PATCH", *upload.location);
    send.headers.push_back({"Tus-Resumable", "1.0.0"});
    send.headers.push_back({"Upload-Offset", std::to_string(offset)});
    send.headers.push_back({"Content-Type", "application/offset+octet-stream"});
    send.body = std::string(as_text(bytes));
    send.timeout = 4 * options_.request_timeout;
    facts(Lane::attachments).deadline = now() + send.timeout;
    return send;
}

void SyncClient::handle_attachments(const Reply& reply)
{
    if (upload_step_ == UploadStep::ask)
        return handle_missing(reply);
    if (missing_.empty())
        return;
    auto& upload = missing_.front();
    if (upload_step_ == UploadStep::create) {
        const auto location = path_of(header(reply, "Location").value_or(""));
        if (reply.status != 201 || !location)
            return refuse_upload({Errc::malformed, ErrorClass::retry, true, "no place to upload to", {}, {}});
        // Somebody else has brought it meanwhile, or our own last byte arrived and its reply did not.
        const auto there = whole_number(header(reply, "Upload-Offset").value_or("0")).value_or(0);
        if (there == upload.size)
            return finish_upload(upload.sha256);
        if (!settle(Lane::attachments, ledger_.upload_begun(upload.sha256, *location)))
            return;
        upload.location = *location;
        offsets_[upload.sha256] = there < upload.size ? there : 0;
        return;
    }
    const auto elapsed = now() - facts(Lane::attachments).sent_at;
    if (upload_step_ == UploadStep::patch && elapsed < quick_chunk)
        chunk_ = std::min(chunk_ * 2, options_.max_chunk);
    else if (upload_step_ == UploadStep::patch && elapsed > slow_chunk)
        chunk_ = std::max(chunk_ / 2, options_.min_chunk);
    note_offset(upload.sha256, reply);
}

void SyncClient::handle_missing(const Reply& reply)
{
    const auto answer = json::read_text<BlobsHaveReply>(reply.body);
    const auto waiting = ledger_.uploads(hashes_a_question);
    if (!answer)
        return refuse_upload({Errc::malformed, ErrorClass::retry, true, answer.error().detail, {}, {}});
    if (!waiting)
        return fail(Lane::attachments, local(waiting.error()));
    for (const auto& upload : *waiting) {
        if (std::find(asked_.begin(), asked_.end(), upload.sha256) == asked_.end())
            continue;
        if (std::find(answer->missing.begin(), answer->missing.end(), upload.sha256) != answer->missing.end())
            missing_.push_back(upload);
        else if (!settle(Lane::attachments, ledger_.upload_finished(upload.sha256)))
            return;
    }
    succeed(Lane::attachments);
    if (missing_.empty())
        due(Lane::pull); // for the receipts
}

// HEAD and PATCH both say how much is durable on the server.
void SyncClient::note_offset(const std::string& sha256, const Reply& reply)
{
    const auto offset = whole_number(header(reply, "Upload-Offset").value_or(""));
    const auto size = missing_.front().size;
    if (!offset || *offset > size)
        return refuse_upload({Errc::malformed, ErrorClass::retry, true, "no usable Upload-Offset", {}, {}});
    const auto known = offsets_.find(sha256);
    const bool grew = upload_step_ == UploadStep::patch && known != offsets_.end() && *offset > known->second;
    if (upload_step_ == UploadStep::patch && !grew)
        return refuse_upload({Errc::offset_mismatch, ErrorClass::retry, true, "the upload does not grow", {}, {}});
    if (grew)
        succeed(Lane::attachments);
    if (*offset < size) {
        offsets_[sha256] = *offset;
        return;
    }
    finish_upload(sha256);
}

void SyncClient::finish_upload(const std::string& sha256)
{
    if (!settle(Lane::attachments, ledger_.upload_finished(sha256)))
        return;
    offsets_.erase(sha256);
    missing_.erase(missing_.begin());
    succeed(Lane::attachments);
    due(Lane::pull); // for the receipt
}

void SyncClient::refuse_upload(const Refusal& refusal)
{
    const bool about_one = upload_step_ != UploadStep::ask && !missing_.empty();
    const bool dropped = refusal.transport || refusal.error_class == ErrorClass::retry;
    if (!about_one || (!dropped && refusal.error_class == ErrorClass::auth)) {
        if (!dropped && refusal.error_class == ErrorClass::auth)
            return refuse_auth(Lane::attachments, refusal);
        return fail(Lane::attachments, refusal);
    }
    const auto sha256 = missing_.front().sha256;
    offsets_.erase(sha256); // the server says anew how far it came
    if (dropped) {
        if (upload_step_ == UploadStep::patch)
            chunk_ = std::max(chunk_ / 2, options_.min_chunk);
        return fail(Lane::attachments, refusal);
    }
    const bool starts_again = refusal.code == Errc::upload_gone || refusal.code == Errc::hash_mismatch ||
                              (refusal.code == Errc::not_found && upload_step_ != UploadStep::create);
    if (starts_again) {
        if (!settle(Lane::attachments, ledger_.upload_lost(sha256)))
            return;
        missing_.front().location.reset();
    }
    if (refusal.error_class == ErrorClass::resync && !std::exchange(facts(Lane::attachments).resynced, true)) {
        facts(Lane::attachments).last_error = refusal.code;
        return; // once at once
    }
    if (refusal.error_class == ErrorClass::item && !starts_again) {
        const auto stored = ledger_.upload_refused(sha256, refusal.code);
        facts(Lane::attachments).last_error = refusal.code;
        missing_.erase(missing_.begin());
        settle(Lane::attachments, stored);
        return;
    }
    if (refusal.error_class == ErrorClass::revoked) {
        revoked_ = true;
        token_.clear();
    }
    // The next try begins with another one, so that none blocks the rest.
    std::rotate(missing_.begin(), missing_.begin() + 1, missing_.end());
    fail(Lane::attachments, refusal);
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
    pushed_meanwhile_ = facts(Lane::push).in_flight.has_value();
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

// --- Wake-up -----------------------------------------------------------------------------------------------------

std::optional<Send> SyncClient::start_wake()
{
    auto send = json_request(Lane::wake, "/v1/sync/wake", json::print_struct(WakeRequest{heard_}));
    send.timeout = options_.listen_timeout;
    facts(Lane::wake).deadline = now() + send.timeout;
    return send;
}

void SyncClient::handle_wake(const Reply& reply)
{
    const auto answer = json::read_text<WakeReply>(reply.body);
    if (!answer)
        return fail(Lane::wake, {Errc::malformed, ErrorClass::retry, true, answer.error().detail, {}, {}});
    heard_ = answer->at;
    succeed(Lane::wake);
    facts(Lane::wake).not_before = std::max(now(), facts(Lane::wake).sent_at + options_.listen_pause);
    if (!answer->changed)
        return;
    changed_meanwhile_ = facts(Lane::pull).in_flight.has_value();
    due(Lane::pull);
}

// --- Reports and orders ------------------------------------------------------------------------------------------

Report SyncClient::report_of(const Standing& standing) const
{
    Report report{standing.unsent_mutations, standing.unsent_visits, standing.unsent_attachments, {}};
    for (const auto lane : {Lane::push, Lane::attachments, Lane::pull})
        if (const auto code = facts(lane).last_error)
            report.problems.emplace_back(name(*code));
    if (stands_still(Lane::push) || stands_still(Lane::pull))
        report.problems.emplace_back("stuck");
    return report;
}

bool SyncClient::must_confirm(const Standing& standing) const
{
    return order_ && order_->mode == OrderMode::wipe_after_upload && !confirmed_ && standing.unsent_mutations == 0 &&
           standing.unsent_attachments == 0;
}

std::optional<Send> SyncClient::start_report()
{
    const auto standing = ledger_.standing();
    if (!standing) {
        fail(Lane::report, local(standing.error()));
        return std::nullopt;
    }
    confirming_ = must_confirm(*standing);
    if (confirming_)
        return json_request(Lane::report, "/v1/orders/" + std::to_string(order_->number) + "/done", "{}");
    reporting_ = report_of(*standing);
    if (!options_.report || reported_ == reporting_) {
        facts(Lane::report).idle = true;
        return std::nullopt;
    }
    return json_request(Lane::report, "/v1/sync/report", json::print_struct(reporting_));
}

void SyncClient::handle_report(const Reply&)
{
    auto& its = facts(Lane::report);
    succeed(Lane::report);
    if (confirming_) {
        confirmed_ = true;
        its.halted = true;
        return;
    }
    reported_ = reporting_;
    its.not_before = now() + options_.report_pause;
}

// A portal's page gets no further than this: it cannot sign. Nor can an old order be played back.
void SyncClient::hear_order(const Order& order)
{
    if (order_ && order.number <= order_->number)
        return;
    if (!credentials_.verify_order || !credentials_.verify_order(order)) {
        facts(Lane::token).last_error = Errc::signature_invalid;
        return;
    }
    if (!settle(Lane::token, ledger_.keep_order(order)))
        return;
    order_ = order;
    obey();
}

// A tablet that is to be wiped receives nothing more; what it holds is handed in.
void SyncClient::obey()
{
    if (!order_ || (order_->mode != OrderMode::wipe_after_upload && order_->mode != OrderMode::wipe_now))
        return;
    facts(Lane::pull).halted = true;
    facts(Lane::wake).halted = true;
    facts(Lane::report).halted = false;
    facts(Lane::report).not_before = milliseconds{0};
    facts(Lane::report).idle = false;
}

} // namespace balieblik::sync
