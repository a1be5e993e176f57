// SPDX-License-Identifier: EUPL-1.2
// The machine: running, dying, backups, and what comes over the network. Who works there is in office_people.cpp.
#include "simulation/office.hpp"

#include "http/answer.hpp"
#include "simulation/office_running.hpp"
#include "store_sqlite/blob_folder.hpp"
#include "store_sqlite/sqlite_store.hpp"
#include "usecases/backups.hpp"
#include "usecases/enrolment.hpp"
#include "usecases/inspectors.hpp"
#include "usecases/tablet_policy.hpp"
#include "vault/random.hpp"

#include <unistd.h>

namespace balieblik::simulation {
namespace {

using usecases::server_actor;

std::filesystem::path folder_of_process(const std::string& name)
{
    return "/dev/shm/balieblik-simulation-" + std::to_string(::getpid()) + "/" + name;
}

Config roomy()
{
    Config config;
    // Limits count in the machine's own time, which stands still here.
    config.device_per_minute = config.sign_in_per_minute = 1'000'000;
    config.device_burst = config.sign_in_burst = 1'000'000;
    return config;
}

std::optional<http::Method> method_named(std::string_view wanted)
{
    for (const auto method : {http::Method::get, http::Method::head, http::Method::post, http::Method::put,
                              http::Method::patch, http::Method::del, http::Method::options})
        if (http::name(method) == wanted)
            return method;
    return std::nullopt;
}

http::Request request_of(const sync::Send& send)
{
    http::Request request;
    request.method = method_named(send.method).value();
    request.path = send.path;
    request.body = send.body;
    request.address = "198.51.100.7";
    for (const auto& [name, value] : send.headers) {
        std::string lower;
        for (const char c : name)
            lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        request.headers.emplace_back(lower, value);
    }
    return request;
}

} // namespace

Office::Office(World& world, Truth& truth)
    : world_(world), truth_(truth), disk_("server"), folder_(folder_of_process("server")), clock_(world, "server"),
      random_(world.engine("server's randomness")), chance_(world.engine("server")), config_(roomy())
{
    disk_.restore(first_day().server);
    start();
}

Office::~Office() = default;

store::Store& Office::store() { return *running_->store; }
store::BlobFiles& Office::files() { return *running_->files; }

Bytes Office::token_secret()
{
    return read([](store::Tx& tx) { return tx.tenancy().keys(); }).value().token_secret;
}

sync::Policy Office::policy()
{
    return read([&](store::Tx& tx) { return usecases::policy_in_force(tx, running_->env); }).value();
}

// --- Running and dying -----------------------------------------------------------------------------------------------

Result<Office::Opened> Office::open_all()
{
    store_sqlite::SqliteStoreOptions options;
    options.file = disk_.path("server.db");
    options.readers = 1;
    options.statement_timeout = milliseconds{0}; // counted in the machine's own time
    options.run_writer = [](const std::function<void()>& write) { write(); };
    BALIEBLIK_TRY(store, store_sqlite::open_store(options, server_key(), clock_, random_));
    BALIEBLIK_TRY(files, store_sqlite::open_blob_folder(folder_.path()));
    return Opened{std::move(store), std::move(files)};
}

void Office::start()
{
    ++starts_;
    auto opened = open_all();
    if (!opened && !disk_.stands_still() && !folder_.stands_still()) {
        disk_.set_faults({}); // it refused once and not for good: whoever looks after the server starts it again
        folder_.set_faults({});
        opened = open_all();
    }
    if (disk_.stands_still() || folder_.stands_still()) {
        opened = Error{Errc::io_failed, {}};
        die(true);
        return;
    }
    world_.expect(opened.has_value(), "P1",
                  "the server cannot open its store: " + (opened ? std::string() : opened.error().detail));
    auto& [store, files] = *opened;
    running_ = std::make_unique<Running>(std::move(store), std::move(files), config_, clock_, random_);
    world_.log("server up");
}

void Office::stop() { running_.reset(); }

void Office::die(bool power_goes)
{
    world_.log("server", power_goes ? "loses power" : "is killed");
    stop();
    if (power_goes) {
        disk_.cut_power(chance_);
        folder_.cut_power(chance_);
        clock_.reboot();
    } else {
        disk_.set_faults({});
        disk_.revive();
        folder_.revive();
    }
    if (chance(chance_, 150)) { // and again while it starts
        DiskFaults again;
        again.stands_still_at = static_cast<std::int64_t>(below(chance_, 6));
        disk_.set_faults(again);
        dies_with_power_ = true;
    }
    const auto incarnation = starts_;
    world_.after(milliseconds{static_cast<std::int64_t>(1'000 + below(chance_, 120'000))}, [this, incarnation] {
        if (!running_ && starts_ == incarnation)
            start();
    });
}

void Office::look_whether_alive()
{
    if (running_ && (disk_.stands_still() || folder_.stands_still()))
        die(dies_with_power_);
}

void Office::heal()
{
    forgets_photo_.reset();
    disk_.set_faults({});
    folder_.set_faults({});
    clock_.set_right();
    look_whether_alive();
    if (!running_) {
        disk_.set_faults({});
        start();
    }
}

void Office::set_faults(const Step& step)
{
    Engine engine(step.draw);
    DiskFaults faults;
    FolderFaults folder;
    const auto when = static_cast<std::int64_t>(below(engine, 60));
    const bool photos = chance(engine, 300);
    if (step.kind == StepKind::server_flush_fails) {
        (photos ? folder.flush_fails_at : faults.flush_fails_at) = photos ? when / 6 : when / 3;
    } else if (step.kind == StepKind::server_full) {
        faults.full_at = when;
        faults.full_for = static_cast<std::int64_t>(1 + below(engine, 40));
        folder.full_at = when / 8;
    } else {
        (photos ? folder.stands_still_at : faults.stands_still_at) = photos ? when / 8 : when;
        dies_with_power_ = step.kind == StepKind::server_dies_at;
    }
    disk_.set_faults(faults);
    folder_.set_faults(folder);
}

// A copy, and, if it is one that was read back, the word to tablets that it holds their visits.
void Office::back_up(bool tells_tablets)
{
    backups_.emplace_back(disk_.seen(), folder_.image());
    if (backups_.size() > 3)
        backups_.erase(backups_.begin());
    if (!running_ || !tells_tablets)
        return;
    const auto whole = read([](store::Tx& tx) -> Result<std::vector<VisitVersionId>> {
        BALIEBLIK_TRY(versions, tx.visits().of_wave(first_day().wave));
        std::vector<VisitVersionId> found;
        for (const auto& version : versions) {
            BALIEBLIK_TRY(photos, tx.visits().attachments(version.id));
            if (std::all_of(photos.begin(), photos.end(), [](const auto& photo) { return photo.arrived; }))
                found.push_back(version.id);
        }
        return found;
    });
    if (!whole)
        return;
    const store::Backup backup{running_->ids.make<store::BackupId>(),
                               clock_.now(),
                               clock_.now(),
                               static_cast<std::int64_t>(whole->size()),
                               0,
                               0};
    const auto told = usecases::publish_backup(*running_->store, first_day().tenant, running_->env, backup, *whole);
    world_.log("backup", told ? *told : -1);
}

// A backup is put back, and not always the last: the history since then is gone, and what comes next is another one.
void Office::set_back(const Step& step)
{
    if (backups_.empty())
        return;
    Engine engine(step.draw);
    const auto& backup = backups_[below(engine, backups_.size())];
    put_back(backup, chance(engine, 250));
}

void Office::put_back(const Image& image, bool silently)
{
    stop();
    disk_.restore(image.first);
    folder_.restore(image.second);
    truth_.server_was_set_back = true;
    for (auto& tablet : truth_.tablets) { // what was kept since is gone, and what was kept before is older
        for (auto& [visit, draft] : tablet.told)
            draft.kept = 0;
        for (auto& [visit, draft] : tablet.to_be_given_back)
            draft.kept = 0;
    }
    world_.log("server set back");
    start();
    if (!running_ || silently)
        return; // a machine's snapshot: nobody told the server that its history is another one
    const auto epoch = vault::random_hex(random_, 8);
    const auto named = write([&](store::Tx& tx) { return tx.tenancy().set_epoch(epoch); });
    world_.expect(named.has_value(), "P12", "no new epoch after a restore");
}

// --- Requests --------------------------------------------------------------------------------------------------------

http::Response Office::respond(const http::Request& request, std::optional<std::size_t> cut_after)
{
    auto& app = running_->app;
    const auto match = http::find_route(running_->tables, request.method, request.path);
    if (!match.route)
        return http::no_route(request, match.allowed);
    if (auto refused = http::refuse_early(app, *match.route, request))
        return std::move(*refused);
    if (request.body.size() > match.route->body_limit)
        return http::body_too_large(request, match.route->body_limit);
    if (!match.route->sink)
        return cut_after ? http::Response{} : http::answer(app, *match.route, request, match.arguments);

    auto opened = http::open_sink(app, *match.route, request, match.arguments);
    if (auto* refused = std::get_if<http::Response>(&opened))
        return std::move(*refused);
    auto& sink = *std::get<std::unique_ptr<http::Sink>>(opened);
    const auto body = std::string_view(request.body).substr(0, cut_after.value_or(request.body.size()));
    // As it comes out of the network: in pieces that say nothing.
    const auto piece = std::max<std::size_t>(1, body.size() / (1 + below(chance_, 3)));
    for (std::size_t at = 0; at < body.size(); at += piece)
        if (auto ended = http::feed_sink(sink, request, body.substr(at, piece)))
            return std::move(*ended);
    if (cut_after)
        return {};
    return http::feed_sink(sink, request, std::nullopt).value();
}

std::optional<sync::Reply> Office::answer(const sync::Send& send, std::optional<std::size_t> cut_after)
{
    const auto request = request_of(send);
    const bool forgets = forgets_photo_ && request.method == http::Method::patch && !cut_after;
    if (forgets)
        before_photo_.emplace(disk_.seen(), folder_.image());
    auto response = respond(request, cut_after);
    http::add_common_headers(request, response);
    look_whether_alive();
    if (!running_ || cut_after)
        return std::nullopt;
    if (forgets && response.status == 204)
        forget_photo();
    sync::Reply reply{send.id, response.status, {}, std::move(response.body)};
    for (const auto& [name, value] : response.headers)
        reply.headers.push_back({name, value});
    if (!response.content_type.empty())
        reply.headers.push_back({"Content-Type", response.content_type});
    if (request.method == http::Method::head)
        reply.body.clear();
    return reply;
}

// When none is under way any more. A snapshot is put back at once, before anybody could hear that the last one has
// arrived, or anything is, after receipts went round.
void Office::forget_photo()
{
    const Timestamp later = clock_.now() + std::chrono::hours{24};
    const auto waiting = read([&](store::Tx& tx) { return tx.blobs().uploads_idle_since(later, 1); });
    if (!waiting || !waiting->empty())
        return;
    Engine engine(*std::exchange(forgets_photo_, std::nullopt));
    const bool at_once = chance(engine, 500);
    const milliseconds wait{at_once ? 1 : static_cast<std::int64_t>(20'000 + below(engine, 60'000))};
    const bool silently = at_once || chance(engine, 500);
    world_.after(wait, [this, silently, image = *before_photo_] { put_back(image, silently); });
}

std::string Office::invite(InspectorId inspector)
{
    return write([&](store::Tx& tx) {
               return usecases::create_enrolment(tx, running_->env, server_actor(),
                                                 {inspector, "https://server:8443", std::string(64, 'c')});
           })
        .value()
        .invitation.code;
}

sync::EnrolReply Office::enrol(const sync::EnrolRequest& request)
{
    return usecases::enrol_device(*running_->store, first_day().tenant, running_->env, request, "CA").value();
}

std::optional<sync::EnrolReply> Office::replace(DeviceId lost, InspectorId inspector, sync::EnrolRequest request)
{
    const auto enrolled = enrol_under_code(inspector, std::move(request));
    if (!running_)
        return std::nullopt;
    const auto withdrawn = write(
        [&](store::Tx& tx) { return usecases::revoke_device(tx, running_->env, server_actor(), lost, {"kwijt"}); });
    running_->gatekeeper.devices_changed(); // as the console's route does
    world_.log("replace", to_text(lost), withdrawn ? "withdrawn" : name(withdrawn.error().code));
    look_whether_alive();
    return enrolled;
}

std::optional<sync::EnrolReply> Office::enrol_again(InspectorId inspector, sync::EnrolRequest request)
{
    return enrol_under_code(inspector, std::move(request));
}

std::optional<sync::EnrolReply> Office::enrol_under_code(InspectorId inspector, sync::EnrolRequest request)
{
    if (!running_)
        return std::nullopt;
    const auto invited = write([&](store::Tx& tx) {
        return usecases::create_enrolment(tx, running_->env, server_actor(),
                                          {inspector, "https://server:8443", std::string(64, 'c')});
    });
    if (!invited) {
        look_whether_alive();
        return std::nullopt;
    }
    request.code = invited->invitation.code;
    const auto enrolled = usecases::enrol_device(*running_->store, first_day().tenant, running_->env, request, "CA");
    world_.log("enrols", request.before ? "again" : "another", enrolled ? "done" : name(enrolled.error().code));
    look_whether_alive();
    return enrolled ? std::optional{*enrolled} : std::nullopt;
}

// --- Steps of the plan -----------------------------------------------------------------------------------------------

void Office::carry_out(const Step& step, const std::vector<DeviceId>& devices)
{
    Engine engine(step.draw);
    switch (step.kind) {
    case StepKind::server_dies_at:
    case StepKind::server_killed_at:
    case StepKind::server_flush_fails:
    case StepKind::server_full:
        set_faults(step);
        return;
    case StepKind::server_power_cut:
    case StepKind::server_killed:
        if (running_)
            die(step.kind == StepKind::server_power_cut);
        return;
    case StepKind::server_restarted:
        if (running_) {
            stop();
            look_whether_alive();
            start();
        }
        return;
    case StepKind::server_image:
    case StepKind::server_backup:
        back_up(step.kind == StepKind::server_backup);
        look_whether_alive();
        return;
    case StepKind::server_restored:
        set_back(step);
        return;
    case StepKind::server_forgets_photo:
        forgets_photo_ = step.draw;
        return;
    case StepKind::server_clock_jumps:
        clock_.jump(milliseconds{static_cast<std::int64_t>(below(engine, 7'200'000)) - 3'600'000});
        return;
    default:
        break;
    }
    if (!running_)
        return; // nobody can work
    people(step, engine, devices);
    look_whether_alive();
}

} // namespace balieblik::simulation
