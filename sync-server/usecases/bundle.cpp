// SPDX-License-Identifier: EUPL-1.2
#include "usecases/bundle.hpp"

#include "usecases/push.hpp"
#include "usecases/tablet_policy.hpp"

namespace balieblik::usecases {
namespace {

constexpr std::int64_t most_records = 1'000'000;

template <class T>
Result<T> described(const vault::BundleRecord& record)
{
    return json::read_text<T>(as_text(record.bytes), {.bytes = sync::max_bundle_record, .depth = 32});
}

// Reads a bundle from its beginning and hands each record on; what is handed out is sealed and hashed, not yet signed.
template <class OnRecord>
Result<void> each_record(const std::filesystem::path& bundle, const vault::SealingKey& key,
                         const std::filesystem::path& scratch, OnRecord on_record)
{
    BALIEBLIK_TRY(reader, vault::BundleReader::open(bundle, key, scratch));
    for (std::int64_t n = 0; n < most_records; ++n) {
        BALIEBLIK_TRY(record, reader.next(sync::max_bundle_record));
        if (!record)
            return {};
        BALIEBLIK_CHECK(on_record(*record, reader.hash_before()));
    }
    return Error{Errc::too_large, "records"};
}

struct Genuine {
    sync::BundleHead head;
    DeviceSession session;
};

class Checking {
public:
    Result<void> take(const vault::BundleRecord& record, const vault::Sha256& before)
    {
        if (end_ || (!head_ && record.kind != 'H'))
            return Error{Errc::hash_mismatch, "no bundle"};
        if (record.kind == 'H') {
            BALIEBLIK_TRY(head, described<sync::BundleHead>(record));
            head_ = head;
        } else if (record.kind == 'E') {
            BALIEBLIK_TRY(end, described<sync::BundleEnd>(record));
            end_ = end;
            hash_ = to_hex(before);
        }
        return {};
    }

    // Signed by a tablet of ours, whether or not it may still speak for itself.
    Result<Genuine> genuine(store::Tx& tx) const
    {
        if (!head_ || !end_)
            return Error{Errc::hash_mismatch, "the bundle has no end"};
        BALIEBLIK_TRY(device, tx.devices().find(head_->device_id));
        if (head_->tenant != tx.tenant() || !device)
            return Error{Errc::signature_invalid, "of no tablet of this organisation"};
        BALIEBLIK_TRY(key, vault::PublicKey::parse(device->public_key));
        BALIEBLIK_CHECK(
            vault::verify(key, end_->signature, vault::label::bundle,
                          {to_text(head_->tenant), to_text(head_->device_id), to_text(head_->install_id), hash_}));
        Genuine made{*head_, {tx.tenant(), device->id, head_->install_id, device->inspector_id}};
        made.session.public_key = device->public_key;
        return made;
    }

private:
    std::optional<sync::BundleHead> head_;
    std::optional<sync::BundleEnd> end_;
    std::string hash_;
};

Result<void> take_up_install(store::Tx& tx, const Genuine& bundle, Timestamp now)
{
    BALIEBLIK_TRY(install, tx.installs().find(bundle.head.install_id));
    if (install)
        return install->device_id == bundle.session.device_id
                   ? Result<void>{}
                   : Error{Errc::install_forked, "the install belongs to another tablet"};
    return tx.installs().add({.id = bundle.head.install_id,
                              .device_id = bundle.session.device_id,
                              .next_no = 1,
                              .schema_rev = sync::schema_rev,
                              .app_version = "bundle",
                              .last_seen = now});
}

class TakingIn {
public:
    TakingIn(const PhotoShelf& shelf, Genuine bundle) : shelf_(shelf), bundle_(std::move(bundle))
    {
        taken_.device_id = bundle_.session.device_id;
        taken_.made_at = bundle_.head.made_at;
    }

    Result<void> take(const vault::BundleRecord& record)
    {
        switch (record.kind) {
        case 'M':
            return mutation(record);
        case 'P':
            return photo(record);
        case 'B':
            return bytes(record.bytes);
        default: // H and E were looked at before; what a newer app adds is passed over
            return {};
        }
    }
    Result<TakenIn> end()
    {
        end_photo();
        return taken_;
    }

private:
    // Each alone, so that one that is refused as a whole keeps nothing from what comes behind it.
    Result<void> mutation(const vault::BundleRecord& record)
    {
        BALIEBLIK_TRY(one, described<sync::Mutation>(record));
        const sync::PushRequest request{bundle_.head.install_id, one.no, {one}};
        const auto checked = check_push(bundle_.session, request);
        auto work = [&](store::Tx& tx) -> Result<sync::PushReply> {
            BALIEBLIK_CHECK(take_up_install(tx, bundle_, shelf_.env.clock.now()));
            return push(tx, shelf_.env, bundle_.session, request, checked);
        };
        BALIEBLIK_TRY(reply, shelf_.store.write(bundle_.session.tenant, work));
        ++taken_.mutations;
        for (const auto& result : reply.results) {
            taken_.applied += result.status == sync::MutationStatus::applied ? 1 : 0;
            taken_.duplicates += result.status == sync::MutationStatus::duplicate ? 1 : 0;
            taken_.set_aside += result.status == sync::MutationStatus::quarantined ? 1 : 0;
        }
        return {};
    }

    Result<void> photo(const vault::BundleRecord& record)
    {
        end_photo();
        BALIEBLIK_TRY(declared, described<sync::BundlePhoto>(record));
        auto begun = begin_upload(shelf_, bundle_.session, {declared.size, declared.sha256, declared.visit_version_id});
        if (!begun) {
            ++taken_.photos_refused;
            return passes(begun.error());
        }
        upload_ = *begun;
        at_ = 0;
        return {};
    }

    Result<void> bytes(ByteView piece)
    {
        if (!upload_ || upload_->complete)
            return {};
        const auto from = at_;
        at_ += static_cast<std::int64_t>(piece.size());
        if (at_ <= upload_->offset)
            return {}; // the tablet brought this much itself
        const auto known = static_cast<std::size_t>(std::max<std::int64_t>(0, upload_->offset - from));
        auto appended = append_upload(shelf_, bundle_.session, upload_->id, upload_->offset, piece.subspan(known));
        if (!appended) {
            upload_.reset();
            ++taken_.photos_refused;
            return passes(appended.error());
        }
        upload_ = *appended;
        return {};
    }

    void end_photo()
    {
        if (upload_)
            ++(upload_->complete ? taken_.photos : taken_.photos_refused);
        upload_.reset();
    }

    // A photo that does not fit is one photo less; a disk that is full is a reason to stop and try again later.
    static Result<void> passes(const Error& error)
    {
        const auto error_class = info(error.code).error_class;
        const bool of_the_server = error_class == ErrorClass::retry || error_class == ErrorClass::local;
        return of_the_server ? Result<void>{error} : Result<void>{};
    }

    const PhotoShelf& shelf_;
    Genuine bundle_;
    TakenIn taken_;
    std::optional<UploadProgress> upload_;
    std::int64_t at_ = 0; // in the photo
};

} // namespace

Result<TakenIn> take_in_bundle(const PhotoShelf& shelf, TenantId tenant, const Actor& actor,
                               const std::filesystem::path& bundle, const std::filesystem::path& scratch)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::coordinator, Role::client_admin}));
    auto find_key = [&](store::Tx& tx) { return intake_key(tx, shelf.env); };
    BALIEBLIK_TRY(key, shelf.store.write(tenant, find_key));
    Checking checking;
    BALIEBLIK_CHECK(each_record(bundle, key, scratch, [&](const vault::BundleRecord& record, const auto& before) {
        return checking.take(record, before);
    }));
    auto look = [&](store::Tx& tx) { return checking.genuine(tx); };
    BALIEBLIK_TRY(genuine, shelf.store.read(tenant, look));
    const auto install = genuine.head.install_id;
    const auto device = genuine.session.device_id;
    TakingIn taking(shelf, std::move(genuine));
    BALIEBLIK_CHECK(each_record(bundle, key, scratch,
                                [&](const vault::BundleRecord& record, const auto&) { return taking.take(record); }));
    BALIEBLIK_TRY(taken, taking.end());
    auto tell = [&](store::Tx& tx) {
        return note(tx, shelf.env, actor, role, "bundle.taken_in", "device:" + to_text(device),
                    "bundle " + to_text(install) + ": " + std::to_string(taken.mutations) + " mutations, " +
                        std::to_string(taken.photos) + " photos");
    };
    BALIEBLIK_CHECK(shelf.store.write(tenant, tell));
    return taken;
}

} // namespace balieblik::usecases
