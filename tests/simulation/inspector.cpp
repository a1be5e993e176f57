// SPDX-License-Identifier: EUPL-1.2
// The inspector: what one step of the plan does with the app, and what the person was told came of it.
#include "simulation/first_day.hpp"
#include "simulation/tablet_running.hpp"
#include "vault/hash.hpp"

namespace balieblik::simulation {

using device_store::Draft;

namespace {

// The disk, and not the person, is why this was refused: nobody knows what became of it.
bool is_of_the_disk(const Error& error)
{
    return error.code == Errc::io_failed || error.code == Errc::disk_full || error.code == Errc::database_damaged;
}

} // namespace

void Tablet::carry_out(const Step& step)
{
    switch (step.kind) {
    case StepKind::tablet_power_cut:
    case StepKind::tablet_killed:
        if (running_)
            die(step.kind == StepKind::tablet_power_cut);
        return;
    case StepKind::tablet_dies_at:
    case StepKind::tablet_killed_at:
    case StepKind::tablet_flush_fails:
    case StepKind::tablet_full:
    case StepKind::tablet_read_fails:
        set_faults(step);
        return;
    case StepKind::tablet_image:
        if (running_) {
            disk_.set_faults({}); // it is read in full
            backup_ = Backup{disk_.seen(), folder_.image(), facts(), {}};
            for (const auto& [id, held] : sealed_versions())
                backup_->sealed.insert(id);
        }
        return;
    case StepKind::tablet_restored:
        set_back();
        return;
    default:
        break;
    }
    Engine engine(step.draw);
    if (step.kind == StepKind::tablet_clock_jumps) {
        clock_.jump(milliseconds{static_cast<std::int64_t>(below(engine, 345'600'000)) - 172'800'000}); // +- 48 h
        return;
    }
    if (step.kind == StepKind::tablet_offline) {
        offline_until_ = world_.now() + milliseconds{static_cast<std::int64_t>(below(engine, 1'800'000))};
        return;
    }
    if (step.kind == StepKind::tablet_away || step.kind == StepKind::tablet_back) {
        const bool away = step.kind == StepKind::tablet_away;
        offline_until_ = away ? world_.now() + std::chrono::hours{2} : world_.now();
        if (running_ && !away)
            wake();
        return;
    }
    if (step.kind == StepKind::tablet_spoils) {
        spoils_next_ = true;
        return;
    }
    if (step.kind == StepKind::tablet_upgraded) {
        if (running_ && has_old_app_) { // installing an update stops the app
            has_old_app_ = false;
            die(false);
        }
        return;
    }
    if (step.kind == StepKind::tablet_lost)
        return lose();
    if (!running_)
        return;
    use(step, engine);
    look_whether_alive();
    if (running_) {
        running_->client.on(sync::Queued{});
        pump();
    }
}

void Tablet::use(const Step& step, Engine& engine)
{
    switch (step.kind) {
    case StepKind::look_for_network:
        enrol_again();
        take_back();
        running_->client.on(sync::Woke{});
        return;
    case StepKind::purge: {
        const auto purged = running_->store->purge();
        world_.log(name_, "purges", purged ? *purged : -1);
        if (chance(engine, 500) && running_->store->checkpoint())
            world_.log(name_, "checkpoint");
        return;
    }
    case StepKind::accept:
    case StepKind::decline:
    case StepKind::hand_back:
        return take_up(step.kind, engine);
    case StepKind::begin:
        return begin(engine);
    case StepKind::correct:
        return correct(engine);
    default:
        break;
    }
    const auto visit = some_draft(engine);
    if (!visit)
        return begin(engine);
    auto draft = Draft::open(*running_->store, *visit);
    if (!draft) {
        world_.expect(is_of_the_disk(draft.error()), "P2", name_ + " cannot open a draft: " + draft.error().detail);
        return;
    }
    if (step.kind == StepKind::answer)
        answer(*draft, engine);
    else if (step.kind == StepKind::photo)
        photo(*draft, engine);
    else
        seal(*draft, step.kind == StepKind::abandon);
}

std::optional<VisitId> Tablet::some_draft(Engine& engine) const
{
    const auto& drafts = truth_.tablets[number_].drafts;
    if (drafts.empty())
        return std::nullopt;
    return std::next(drafts.begin(), static_cast<std::ptrdiff_t>(below(engine, drafts.size())))->first;
}

void Tablet::take_up(StepKind kind, Engine& engine)
{
    auto& store = *running_->store;
    const auto cards = store.assignments();
    if (!cards || cards->empty())
        return;
    const auto& card = (*cards)[below(engine, cards->size())];
    const auto id = card.facts.assignment.id;
    const bool drafted = card.visit_id && facts().drafts.contains(*card.visit_id);
    const auto done = kind == StepKind::accept    ? store.accept(id)
                      : kind == StepKind::decline ? store.decline(id, "geen tijd")
                                                  : store.hand_back(id, "ziek");
    if (kind == StepKind::hand_back)
        truth_.handed_back.insert(id); // perhaps, then
    world_.log(name_, json::enum_name(kind), to_text(id), done ? "done" : name(done.error().code));
    if (!drafted || kind == StepKind::accept)
        return;
    if (!done && is_of_the_disk(done.error())) {
        facts().doubt = Doubt{.visit = *card.visit_id, .removing = true};
    } else if (!Draft::open(store, *card.visit_id) && done) {
        facts().drafts.erase(*card.visit_id);
        facts().photos.erase(*card.visit_id);
    }
}

void Tablet::note_draft(VisitId visit)
{
    auto& known = facts();
    const auto draft = Draft::open(*running_->store, visit);
    if (!draft)
        return;
    auto& answers = known.drafts[visit];
    known.told[visit] = {};
    std::erase_if(drafts_sent_, [&](const auto& sent) { return sent.second.first == visit; });
    for (const auto* reference : {"/data/helped", "/data/remark", "/data/sign", "/data/photo"})
        if (const auto node = draft->session().node(reference); node && !node->value.empty()) {
            answers[reference] = node->value;
            note_said(visit, reference, node->value);
        }
    if (const auto assignment = draft->assignment())
        known.assignment_of[visit] = assignment->assignment.id;
    const auto photos = draft->photos();
    if (!photos)
        return;
    for (const auto& photo : *photos)
        if (photo.here)
            if (const auto bytes = draft->photo_bytes(photo.reference))
                known.photos[visit][photo.reference] = *bytes;
}

void Tablet::begin(Engine& engine)
{
    auto& store = *running_->store;
    const auto cards = store.assignments();
    if (!cards || cards->empty())
        return;
    const auto id = (*cards)[below(engine, cards->size())].facts.assignment.id;
    const auto visit = store.start_visit(id, chance(engine, 500) ? "nl" : "en");
    world_.log(name_, "begin", to_text(id), visit ? to_text(*visit) : std::string(name(visit.error().code)));
    if (visit)
        note_draft(*visit);
    else if (is_of_the_disk(visit.error()))
        facts().doubt = Doubt{.visit = {}, .starting = true};
}

void Tablet::correct(Engine& engine)
{
    auto& store = *running_->store;
    const auto cards = store.assignments();
    if (!cards)
        return;
    std::vector<VisitVersionId> returned;
    for (const auto& card : *cards)
        if (card.returned)
            returned.push_back(card.returned->visit_version_id);
    if (returned.empty())
        return;
    const auto which = returned[below(engine, returned.size())];
    const auto visit = store.start_correction(which);
    world_.log(name_, "correct", to_text(which), visit ? to_text(*visit) : std::string(name(visit.error().code)));
    if (visit)
        note_draft(*visit);
    else if (is_of_the_disk(visit.error()))
        facts().doubt = Doubt{.visit = {}, .starting = true};
}

void Tablet::answer(Draft& draft, Engine& engine)
{
    const auto visit = draft.facts().visit_id;
    const bool remark = chance(engine, 700);
    const std::string reference = remark ? "/data/remark" : "/data/helped";
    const auto value = remark ? std::string(canary) + " " + std::to_string(below(engine, 1'000'000))
                              : std::string(chance(engine, 500) ? "yes" : "no");
    const auto changed = draft.answer(reference, value);
    world_.log(name_, "answer", reference, changed ? "saved" : name(changed.error().code));
    if (changed) {
        facts().drafts[visit][reference] = value;
        note_said(visit, reference, value);
    } else if (is_of_the_disk(changed.error())) {
        facts().doubt = Doubt{.visit = visit, .reference = reference, .value = value};
    }
}

// Photos stay on their tablet: only what is written is told.
void Tablet::note_said(VisitId visit, const std::string& reference, const std::string& value)
{
    if (reference == "/data/remark" || reference == "/data/helped")
        facts().told[visit].said.emplace_back(reference, value);
}

void Tablet::photo(Draft& draft, Engine& engine)
{
    const auto visit = draft.facts().visit_id;
    const std::string reference = chance(engine, 500) ? "/data/sign" : "/data/photo";
    Bytes bytes(1 + below(engine, chance(engine, 100) ? 90'000 : 3'000));
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(engine());
    const auto changed = draft.add_photo(reference, bytes, "image/jpeg");
    world_.log(name_, "photo", reference, bytes.size(), changed ? "saved" : name(changed.error().code));
    if (changed) {
        facts().drafts[visit][reference] = draft.session().node(reference)->value;
        facts().photos[visit][reference] = bytes;
    } else if (is_of_the_disk(changed.error())) {
        facts().doubt = Doubt{.visit = visit, .reference = reference, .value = {}};
    }
}

void Tablet::seal(Draft& draft, bool abandons)
{
    const auto visit = draft.facts().visit_id;
    const auto sealed = abandons ? draft.abort(AbortReason::closed) : draft.seal();
    world_.log(name_, abandons ? "abandon" : "seal", to_text(visit),
               sealed ? to_text(sealed->visit_version_id) : std::string(name(sealed.error().code)));
    if (sealed)
        note_sealed(*sealed);
    else if (is_of_the_disk(sealed.error()))
        facts().doubt = Doubt{.visit = visit, .sealing = true};
}

void Tablet::note_sealed(const device_store::SealedVisit& sealed)
{
    auto& known = facts();
    SealedFact fact{number_, inspector_, known.assignment_of[sealed.visit_id], sealed.sha256, {}, false, false};
    for (const auto& [reference, bytes] : known.photos[sealed.visit_id])
        fact.photos[vault::sha256_hex(bytes)] = bytes;
    truth_.sealed[sealed.visit_version_id] = std::move(fact);
    known.drafts.erase(sealed.visit_id);
    known.photos.erase(sealed.visit_id);
}

} // namespace balieblik::simulation
