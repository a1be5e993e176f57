// SPDX-License-Identifier: EUPL-1.2
#include "mobile/support/desk_tablet.hpp"

#include "forms/check/check.hpp"

namespace balieblik::test {

using services::Done;
using services::VisitUpdate;
using services::VisitView;

DeskTablet::DeskTablet(const Clock& clock, std::string form_xml, std::string norms)
    : clock_(clock), ids_(clock, random_), program_(forms::compile(forms::read_form(form_xml).value()).value()),
      norms_(std::move(norms))
{
}

void DeskTablet::set_state(services::LockState now)
{
    state = now;
    emit lockChanged();
}

device_store::AssignmentCard& DeskTablet::add_assignment(std::string location, Timestamp from,
                                                         AssignmentState assignment_state)
{
    device_store::AssignmentCard card;
    card.facts.assignment.id = ids_.make<AssignmentId>();
    card.facts.assignment.window_from = from;
    card.facts.assignment.window_to = from + std::chrono::hours{8};
    card.facts.assignment.deadline = from + std::chrono::hours{32};
    card.facts.assignment.state = assignment_state;
    card.facts.location.name = std::move(location);
    card.form_here = true;
    cards.push_back(std::move(card));
    return cards.back();
}

std::optional<services::Profile> DeskTablet::profile() const
{
    return services::Profile{"Gemeente Raalte", "inspecteur 7", "tablet van Merel", "https://localhost:8443"};
}

void DeskTablet::identify(std::string, Done<services::ServerIdentity> done)
{
    if (!refused(done))
        later<services::ServerIdentity>(done, services::ServerIdentity{std::string(64, 'a'), words});
}

void DeskTablet::enrol(sync::EnrolmentInvitation invitation, std::string, Done<void> done)
{
    if (refused(done))
        return;
    enrolled_with = std::move(invitation);
    set_state(services::LockState::secret_unset);
    later<void>(done, {});
}

void DeskTablet::choose_secret(std::string chosen, Done<void> done)
{
    if (refused(done))
        return;
    secret = std::move(chosen);
    set_state(services::LockState::open);
    later<void>(done, {});
}

void DeskTablet::unlock(std::string tried, Done<void> done)
{
    if (refused(done))
        return;
    if (tried != secret)
        return later<void>(done, Error{Errc::pin_wrong, {}});
    set_state(services::LockState::open);
    later<void>(done, {});
}

void DeskTablet::change_secret(std::string old_secret, std::string new_secret, Done<void> done)
{
    if (refused(done))
        return;
    if (old_secret != secret)
        return later<void>(done, Error{Errc::pin_wrong, {}});
    secret = std::move(new_secret);
    later<void>(done, {});
}

void DeskTablet::assignments(Done<std::vector<device_store::AssignmentCard>> done)
{
    if (!refused(done))
        later<std::vector<device_store::AssignmentCard>>(done, cards);
}

void DeskTablet::visits(Done<std::vector<device_store::VisitCard>> done)
{
    if (!refused(done))
        later<std::vector<device_store::VisitCard>>(done, handed_in);
}

void DeskTablet::accept(AssignmentId id, Done<void> done)
{
    if (refused(done))
        return;
    for (auto& card : cards)
        if (card.facts.assignment.id == id)
            card.facts.assignment.state = AssignmentState::accepted;
    emit assignmentsChanged();
    later<void>(done, {});
}

void DeskTablet::decline(AssignmentId id, std::string reason, Done<void> done)
{
    if (refused(done))
        return;
    if (reason.empty())
        return later<void>(done, Error{Errc::reason_missing, {}});
    std::erase_if(cards, [&](const auto& card) { return card.facts.assignment.id == id; });
    emit assignmentsChanged();
    later<void>(done, {});
}

void DeskTablet::hand_back(AssignmentId id, std::string reason, Done<void> done) { decline(id, reason, done); }

Result<VisitView> DeskTablet::begin(std::optional<device_store::AssignmentFacts> facts, std::string language)
{
    forms::Surroundings surroundings;
    surroundings.clock = &clock_;
    surroundings.random = &random_;
    surroundings.file = [this](std::string_view) -> Result<std::string> { return norms_; };
    BALIEBLIK_TRY(session, forms::Session::open(program_, std::move(surroundings)));
    session_.emplace(std::move(session));
    facts_ = {};
    facts_.visit_id = ids_.make<VisitId>();
    facts_.practice = !facts.has_value();
    facts_.language = language;
    if (place) {
        facts_.page = place->page;
        facts_.reference = place->reference;
    }
    assignment_ = std::move(facts);
    laps_.clear();
    for (const auto& name : session_->languages())
        if (name.find("(" + language + ")") != std::string::npos)
            BALIEBLIK_CHECK(session_->set_language(name));
    for (const auto& [reference, value] : {std::pair{"/data/scenario_code", "R1"}, {"/data/scenario_group", "REGEL"}})
        BALIEBLIK_CHECK(session_->answer(reference, value));
    return view();
}

void DeskTablet::open_assignment(AssignmentId id, std::string language, Done<VisitView> done)
{
    if (refused(done))
        return;
    for (const auto& card : cards)
        if (card.facts.assignment.id == id)
            return later<VisitView>(done, begin(card.facts, language));
    later<VisitView>(done, Error{Errc::not_found, {}});
}

void DeskTablet::open_practice(std::string language, Done<VisitView> done)
{
    if (!refused(done))
        later<VisitView>(done, begin(std::nullopt, language));
}

void DeskTablet::open_last(Done<std::optional<VisitView>> done)
{
    later<std::optional<VisitView>>(done, session_ ? std::optional{view()} : std::nullopt);
}

VisitView DeskTablet::view() const
{
    VisitView made;
    made.facts = facts_;
    made.assignment = assignment_;
    made.returned = returned;
    made.title = session_->form().title;
    made.sections = session_->sections();
    made.nodes = session_->nodes();
    made.findings = forms::check(*session_).value();
    made.clock = clock();
    return made;
}

VisitUpdate DeskTablet::update(forms::Changes changes) const
{
    VisitUpdate made;
    for (const auto& change : changes)
        if (auto node = session_->node(change.reference))
            made.nodes.push_back(*node);
    made.changes = std::move(changes);
    made.sections = session_->sections();
    made.findings = forms::check(*session_).value();
    for (const auto& [reference, bytes] : photos_)
        made.photos.push_back({reference, "photo.jpg", std::to_string(bytes.size()),
                               static_cast<std::int64_t>(bytes.size()), "image/jpeg", true});
    made.clock = clock();
    return made;
}

void DeskTablet::step(const Result<forms::Changes>& changes, const Done<VisitUpdate>& done)
{
    later<VisitUpdate>(done, changes ? Result<VisitUpdate>{update(*changes)} : Result<VisitUpdate>{changes.error()});
}

void DeskTablet::answer(std::string reference, std::string value, Done<VisitUpdate> done)
{
    if (refused(done))
        return;
    auto changes = session_->answer(reference, value);
    if (changes)
        given.emplace_back(reference, value);
    step(changes, done);
}

void DeskTablet::add_repeat(std::string repeat, Done<VisitUpdate> done) { step(session_->add_repeat(repeat), done); }

void DeskTablet::remove_repeat(std::string instance, Done<VisitUpdate> done)
{
    step(session_->remove_repeat(instance), done);
}

void DeskTablet::set_language(std::string language, Done<VisitUpdate> done)
{
    for (const auto& name : session_->languages())
        if (name.find("(" + language + ")") != std::string::npos)
            return step(session_->set_language(name), done);
    later<VisitUpdate>(done, Error{Errc::not_found, language});
}

void DeskTablet::go_to(device_store::Place to, Done<void> done)
{
    place = std::move(to);
    later<void>(done, {});
}

services::ClockView DeskTablet::clock() const
{
    services::ClockView made;
    made.laps = laps_;
    made.read = clock_.read();
    if (!laps_.empty()) {
        made.since_first = made.read.boot - milliseconds{laps_.front().boot_ms};
        const auto left = device_store::undo_window - (made.read.boot - milliseconds{laps_.back().boot_ms});
        if (left.count() > 0)
            made.undo_left = left;
    }
    return made;
}

Result<forms::Changes> DeskTablet::answer_laps()
{
    forms::Changes all;
    for (const auto kind : {LapKind::B1, LapKind::C1, LapKind::C2, LapKind::G4}) {
        const auto name = std::string(json::enum_name(kind));
        std::string value;
        for (const auto& lap : laps_)
            if (lap.kind == kind)
                value = to_offset_text(lap.corrected.value_or(lap.wall), std::chrono::minutes{lap.offset_min});
        const auto group = name.substr(0, 1);
        BALIEBLIK_TRY(changes, session_->answer("/data/" + group + "/" + name, value));
        all.insert(all.end(), changes.begin(), changes.end());
    }
    return all;
}

void DeskTablet::tap(LapKind kind, Done<VisitUpdate> done)
{
    if (refused(done))
        return;
    const auto now = clock_.read();
    laps_.push_back({kind, now.wall, now.offset.count(), now.boot.count(), now.boot_id, {}, {}});
    if (!session_)
        return later<VisitUpdate>(done, VisitUpdate{});
    step(answer_laps(), done);
}

void DeskTablet::undo_tap(Done<VisitUpdate> done)
{
    if (laps_.empty())
        return later<VisitUpdate>(done, Error{Errc::state_conflict, {}});
    laps_.pop_back();
    step(answer_laps(), done);
}

void DeskTablet::correct_lap(LapKind kind, Timestamp time, std::string reason, Done<VisitUpdate> done)
{
    for (auto& lap : laps_)
        if (lap.kind == kind) {
            lap.corrected = time;
            lap.reason = reason;
        }
    step(answer_laps(), done);
}

void DeskTablet::add_photo(std::string reference, Bytes picture, Done<VisitUpdate> done)
{
    if (refused(done))
        return;
    photos_[reference] = std::move(picture);
    step(session_->answer(reference, "photo.jpg"), done);
}

void DeskTablet::remove_photo(std::string reference, Done<VisitUpdate> done)
{
    photos_.erase(reference);
    step(session_->answer(reference, ""), done);
}

void DeskTablet::photo_bytes(std::string reference, Done<Bytes> done) { later<Bytes>(done, photos_[reference]); }

void DeskTablet::seal(Done<device_store::SealedVisit> done)
{
    if (refused(done))
        return;
    for (const auto& finding : forms::check(*session_).value())
        if (finding.severity == forms::Severity::hard)
            return later<device_store::SealedVisit>(done, Error{Errc::seal_incomplete, {}});
    device_store::SealedVisit sealed;
    sealed.visit_id = facts_.visit_id;
    later<device_store::SealedVisit>(done, sealed);
}

void DeskTablet::abort(AbortReason, Done<device_store::SealedVisit> done)
{
    if (refused(done))
        return;
    device_store::SealedVisit sealed;
    sealed.visit_id = facts_.visit_id;
    later<device_store::SealedVisit>(done, sealed);
}

void DeskTablet::practice_score(VisitId, Done<boost::json::object> done) { later<boost::json::object>(done, score); }

void DeskTablet::remove_practice(VisitId, Done<void> done) { later<void>(done, {}); }

Result<void> DeskTablet::store_settings(const services::Settings& settings)
{
    if (refuse_next)
        return *std::exchange(refuse_next, std::nullopt);
    stored = settings;
    return {};
}

} // namespace balieblik::test
