// SPDX-License-Identifier: EUPL-1.2
// The machine: starting, dying, and looking whether what was saved is there. The inspector is in inspector.cpp.
#include "simulation/tablet.hpp"

#include "simulation/first_day.hpp"
#include "simulation/office.hpp"
#include "simulation/tablet_running.hpp"
#include "sync/reply.hpp"
#include "vault/hash.hpp"

#include <unistd.h>

namespace balieblik::simulation {

using device_store::DeviceStore;
using device_store::Draft;

Tablet::Tablet(World& world, Truth& truth, Office& office, std::size_t number, InspectorId inspector,
               Transport transport)
    : world_(world), truth_(truth), office_(office), number_(number), inspector_(inspector),
      transport_(std::move(transport)), name_("tablet-" + std::to_string(number)), disk_(name_),
      folder_("/dev/shm/balieblik-simulation-" + std::to_string(::getpid()) + "/" + name_), clock_(world, name_),
      random_(world.engine(name_ + "'s randomness")), chance_(world.engine(name_)),
      key_(vault::SigningKey::make(random_)), has_old_app_((world.plan().old_apps >> number & 1) != 0)
{
    auto request = request_to_enrol();
    request.code = office.invite(inspector);
    enrol(office.enrol(request), request.install_id);
    start();
}

sync::EnrolRequest Tablet::request_to_enrol()
{
    return {"", key_.public_key().to_text(), IdSource(clock_, random_).make<InstallId>(), name_, "simulation", "1"};
}

void Tablet::enrol(const sync::EnrolReply& organisation, InstallId install)
{
    disk_.restore(first_day().tablet);
    enrolment_.address = "https://server:8443";
    enrolment_.device_name = name_;
    enrolment_.organisation = organisation;
    {
        auto database = storage::Database::open(disk_.path("tablet.db"), storage::Key::from(tablet_key()).value());
        auto store =
            DeviceStore::open(std::move(database).value(), folder_.path(), clock_, random_, {"1", "simulation"});
        world_.expect((*store)->enrol(enrolment_, key_, install).has_value(), "P2", "a tablet cannot be enrolled");
    }
}

Tablet::~Tablet() = default;

// --- Running and dying -----------------------------------------------------------------------------------------------

void Tablet::start()
{
    ++run_;
    drafts_sent_.clear(); // requests are counted anew, too
    auto store = open_store();
    if (!store && !disk_.stands_still() && !folder_.stands_still()) {
        disk_.set_faults({}); // it refused once and not for good: whoever waits for the app starts it again
        folder_.set_faults({});
        store = open_store();
    }
    if (disk_.stands_still() || folder_.stands_still()) {
        store = Error{Errc::io_failed, {}};
        die(true);
        return;
    }
    world_.expect(store.has_value(), "P2",
                  name_ + " cannot open its database" + (store ? "" : ": " + store.error().detail));
    running_ = std::make_unique<Running>(std::move(*store), clock_, random_, world_.plan());
    world_.log(name_, "up");
    disk_.set_faults({}); // those who look on meet none
    folder_.set_faults({});
    check_what_was_saved();
    look_what_came_back();
    pump();
}

Result<std::unique_ptr<DeviceStore>> Tablet::open_store()
{
    BALIEBLIK_TRY(database, storage::Database::open(disk_.path("tablet.db"), storage::Key::from(tablet_key()).value()));
    return DeviceStore::open(std::move(database), folder_.path(), clock_, random_, {"1", "simulation"});
}

void Tablet::die(bool power_goes)
{
    world_.log(name_, power_goes ? "loses power" : "is killed");
    running_.reset();
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
    }
    const auto run = run_;
    world_.after(milliseconds{static_cast<std::int64_t>(1'000 + below(chance_, 200'000))}, [this, run] {
        if (!running_ && run_ == run)
            start();
    });
}

void Tablet::look_whether_alive()
{
    if (!running_)
        return;
    if (disk_.stands_still() || folder_.stands_still())
        die(dies_with_power_);
    else if (const auto standing = running_->store->standing(); !standing && standing.error().code == Errc::io_failed)
        die(false); // the disk failed once: the app starts anew
}

void Tablet::set_faults(const Step& step)
{
    Engine engine(step.draw);
    DiskFaults faults;
    FolderFaults folder;
    const auto when = static_cast<std::int64_t>(below(engine, 50));
    const bool photos = chance(engine, 250);
    switch (step.kind) {
    case StepKind::tablet_flush_fails:
        (photos ? folder.flush_fails_at : faults.flush_fails_at) = photos ? when / 10 : when / 3;
        break;
    case StepKind::tablet_full:
        faults.full_at = when;
        faults.full_for = static_cast<std::int64_t>(1 + below(engine, 30));
        folder.full_at = when / 10;
        break;
    case StepKind::tablet_read_fails:
        faults.read_fails_at = when;
        break;
    default:
        (photos ? folder.stands_still_at : faults.stands_still_at) = photos ? when / 10 : when;
        dies_with_power_ = step.kind == StepKind::tablet_dies_at;
        break;
    }
    disk_.set_faults(faults);
    folder_.set_faults(folder);
}

// Somebody copies an older image back. What was saved since and not handed in went with that decision.
void Tablet::set_back()
{
    if (!backup_)
        return;
    world_.log(name_, "set back");
    running_.reset();
    disk_.restore(backup_->disk);
    folder_.restore(backup_->folder);
    facts() = backup_->facts;
    was_set_back_ = true; // what the office keeps of its drafts may be of the life that it leaves
    for (auto& [id, fact] : truth_.sealed)
        if (fact.tablet == number_ && !backup_->sealed.contains(id))
            fact.may_be_gone = true;
    start();
}

void Tablet::heal()
{
    disk_.set_faults({});
    folder_.set_faults({});
    clock_.set_right();
    offline_until_ = milliseconds{0};
    has_old_app_ = false;
    look_whether_alive();
    if (!running_) {
        disk_.set_faults({});
        start();
    }
}

void Tablet::wake()
{
    if (!running_)
        return;
    running_->client.on(sync::Woke{});
    running_->client.on(sync::Queued{});
    running_->client.on(sync::Edited{});
    pump();
}

// --- Sync ------------------------------------------------------------------------------------------------------------

void Tablet::pump()
{
    while (running_) {
        const auto action = running_->client.next();
        look_whether_alive();
        if (!running_)
            return;
        if (const auto* send = std::get_if<sync::Send>(&action)) {
            world_.log(name_, "sends", send->method, send->path, send->body.size());
            if (send->lane == sync::Lane::drafts && send->method == "PUT")
                if (const auto draft = json::read_text<sync::DraftBackup>(send->body))
                    drafts_sent_[send->id] = {draft->visit_id, facts().told[draft->visit_id].said.size()};
            transport_(number_, run_, *send);
            continue;
        }
        if (const auto* sleep = std::get_if<sync::Sleep>(&action)) {
            const auto run = run_;
            const auto wake = std::max(clock_.when(sleep->until), world_.now() + milliseconds{1});
            if (running_->wakes_at && *running_->wakes_at <= wake && *running_->wakes_at > world_.now())
                return; // it will look again before that
            running_->wakes_at = wake;
            world_.at(wake, [this, run, wake] {
                if (running_ && run_ == run && running_->wakes_at == wake)
                    pump();
            });
        }
        return;
    }
}

void Tablet::hear(std::uint64_t run, const sync::Event& event)
{
    if (!running_ || run != run_)
        return;
    if (const auto* reply = std::get_if<sync::Reply>(&event))
        if (const auto sent = drafts_sent_.find(reply->id);
            sent != drafts_sent_.end() && reply->status == 200 && sync::header(*reply, "Sync-Nonce")) {
            auto& told = facts().told[sent->second.first];
            if (const auto came = json::read_text<sync::DraftReply>(reply->body); came && !came->over.value_or(false))
                told.kept = std::max(told.kept, sent->second.second);
        }
    running_->client.on(event);
    look_whether_alive();
    if (!running_)
        return;
    const auto seen = running_->client.status();
    for (const auto& lane : seen.lanes)
        world_.expect(lane.last_error != Errc::checksum_mismatch, "P5",
                      name_ + " holds something else than its cursor says: " + lane.detail);
    look_what_came_back();
    pump();
}

void Tablet::spoil(sync::Send& push)
{
    auto request = json::read_text<sync::PushRequest>(push.body);
    if (!request)
        return;
    for (auto& mutation : request->mutations) {
        if (sent_.insert(mutation.id).second && std::exchange(spoils_next_, false)) {
            spoiled_.insert(mutation.id);
            truth_.spoiled.insert(mutation.sha256);
            world_.log(name_, "spoils", mutation.no, mutation.kind);
        }
        if (spoiled_.contains(mutation.id))
            mutation.kind += "_of_tomorrow";
    }
    push.body = json::print_struct(*request);
}

sync::SyncStatus Tablet::status() const { return running_ ? running_->client.status() : sync::SyncStatus{}; }

// --- Looking on ------------------------------------------------------------------------------------------------------

storage::Database Tablet::look_inside()
{
    storage::OpenOptions options;
    options.access = storage::Access::reader;
    options.create = false;
    return storage::Database::open(disk_.path("tablet.db"), storage::Key::from(tablet_key()).value(), options).value();
}

std::map<VisitVersionId, Tablet::Held> Tablet::sealed_versions()
{
    using Row = std::tuple<VisitVersionId, std::string, bool, bool, std::string>;
    auto inside = look_inside();
    const auto rows = inside.all<Row>("SELECT v.visit_version_id, v.sha256, v.body IS NOT NULL, EXISTS (SELECT 1 FROM "
                                      "mutation m WHERE m.subject = v.visit_version_id AND m.status = 'pending'), "
                                      "coalesce(v.receipt_state, '') FROM visit_version v");
    std::map<VisitVersionId, Held> found;
    for (const auto& [id, sha256, has_body, queued, receipt] : rows.value())
        found[id] = {sha256, has_body, queued, receipt};
    return found;
}

std::int64_t Tablet::photos_that_wait()
{
    auto inside = look_inside();
    return inside
        .first<std::int64_t>("SELECT count(*) FROM upload u JOIN visit_version v USING (visit_version_id) WHERE "
                             "u.done = 0 AND v.refused IS NULL")
        .value()
        .value_or(0);
}

InstallId Tablet::install()
{
    auto inside = look_inside();
    return inside.first<InstallId>("SELECT install_id FROM tablet").value().value();
}

std::map<VisitId, std::int64_t> Tablet::kept_drafts()
{
    using Row = std::tuple<VisitId, std::int64_t>;
    auto inside = look_inside();
    std::map<VisitId, std::int64_t> found;
    for (const auto& [visit, rev] :
         inside.all<Row>("SELECT visit_id, rev FROM draft_backup JOIN draft USING (visit_id) WHERE refused IS NULL")
             .value())
        found[visit] = rev;
    return found;
}

std::optional<sync::Policy> Tablet::policy() { return running_->store->policy().value(); }

std::set<std::string> Tablet::server_rows()
{
    using Row = std::tuple<std::string, std::string, std::int64_t>;
    auto inside = look_inside();
    std::set<std::string> found;
    for (const auto& [kind, id, rev] : inside.all<Row>("SELECT kind, id, rev FROM server_row").value())
        found.insert(kind + " " + id + " " + std::to_string(rev));
    return found;
}

std::map<AssignmentId, std::pair<AssignmentState, std::int64_t>> Tablet::assignments()
{
    std::map<AssignmentId, std::pair<AssignmentState, std::int64_t>> found;
    for (const auto& card : running_->store->assignments().value())
        if (!card.withdrawn)
            found[card.facts.assignment.id] = {card.facts.assignment.state, card.facts.assignment.rev};
    return found;
}

void Tablet::check_what_was_saved()
{
    auto& known = facts();
    if (known.doubt)
        settle_doubt(known.doubt->visit);
    known.doubt.reset();
    for (const auto& [visit, answers] : known.drafts) {
        const auto draft = Draft::open(*running_->store, visit);
        world_.expect(draft.has_value(), "P2", name_ + " lost the draft " + to_text(visit));
        for (const auto& [reference, value] : answers) {
            const auto node = draft->session().node(reference);
            world_.expect(node && node->value == value, "P2",
                          name_ + " lost an answer to " + reference + " of " + to_text(visit));
        }
        for (const auto& [reference, bytes] : known.photos[visit]) {
            const auto photo = draft->photo_bytes(reference);
            world_.expect(photo && *photo == bytes, "P2",
                          name_ + " lost the photo of " + reference + (photo ? "" : ": " + photo.error().detail));
        }
    }
    const auto held = sealed_versions();
    for (const auto& [id, fact] : truth_.sealed)
        if (fact.tablet == number_ && !fact.may_be_gone) {
            const auto found = held.find(id);
            world_.expect(found != held.end() && found->second.sha256 == fact.sha256, "P2",
                          name_ + " lost the sealed visit " + to_text(id));
        }
}

// A write was cut off: it happened in full or not at all, and from here on it is known which.
void Tablet::settle_doubt(VisitId visit)
{
    auto& known = facts();
    const auto doubt = *known.doubt;
    auto draft = Draft::open(*running_->store, visit);
    if (doubt.starting) {
        for (const auto& card : running_->store->visits().value())
            if (!known.drafts.contains(card.visit_id) && card.progress == device_store::Progress::draft)
                note_draft(card.visit_id);
        return;
    }
    if (!draft && doubt.sealing) {
        learn_of_sealed(visit);
        known.drafts.erase(visit);
        known.photos.erase(visit);
    } else if (!draft && doubt.removing) {
        known.drafts.erase(visit);
        known.photos.erase(visit);
    } else if (draft && !doubt.reference.empty()) {
        const auto node = draft->session().node(doubt.reference);
        auto& saved = known.drafts[visit][doubt.reference];
        if (node && node->value == doubt.value) {
            saved = doubt.value;
            note_said(visit, doubt.reference, doubt.value);
        } else if (node && known.photos[visit].contains(doubt.reference) && node->value != saved) {
            // A photo in the place of another: its name was drawn in the write that was cut off.
            saved = node->value;
            known.photos[visit].erase(doubt.reference);
        } else if (node && saved.empty()) {
            saved = node->value;
        }
    }
}

// Sealed, though nobody lived to be told so.
void Tablet::learn_of_sealed(VisitId visit)
{
    using Row = std::tuple<VisitVersionId, std::string, std::string>;
    auto inside = look_inside();
    const auto rows = inside.all<Row>("SELECT visit_version_id, sha256, body FROM visit_version WHERE visit_id = ? AND "
                                      "body IS NOT NULL",
                                      visit);
    for (const auto& [id, sha256, body] : rows.value()) {
        if (truth_.sealed.contains(id))
            continue;
        SealedFact fact{number_, inspector_, facts().assignment_of[visit], sha256, {}, false, false};
        for (const auto& [reference, bytes] : facts().photos[visit])
            fact.photos[vault::sha256_hex(bytes)] = bytes;
        truth_.sealed[id] = std::move(fact);
        world_.log(name_, "had sealed", to_text(id));
    }
}

} // namespace balieblik::simulation
