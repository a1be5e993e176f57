// SPDX-License-Identifier: EUPL-1.2
// Photos on their way to the server, by tus 1.0 (sync-protocol.md, section 6).
#include "sync/client.hpp"

#include "sync/reply.hpp"

#include <algorithm>

namespace balieblik::sync {
namespace {

constexpr std::int64_t hashes_a_question = 100;
constexpr milliseconds quick_chunk{2'000};
constexpr milliseconds slow_chunk{10'000};

} // namespace

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

} // namespace balieblik::sync
