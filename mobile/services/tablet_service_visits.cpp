// SPDX-License-Identifier: EUPL-1.2
// Assignments, the open visit and its wait clock.
#include "device_store/prefill.hpp"
#include "services/photo.hpp"
#include "services/sync_driver.hpp"
#include "services/tablet_service.hpp"
#include "vault/sealed_journal.hpp"

namespace balieblik::services {
namespace {

using device_store::DeviceStore;
using device_store::Draft;

const Error no_visit_open{Errc::state_conflict, "no visit is open"};

Error no_draft(const OpenStore& open) { return open.store ? no_visit_open : open.refusal(); }

ClockView clock_of(const Draft& draft, const Clock& clock)
{
    ClockView view;
    view.laps = draft.laps();
    view.undo_left = draft.undo_left();
    if (!view.laps.empty())
        view.since_first = draft.since(view.laps.front().kind);
    view.read = clock.read();
    return view;
}

Result<std::vector<std::string>> open_items_of(const Draft& draft)
{
    BALIEBLIK_TRY(items, draft.open_items());
    std::vector<std::string> references;
    for (auto& item : items)
        references.push_back(std::move(item.reference));
    return references;
}

Result<VisitView> view_of(const Draft& draft, const Clock& clock)
{
    VisitView view;
    view.kept = draft.form();
    view.facts = draft.facts();
    view.assignment = draft.assignment();
    view.returned = draft.returned();
    view.title = draft.session().form().title;
    view.sections = draft.session().sections();
    view.nodes = draft.session().nodes();
    BALIEBLIK_TRY(findings, draft.findings());
    view.findings = std::move(findings);
    BALIEBLIK_TRY(photos, draft.photos());
    view.photos = std::move(photos);
    BALIEBLIK_TRY(open_items, open_items_of(draft));
    view.open_items = std::move(open_items);
    view.clock = clock_of(draft, clock);
    view.has_laps = draft.has_laps();
    return view;
}

Result<VisitUpdate> update_of(const Draft& draft, forms::Changes changes, const Clock& clock)
{
    VisitUpdate update;
    for (const auto& change : changes)
        if (!change.has(forms::Aspect::removed))
            if (auto node = draft.session().node(change.reference))
                update.nodes.push_back(std::move(*node));
    update.changes = std::move(changes);
    update.sections = draft.session().sections();
    BALIEBLIK_TRY(findings, draft.findings());
    update.findings = std::move(findings);
    BALIEBLIK_TRY(photos, draft.photos());
    update.photos = std::move(photos);
    BALIEBLIK_TRY(open_items, open_items_of(draft));
    update.open_items = std::move(open_items);
    update.clock = clock_of(draft, clock);
    return update;
}

} // namespace

void TabletService::assignments(Done<std::vector<device_store::AssignmentCard>> done)
{
    using Cards = std::vector<device_store::AssignmentCard>;
    store_.run<Cards>(
        this, [](OpenStore& open) -> Result<Cards> { return open.store ? open.store->assignments() : open.refusal(); },
        std::move(done));
}

void TabletService::visits(Done<std::vector<device_store::VisitCard>> done)
{
    using Cards = std::vector<device_store::VisitCard>;
    store_.run<Cards>(
        this, [](OpenStore& open) -> Result<Cards> { return open.store ? open.store->visits() : open.refusal(); },
        std::move(done));
}

void TabletService::command(std::function<Result<void>(DeviceStore&)> work, Done<void> done)
{
    store_.run<void>(
        this,
        [work = std::move(work)](OpenStore& open) -> Result<void> {
            return open.store ? work(*open.store) : open.refusal();
        },
        [this, done = std::move(done)](Result<void> result) {
            if (result)
                outbox_changed();
            done(std::move(result));
        });
}

void TabletService::accept(AssignmentId id, Done<void> done)
{
    command([id](DeviceStore& store) { return store.accept(id); }, std::move(done));
}

void TabletService::decline(AssignmentId id, std::string reason, Done<void> done)
{
    command([id, reason](DeviceStore& store) { return store.decline(id, reason); }, std::move(done));
}

void TabletService::hand_back(AssignmentId id, std::string reason, Done<void> done)
{
    close_visit();
    command([id, reason](DeviceStore& store) { return store.hand_back(id, reason); }, std::move(done));
}

// --- The open visit --------------------------------------------------------------------------------------------------

void TabletService::open_draft(std::function<Result<VisitId>(DeviceStore&)> start, Done<VisitView> done)
{
    store_.run<VisitView>(
        this,
        [this, start = std::move(start)](OpenStore& open) -> Result<VisitView> {
            if (!open.store)
                return open.refusal();
            BALIEBLIK_TRY(id, start(*open.store));
            open.draft.reset();
            BALIEBLIK_TRY(draft, Draft::open(*open.store, id));
            open.draft = std::move(draft);
            return view_of(*open.draft, clock_);
        },
        [this, done = std::move(done)](Result<VisitView> opened) {
            if (opened) {
                draft_ = opened->facts;
                draft_has_laps_ = opened->has_laps;
                remember(opened->clock);
                outbox_changed();
            }
            done(std::move(opened));
        });
}

void TabletService::open_assignment(AssignmentId id, std::string language, Done<VisitView> done)
{
    open_draft(
        [id, language](DeviceStore& store) -> Result<VisitId> {
            BALIEBLIK_TRY(card, store.assignment(id));
            if (card.returned && card.progress != device_store::Progress::draft)
                return store.start_correction(card.returned->visit_version_id);
            return store.start_visit(id, language);
        },
        std::move(done));
}

void TabletService::open_practice(std::string language, Done<VisitView> done)
{
    open_draft(
        [language](DeviceStore& store) -> Result<VisitId> {
            // With the questionnaire of the nearest assignment, so that practice is like the real thing.
            BALIEBLIK_TRY(cards, store.assignments());
            for (const auto& card : cards)
                if (card.form_here)
                    return store.start_practice(card.facts.wave.form.form_id, card.facts.wave.form.version, language);
            return Error{Errc::unknown_form, {}};
        },
        std::move(done));
}

void TabletService::open_last(Done<std::optional<VisitView>> done)
{
    using Found = std::optional<VisitView>;
    store_.run<Found>(
        this,
        [this](OpenStore& open) -> Result<Found> {
            if (!open.store)
                return open.refusal();
            if (!open.draft) {
                BALIEBLIK_TRY(id, open.store->last_open());
                if (!id)
                    return Found{};
                BALIEBLIK_TRY(draft, Draft::open(*open.store, *id));
                open.draft = std::move(draft);
            }
            BALIEBLIK_TRY(view, view_of(*open.draft, clock_));
            return Found{std::move(view)};
        },
        [this, done = std::move(done)](Result<Found> found) {
            if (found && *found) {
                draft_ = (*found)->facts;
                draft_has_laps_ = (*found)->has_laps;
                remember((*found)->clock);
            }
            done(std::move(found));
        });
}

void TabletService::close_visit()
{
    draft_.reset();
    clock_view_ = {};
    store_.post([](OpenStore& open) { open.draft.reset(); });
    emit clockChanged();
    close_due();
}

void TabletService::close_due()
{
    struct Closed {
        std::optional<VisitUpdate> here;
        std::int64_t elsewhere = 0;
    };
    store_.run<Closed>(
        this,
        [this](OpenStore& open) -> Result<Closed> {
            Closed closed;
            if (!open.store)
                return closed;
            if (open.draft) {
                BALIEBLIK_TRY(changes, open.draft->close_due());
                if (!changes.empty()) {
                    BALIEBLIK_TRY(update, update_of(*open.draft, std::move(changes), clock_));
                    closed.here = std::move(update);
                }
            }
            BALIEBLIK_TRY(elsewhere, open.store->close_due(open.draft ? std::optional{open.draft->facts().visit_id}
                                                                      : std::nullopt));
            closed.elsewhere = elsewhere;
            return closed;
        },
        [this](Result<Closed> closed) {
            // A refusal (a full disk) shows at the next answer; what is due then closes a minute later.
            if (!closed)
                return;
            if (closed->here && draft_)
                emit visitMoved(*closed->here);
            if (closed->here || closed->elsewhere > 0) {
                emit assignmentsChanged();
                emit visitsChanged();
            }
        });
}

void TabletService::step(DraftWork work, Done<VisitUpdate> done)
{
    struct Stepped {
        VisitUpdate update;
        device_store::DraftFacts facts;
    };
    store_.run<Stepped>(
        this,
        [this, work = std::move(work)](OpenStore& open) -> Result<Stepped> {
            if (!open.draft)
                return no_draft(open);
            BALIEBLIK_TRY(changes, work(*open.draft));
            if (open.sync)
                open.sync->edited();
            BALIEBLIK_TRY(update, update_of(*open.draft, std::move(changes), clock_));
            return Stepped{std::move(update), open.draft->facts()};
        },
        [this, done = std::move(done)](Result<Stepped> stepped) {
            if (!stepped)
                return done(stepped.error());
            if (draft_)
                draft_ = stepped->facts;
            due_timer_.start();
            remember(stepped->update.clock);
            done(std::move(stepped->update));
        });
}

void TabletService::answer(std::string reference, std::string value, Done<VisitUpdate> done)
{
    step([reference, value](Draft& draft) { return draft.answer(reference, value); }, std::move(done));
}

void TabletService::add_repeat(std::string repeat, Done<VisitUpdate> done)
{
    step([repeat](Draft& draft) { return draft.add_repeat(repeat); }, std::move(done));
}

void TabletService::remove_repeat(std::string instance, Done<VisitUpdate> done)
{
    step([instance](Draft& draft) { return draft.remove_repeat(instance); }, std::move(done));
}

void TabletService::set_language(std::string language, Done<VisitUpdate> done)
{
    step([language](Draft& draft) { return draft.set_language(language); }, std::move(done));
}

void TabletService::go_to(device_store::Place place, Done<void> done)
{
    store_.run<void>(
        this,
        [place](OpenStore& open) -> Result<void> { return open.draft ? open.draft->go_to(place) : no_draft(open); },
        std::move(done));
}

void TabletService::add_photo(std::string reference, Bytes picture, Done<VisitUpdate> done)
{
    step(
        [reference, picture = std::move(picture)](Draft& draft) -> Result<forms::Changes> {
            const QByteArray bytes{reinterpret_cast<const char*>(picture.data()),
                                   static_cast<qsizetype>(picture.size())};
            BALIEBLIK_TRY(question, draft.session().node(reference));
            BALIEBLIK_TRY(evidence, as_evidence(bytes, photo_edge(question)));
            return draft.add_photo(reference, evidence, "image/jpeg");
        },
        std::move(done));
}

void TabletService::add_document(std::string reference, Bytes document, Done<VisitUpdate> done)
{
    constexpr std::string_view pdf = "%PDF-";
    if (!std::equal(pdf.begin(), pdf.end(), document.begin(), document.begin() + std::min(pdf.size(), document.size())))
        return add_photo(
            std::move(reference), std::move(document), [done = std::move(done)](Result<VisitUpdate> added) {
                done(!added && added.error().code == Errc::photo_unreadable ? Error{Errc::answer_refused, {}} : added);
            });
    step([reference, document = std::move(document)](
             Draft& draft) { return draft.add_photo(reference, document, "application/pdf"); },
         std::move(done));
}

void TabletService::remove_photo(std::string reference, Done<VisitUpdate> done)
{
    step([reference](Draft& draft) { return draft.remove_photo(reference); }, std::move(done));
}

void TabletService::form_picture(std::string name, Done<Bytes> done)
{
    store_.run<Bytes>(
        this,
        [name](OpenStore& open) -> Result<Bytes> {
            return open.draft ? device_store::form_picture(open.draft->form()->version, name) : no_draft(open);
        },
        std::move(done));
}

void TabletService::photo_bytes(std::string reference, Done<Bytes> done)
{
    store_.run<Bytes>(
        this,
        [reference](OpenStore& open) -> Result<Bytes> {
            return open.draft ? open.draft->photo_bytes(reference) : no_draft(open);
        },
        std::move(done));
}

void TabletService::newer_form(Done<std::optional<FormRef>> done)
{
    using Found = std::optional<FormRef>;
    store_.run<Found>(
        this, [](OpenStore& open) -> Result<Found> { return open.draft ? open.draft->newer_form() : Found{}; },
        std::move(done));
}

void TabletService::plan_move(std::string version, Done<device_store::MovePlan> done)
{
    store_.run<device_store::MovePlan>(
        this,
        [version](OpenStore& open) -> Result<device_store::MovePlan> {
            return open.draft ? open.draft->plan_move(version) : no_draft(open);
        },
        std::move(done));
}

void TabletService::move_to(std::string version, Done<VisitView> done)
{
    store_.run<VisitView>(
        this,
        [this, version](OpenStore& open) -> Result<VisitView> {
            if (!open.draft)
                return no_draft(open);
            BALIEBLIK_CHECK(open.draft->move_to(version));
            return view_of(*open.draft, clock_);
        },
        [this, done = std::move(done)](Result<VisitView> moved) {
            if (moved) {
                draft_ = moved->facts;
                draft_has_laps_ = moved->has_laps;
                remember(moved->clock);
            }
            done(std::move(moved));
        });
}

void TabletService::finish(std::function<Result<device_store::SealedVisit>(Draft&)> end,
                           Done<device_store::SealedVisit> done)
{
    store_.run<device_store::SealedVisit>(
        this,
        [end = std::move(end)](OpenStore& open) -> Result<device_store::SealedVisit> {
            if (!open.draft)
                return no_draft(open);
            BALIEBLIK_TRY(sealed, end(*open.draft));
            open.draft.reset();
            return sealed;
        },
        [this, done = std::move(done)](Result<device_store::SealedVisit> sealed) {
            if (sealed) {
                draft_.reset();
                clock_view_ = {};
                emit clockChanged();
                outbox_changed();
            }
            done(std::move(sealed));
        });
}

void TabletService::seal(Done<device_store::SealedVisit> done)
{
    finish([](Draft& draft) { return draft.seal(); }, std::move(done));
}

void TabletService::abort(AbortReason reason, Done<device_store::SealedVisit> done)
{
    finish([reason](Draft& draft) { return draft.abort(reason); }, std::move(done));
}

void TabletService::practice_score(VisitId id, Done<boost::json::object> done)
{
    store_.run<boost::json::object>(
        this,
        [id](OpenStore& open) -> Result<boost::json::object> {
            return open.store ? open.store->practice_score(id) : open.refusal();
        },
        std::move(done));
}

void TabletService::remove_practice(VisitId id, Done<void> done)
{
    command([id](DeviceStore& store) { return store.remove_practice(id); }, std::move(done));
}

// --- The wait clock --------------------------------------------------------------------------------------------------

bool TabletService::clock_runs() const
{
    return draft_ && !draft_->practice &&
           (draft_->state == VisitState::arrived || draft_->state == VisitState::queueing ||
            draft_->state == VisitState::being_served);
}

bool TabletService::clock_usable() const
{
    if (state_ == LockState::key_locked)
        return locked_clock_.has_value();
    return draft_.has_value() && draft_has_laps_ && (draft_->state == VisitState::planned || clock_runs());
}

ClockView TabletService::clock() const { return as_of(clock_.read(), clock_view_); }

void TabletService::remember(const ClockView& clock)
{
    clock_view_ = clock;
    emit clockChanged();
}

void TabletService::tap(LapKind kind, Done<VisitUpdate> done)
{
    // The time of the tap is the time of the call, whatever the store is busy with.
    const auto read = clock_.read();
    Lap lap;
    lap.kind = kind;
    lap.wall = read.wall;
    lap.offset_min = read.offset.count();
    lap.boot_ms = read.boot.count();
    lap.boot_id = read.boot_id;
    if (state_ != LockState::key_locked)
        return step([lap](Draft& draft) { return draft.tap(lap); }, std::move(done));

    if (!locked_clock_)
        return refuse(std::move(done), no_visit_open);
    store_.run<void>(
        this,
        [this, lap, where = *locked_clock_](OpenStore&) -> Result<void> {
            BALIEBLIK_TRY(journal, vault::SealedJournal::open(file("laps.journal"), where.journal_key));
            return journal.append(as_bytes(json::print_struct(device_store::JournalLap{where.visit_id, lap})));
        },
        [this, lap, read, done](Result<void> written) {
            if (!written)
                return done(written.error());
            auto view = clock_view_;
            view.laps.push_back(lap);
            view.undo_left.reset(); // what the journal holds cannot be taken back
            view.since_first = milliseconds{lap.boot_ms - view.laps.front().boot_ms};
            view.read = read;
            remember(view);
            VisitUpdate update;
            update.clock = view;
            done(std::move(update));
        });
}

void TabletService::undo_tap(Done<VisitUpdate> done)
{
    step([](Draft& draft) { return draft.undo_tap(); }, std::move(done));
}

void TabletService::correct_lap(LapKind kind, Timestamp time, std::string reason, Done<VisitUpdate> done)
{
    step([kind, time, reason](Draft& draft) { return draft.correct_lap(kind, time, reason); }, std::move(done));
}

} // namespace balieblik::services
