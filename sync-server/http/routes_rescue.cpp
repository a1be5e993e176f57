// SPDX-License-Identifier: EUPL-1.2
// The ways back to what lies on a tablet (docs/sync-protocol.md, sections 15 and 16): a forgotten PIN, bundles, drafts,
// and what the office wants of all tablets.
#include "http/routes.hpp"
#include "http/work.hpp"

#include "usecases/bundle.hpp"
#include "usecases/drafts.hpp"
#include "usecases/recoveries.hpp"
#include "usecases/tablet_policy.hpp"
#include "vault/durable_file.hpp"
#include "vault/random.hpp"

namespace balieblik::http {
namespace {

// --- From tablets

Result<sync::RecoveryAnswer> ask(App& app, const Call&, const sync::RecoveryAsk& request)
{
    return write(app, [&](store::Tx& tx) { return usecases::ask_recovery(tx, app.environment, request); });
}

Result<sync::DraftReply> keep_draft(App& app, const Call& call, const sync::DraftBackup& draft)
{
    BALIEBLIK_TRY(id, call.id<VisitId>(0));
    if (draft.visit_id != id)
        return Error{Errc::validation, "visit_id"};
    return write(app,
                 [&](store::Tx& tx) { return usecases::keep_draft(tx, app.environment, *call.who->device, draft); });
}

Result<sync::DraftHeads> drafts(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return usecases::drafts_elsewhere(tx, *call.who->device); });
}

Result<sync::TakenDraft> take_over(App& app, const Call& call, const sync::TakeOverRequest& request)
{
    BALIEBLIK_TRY(id, call.id<VisitId>(0));
    return write(app, [&](store::Tx& tx) {
        return usecases::take_over_draft(tx, app.environment, *call.who->device, id, request);
    });
}

// --- From the console

Result<usecases::PolicyView> policy(App& app, const Call& call)
{
    return read(app, [&](store::Tx& tx) { return usecases::tablet_policy(tx, actor(call)); });
}

Result<usecases::PolicyView> set_policy(App& app, const Call& call, const usecases::PolicyRequest& request)
{
    return write(app,
                 [&](store::Tx& tx) { return usecases::set_tablet_policy(tx, app.environment, actor(call), request); });
}

Result<usecases::RecoveryList> recoveries(App& app, const Call& call)
{
    return write(app, [&](store::Tx& tx) { return usecases::list_recoveries(tx, app.environment, actor(call)); });
}

Result<usecases::RecoveryRow> release(App& app, const Call& call, const usecases::HalfRequest& request)
{
    BALIEBLIK_TRY(id, call.id<store::RecoveryId>(0));
    return write(app,
                 [&](store::Tx& tx) { return usecases::release_half(tx, app.environment, actor(call), id, request); });
}

Result<usecases::RecoveryRow> refuse(App& app, const Call& call, const usecases::RecoveryRefusal& request)
{
    BALIEBLIK_TRY(id, call.id<store::RecoveryId>(0));
    return write(
        app, [&](store::Tx& tx) { return usecases::refuse_recovery(tx, app.environment, actor(call), id, request); });
}

// A bundle on its way in. It stays sealed on the disk, and goes as soon as it was taken in or refused.
class TakingIn final : public Sink {
public:
    TakingIn(App& app, usecases::Actor actor, std::filesystem::path file, vault::DurableFile opened)
        : app_(app), actor_(std::move(actor)), file_(std::move(file)), opened_(std::move(opened))
    {
    }
    ~TakingIn() override
    {
        std::error_code problem;
        std::filesystem::remove(file_, problem);
    }

    Result<void> take(std::string_view piece) override { return opened_.write(as_bytes(piece)); }

    Result<Response> finish() override
    {
        BALIEBLIK_CHECK(opened_.close());
        auto& backend = *app_.backend;
        const usecases::PhotoShelf shelf{backend.store, backend.files, app_.environment};
        auto scratch = file_;
        scratch += ".open";
        BALIEBLIK_TRY(taken, usecases::take_in_bundle(shelf, backend.tenant, actor_, file_, scratch));
        return detail::printed(taken);
    }

private:
    App& app_;
    const usecases::Actor actor_;
    const std::filesystem::path file_;
    vault::DurableFile opened_;
};

constexpr std::size_t largest_bundle = std::size_t{512} * 1024 * 1024;

Result<std::unique_ptr<Sink>> take_in(App& app, const Call& call)
{
    if (call.request.header("content-type") != "application/octet-stream")
        return Error{Errc::media_type_unsupported, "application/octet-stream"};
    BALIEBLIK_CHECK(usecases::require_somewhere(actor(call), {Role::coordinator, Role::client_admin}));
    const auto folder = std::filesystem::path(app.config.data) / "bundles";
    BALIEBLIK_CHECK(vault::make_folder(folder));
    const auto file = folder / vault::random_hex(app.random, 16);
    BALIEBLIK_TRY(opened, vault::DurableFile::open(file, vault::DurableFile::Mode::create));
    return std::unique_ptr<Sink>(std::make_unique<TakingIn>(app, actor(call), file, std::move(opened)));
}

constexpr std::size_t draft_body = sync::max_sealed_draft_bytes + 4 * 1024;

constexpr auto session = Access::session;

constexpr Route taking_in()
{
    Route row;
    row.method = Method::post;
    row.pattern = "/api/bundles";
    row.summary = "Takes in the sealed outbox of a tablet";
    row.access = session;
    row.body_limit = largest_bundle;
    row.sink = take_in;
    row.sink_type = "application/octet-stream";
    return row.replying<usecases::TakenIn>();
}

constexpr Route table[] = {
    route<ask>(Method::post, "/v1/recovery", "Asks to be opened, as the PIN is forgotten, or how far that is",
               Access::sign_in),
    route<keep_draft>(Method::put, "/v1/drafts/{visit_id}", "Keeps a visit that is being filled in, sealed",
                      Access::device, draft_body),
    route<drafts>(Method::get, "/v1/drafts", "What this inspector began on other tablets", Access::device),
    route<take_over>(Method::post, "/v1/drafts/{visit_id}/take-over", "Gives one to go on with", Access::device),
    route<policy>(Method::get, "/api/tablet-policy", "What the office wants of all tablets", session),
    route<set_policy>(Method::put, "/api/tablet-policy", "Changes it", session),
    route<recoveries>(Method::get, "/api/recoveries", "Tablets whose PIN is forgotten", session),
    route<release>(Method::post, "/api/recoveries/{recovery_id}/release",
                   "Releases one half of the recovery key for one tablet", session),
    route<refuse>(Method::post, "/api/recoveries/{recovery_id}/refuse", "Does not open a tablet", session),
    taking_in(),
};

} // namespace

std::span<const Route> rescue_routes() { return table; }

} // namespace balieblik::http
