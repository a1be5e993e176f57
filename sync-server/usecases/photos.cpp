// SPDX-License-Identifier: EUPL-1.2
#include "usecases/photos.hpp"

#include "usecases/inbox.hpp"
#include "vault/random.hpp"

#include <set>

namespace balieblik::usecases {
namespace {

constexpr std::size_t max_hashes = 500;
constexpr std::chrono::hours progress_grain{1};

Result<store::Upload> own_upload(store::Tx& tx, const DeviceSession& session, store::UploadId id)
{
    BALIEBLIK_TRY(upload, tx.blobs().upload(id));
    if (!upload || upload->inspector_id != session.inspector_id)
        return Error{Errc::upload_gone, to_text(id)};
    return *upload;
}

// Which of the versions that wait for this photo have all of theirs now.
Result<void> complete_versions(store::Tx& tx, const Environment& env, const DeviceSession& session,
                               const std::string& sha256)
{
    BALIEBLIK_TRY(versions, tx.visits().declaring(session.inspector_id, sha256));
    for (const auto& id : versions) {
        BALIEBLIK_TRY(attachments, tx.visits().attachments(id));
        if (!std::all_of(attachments.begin(), attachments.end(), [](const auto& one) { return one.arrived; }))
            continue;
        BALIEBLIK_TRY(version, tx.visits().find(id));
        if (!version)
            continue;
        if (version->state == VisitVersionState::awaiting_media)
            version->state = VisitVersionState::complete;
        ++version->rev;
        BALIEBLIK_CHECK(tx.visits().update(*version));
        publish_receipt(tx, *version);
        BALIEBLIK_CHECK(note(tx, env, session, "visit.complete", "visit_version:" + to_text(id)));
    }
    return {};
}

// The file is whole and has its name; now the organisation is told. Repeating it changes nothing.
Result<UploadProgress> record_whole(const PhotoShelf& shelf, const DeviceSession& session, const store::Upload& upload,
                                    const std::string& file)
{
    auto work = [&](store::Tx& tx) -> Result<void> {
        const auto now = shelf.env.clock.now();
        BALIEBLIK_TRY(fresh, tx.blobs().add({.inspector_id = upload.inspector_id,
                                             .sha256 = upload.sha256,
                                             .size = upload.length,
                                             .file = file,
                                             .key = upload.key,
                                             .arrived_at = now,
                                             .destroyed_at = std::nullopt}));
        BALIEBLIK_CHECK(tx.blobs().drop_upload(upload.id));
        if (!fresh)
            return {};
        BALIEBLIK_CHECK(note(tx, shelf.env, session, "photo.received", "photo:" + file));
        return complete_versions(tx, shelf.env, session, upload.sha256);
    };
    BALIEBLIK_CHECK(shelf.store.write(session.tenant, work));
    return UploadProgress{upload.id, upload.length, upload.length, true, shelf.env.clock.now() + upload_patience};
}

Result<UploadProgress> finish(const PhotoShelf& shelf, const DeviceSession& session, const store::Upload& upload)
{
    const auto file = shelf.files.finish(upload);
    if (file)
        return record_whole(shelf, session, upload, *file);
    if (file.error().code == Errc::hash_mismatch) {
        auto forget = [&](store::Tx& tx) { return tx.blobs().drop_upload(upload.id); };
        BALIEBLIK_CHECK(shelf.store.write(session.tenant, forget));
    }
    return file.error();
}

// Only what a visit of this inspector declares, and exactly that.
Result<void> check_declared(store::Tx& tx, const DeviceSession& session, const NewUpload& request)
{
    BALIEBLIK_TRY(version, tx.visits().find(request.visit_version_id));
    if (!version || version->inspector_id != session.inspector_id)
        return Error{Errc::not_found, "visit version"};
    BALIEBLIK_TRY(attachments, tx.visits().attachments(version->id));
    const auto declared = std::find_if(attachments.begin(), attachments.end(),
                                       [&](const auto& one) { return one.sha256 == request.sha256; });
    if (declared == attachments.end())
        return Error{Errc::not_found, "the visit does not declare this photo"};
    if (declared->size != request.length)
        return Error{Errc::validation, "the visit declares another length"};
    return {};
}

// One or the other: under way, or here in full.
struct Begun {
    std::optional<store::Upload> upload;
    std::optional<store::Blob> whole;
};

// Who did not hear that the last byte arrived asks again, and programs that others wrote know no other way to find out.
UploadProgress progress_of(const store::Blob& whole, const Environment& env)
{
    const auto id = parse_id<store::UploadId>(whole.file);
    return {id ? *id : store::UploadId{}, whole.size, whole.size, true, env.clock.now() + upload_patience};
}

Result<Begun> begin(store::Tx& tx, const Environment& env, const DeviceSession& session, const NewUpload& request)
{
    BALIEBLIK_CHECK(check_declared(tx, session, request));
    BALIEBLIK_TRY(blob, tx.blobs().find(session.inspector_id, request.sha256));
    if (blob)
        return Begun{{}, *blob};
    BALIEBLIK_TRY(begun, tx.blobs().upload_of(session.inspector_id, request.sha256));
    if (begun)
        return Begun{*begun, {}};
    BALIEBLIK_TRY(open, tx.blobs().uploads_open(session.inspector_id));
    if (open >= max_open_uploads)
        return Error{Errc::rate_limited, "too many uploads are open"};
    const auto now = env.clock.now();
    const store::Upload upload{.id = env.ids.make<store::UploadId>(),
                               .inspector_id = session.inspector_id,
                               .visit_version_id = request.visit_version_id,
                               .sha256 = request.sha256,
                               .length = request.length,
                               .key = vault::random_bytes(env.random, 32),
                               .created_at = now,
                               .progress_at = now};
    BALIEBLIK_CHECK(tx.blobs().add_upload(upload));
    BALIEBLIK_CHECK(note(tx, env, session, "photo.upload_begun", "visit_version:" + to_text(request.visit_version_id)));
    return Begun{upload, {}};
}

} // namespace

Result<UploadProgress> begin_upload(const PhotoShelf& shelf, const DeviceSession& session, const NewUpload& request)
{
    if (request.length < 1)
        return Error{Errc::validation, "length"};
    if (request.length > sync::max_attachment_bytes)
        return Error{Errc::too_large, "length"};
    auto work = [&](store::Tx& tx) { return begin(tx, shelf.env, session, request); };
    BALIEBLIK_TRY(begun, shelf.store.write(session.tenant, work));
    if (begun.whole)
        return progress_of(*begun.whole, shelf.env);
    BALIEBLIK_CHECK(shelf.files.create(*begun.upload));
    BALIEBLIK_TRY(offset, shelf.files.offset(*begun.upload));
    if (offset == request.length) // the disk failed between the last byte and the record of it
        return finish(shelf, session, *begun.upload);
    return UploadProgress{begun.upload->id, offset, request.length, false, begun.upload->progress_at + upload_patience};
}

Result<UploadProgress> upload_progress(const PhotoShelf& shelf, const DeviceSession& session, store::UploadId id)
{
    auto look = [&](store::Tx& tx) -> Result<Begun> {
        BALIEBLIK_TRY(whole, tx.blobs().of_upload(session.inspector_id, id));
        if (whole)
            return Begun{{}, *whole};
        BALIEBLIK_TRY(upload, own_upload(tx, session, id));
        return Begun{upload, {}};
    };
    BALIEBLIK_TRY(found, shelf.store.read(session.tenant, look));
    if (found.whole)
        return progress_of(*found.whole, shelf.env);
    const auto& upload = *found.upload;
    BALIEBLIK_TRY(offset, shelf.files.offset(upload));
    if (offset == upload.length) // the server stopped between the last byte and the record of it
        return finish(shelf, session, upload);
    return UploadProgress{id, offset, upload.length, false, upload.progress_at + upload_patience};
}

Result<UploadProgress> append_upload(const PhotoShelf& shelf, const DeviceSession& session, store::UploadId id,
                                     std::int64_t at, ByteView bytes)
{
    auto look = [&](store::Tx& tx) { return own_upload(tx, session, id); };
    BALIEBLIK_TRY(upload, shelf.store.read(session.tenant, look));
    BALIEBLIK_TRY(offset, shelf.files.append(upload, at, bytes));
    if (offset == upload.length)
        return finish(shelf, session, upload);
    // Only what sweeping goes by: a commit for each part would cost more than the part.
    if (shelf.env.clock.now() - upload.progress_at >= progress_grain) {
        auto mark = [&](store::Tx& tx) { return tx.blobs().note_progress(id, shelf.env.clock.now()); };
        BALIEBLIK_CHECK(shelf.store.write(session.tenant, mark));
    }
    return UploadProgress{id, offset, upload.length, false, shelf.env.clock.now() + upload_patience};
}

Result<void> end_upload(const PhotoShelf& shelf, const DeviceSession& session, store::UploadId id)
{
    auto look = [&](store::Tx& tx) { return own_upload(tx, session, id); };
    BALIEBLIK_TRY(upload, shelf.store.read(session.tenant, look));
    BALIEBLIK_CHECK(shelf.files.discard(upload));
    auto forget = [&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_CHECK(tx.blobs().drop_upload(id));
        return note(tx, shelf.env, session, "photo.upload_ended", "visit_version:" + to_text(upload.visit_version_id));
    };
    return shelf.store.write(session.tenant, forget);
}

Result<sync::BlobsHaveReply> missing_photos(store::Tx& tx, const DeviceSession& session,
                                            const sync::BlobsHaveRequest& request)
{
    if (request.sha256.size() > max_hashes)
        return Error{Errc::too_large, "sha256"};
    sync::BlobsHaveReply reply;
    for (const auto& hash : std::set<std::string>(request.sha256.begin(), request.sha256.end())) {
        BALIEBLIK_TRY(declared, tx.visits().declaring(session.inspector_id, hash));
        BALIEBLIK_TRY(blob, tx.blobs().find(session.inspector_id, hash));
        if (!declared.empty() && !blob)
            reply.missing.push_back(hash);
    }
    return reply;
}

Result<std::int64_t> sweep_uploads(const PhotoShelf& shelf, TenantId tenant)
{
    const Timestamp before = shelf.env.clock.now() - upload_patience;
    auto look = [&](store::Tx& tx) { return tx.blobs().uploads_idle_since(before, 100); };
    BALIEBLIK_TRY(idle, shelf.store.read(tenant, look));
    std::int64_t dropped = 0;
    for (const auto& upload : idle) {
        if (!shelf.files.discard(upload))
            continue; // somebody is writing it after all
        auto forget = [&](store::Tx& tx) -> Result<void> {
            BALIEBLIK_CHECK(tx.blobs().drop_upload(upload.id));
            return tx.audit().append({.who = "server",
                                      .role = "server",
                                      .what = "photo.upload_expired",
                                      .subject = "visit_version:" + to_text(upload.visit_version_id),
                                      .at = shelf.env.clock.now(),
                                      .reason = std::nullopt});
        };
        BALIEBLIK_CHECK(shelf.store.write(tenant, forget));
        ++dropped;
    }
    return dropped;
}

} // namespace balieblik::usecases
