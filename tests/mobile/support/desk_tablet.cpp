// SPDX-License-Identifier: EUPL-1.2
#include "mobile/support/desk_tablet.hpp"

namespace balieblik::test {

using services::Done;
using services::VisitView;

DeskTablet::DeskTablet(const Clock& clock, std::string form_xml, std::string norms)
    : PreviewTablet(clock, forms::compile(forms::read_form(form_xml).value()).value(),
                    {{"norms.csv", std::move(norms)}})
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

services::VisitUpdate DeskTablet::closed(std::string_view reference, std::string value) const
{
    const auto now = view();
    services::VisitUpdate update;
    update.sections = now.sections;
    update.findings = now.findings;
    for (auto node : now.nodes)
        if (node.reference == reference) {
            node.value = std::move(value);
            update.nodes.push_back(std::move(node));
            break;
        }
    return update;
}

std::optional<services::Profile> DeskTablet::profile() const
{
    return services::Profile{"Gemeente Raalte", "inspecteur 7", "tablet van Merel", "https://localhost:8443"};
}

void DeskTablet::ask_recovery(Done<services::RecoveryView> done)
{
    if (!refused(done))
        later<services::RecoveryView>(done, services::RecoveryView{recovery, words});
}

void DeskTablet::recover(std::string new_secret, Done<void> done)
{
    if (refused(done))
        return;
    secret = std::move(new_secret);
    set_state(services::LockState::open);
    later<void>(done, {});
}

void DeskTablet::save_bundle(Done<services::SavedBundle> done)
{
    if (!refused(done))
        later<services::SavedBundle>(done, saved);
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

void DeskTablet::enrol_again(std::string code, Done<void> done)
{
    if (refused(done))
        return;
    enrolled_again_with = std::move(code);
    sync.forgotten = false;
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

void DeskTablet::draft_offers(Done<std::vector<device_store::DraftOffer>> done)
{
    later<std::vector<device_store::DraftOffer>>(done, offers);
}

void DeskTablet::take_over(VisitId id, Done<void> done)
{
    if (refused(done))
        return;
    for (auto& offer : offers)
        offer.wished = offer.wished || offer.visit_id == id;
    later<void>(done, {});
}

void DeskTablet::dismiss_offer(VisitId id, Done<void> done)
{
    if (refused(done))
        return;
    std::erase_if(offers, [&](const auto& offer) { return offer.visit_id == id; });
    later<void>(done, {});
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

void DeskTablet::newer_form(Done<std::optional<FormRef>> done) { later<std::optional<FormRef>>(done, newer); }

void DeskTablet::plan_move(std::string, Done<device_store::MovePlan> done)
{
    if (!refused(done))
        later<device_store::MovePlan>(done, plan);
}

void DeskTablet::move_to(std::string version, Done<VisitView> done)
{
    if (refused(done))
        return;
    moved_to = std::move(version);
    newer.reset();
    later<VisitView>(done, view());
}

Result<void> DeskTablet::store_settings(const services::Settings& settings)
{
    if (refuse_next)
        return *std::exchange(refuse_next, std::nullopt);
    stored = settings;
    return {};
}

} // namespace balieblik::test
