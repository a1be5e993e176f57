// SPDX-License-Identifier: EUPL-1.2
// A tablet is lost with all that is on it, and its inspector gets another: what the office kept of begun visits comes
// back (sync-protocol.md, 16).
#include "simulation/first_day.hpp"
#include "simulation/office.hpp"
#include "simulation/tablet_running.hpp"

#include <algorithm>

namespace balieblik::simulation {

using device_store::Draft;

void Tablet::lose()
{
    if (!office_.is_up() || truth_.revoked.contains(number_))
        return; // nobody there to give out another
    auto key = vault::SigningKey::make(random_);
    std::swap(key_, key);
    const auto request = request_to_enrol();
    const auto organisation = office_.replace(device(), inspector_, request);
    if (!organisation) {
        std::swap(key_, key);           // it was found again
        truth_.revoked.insert(number_); // though perhaps withdrawn meanwhile
        return;
    }
    world_.log(name_, "is lost");
    running_.reset();
    auto& known = facts();
    auto owed = std::move(known.to_be_given_back);
    const auto kept = std::count_if(known.drafts.begin(), known.drafts.end(),
                                    [&](const auto& draft) { return known.told[draft.first].kept > 0; });
    for (const auto& [visit, answers] : known.drafts) {
        const bool in_doubt = known.doubt && (known.doubt->visit == visit || known.doubt->starting);
        if (!was_set_back_ && !in_doubt && kept <= 5 && known.told[visit].kept > 0)
            owed[visit] = known.told[visit];
    }
    lost_assignments_.insert(known.assignment_of.begin(), known.assignment_of.end());
    known = {};
    known.to_be_given_back = std::move(owed);
    // Also what was acknowledged: a server that is set back gets it from nobody.
    for (auto& [id, fact] : truth_.sealed)
        if (fact.tablet == number_)
            fact.may_be_gone = true;
    backup_.reset();
    was_set_back_ = false;
    disk_.set_faults({});
    disk_.revive();
    folder_.set_faults({});
    folder_.revive();
    folder_.restore({});
    enrol(*organisation, request.install_id);
    start();
}

void Tablet::enrol_again()
{
    if (!running_ || !running_->client.status().unknown || truth_.revoked.contains(number_))
        return;
    auto request = running_->store->request_to_enrol_again({});
    if (!request)
        return;
    const auto reply = office_.enrol_again(inspector_, std::move(*request));
    if (!reply)
        return;
    world_.expect(running_->store->check_same_office(*reply).has_value(), "P9",
                  name_ + " is taken for another by the office that forgot it");
    running_->client.on(sync::EnrolledAgain{});
    pump();
}

void Tablet::take_back()
{
    if (!running_)
        return;
    const auto offers = running_->store->draft_offers();
    if (!offers)
        return;
    for (const auto& offer : *offers)
        if (!offer.wished && facts().to_be_given_back.contains(offer.visit_id)) {
            const auto wished = running_->store->wish_draft(offer.visit_id);
            world_.log(name_, "wants back", to_text(offer.visit_id), wished ? "asked" : name(wished.error().code));
        }
    running_->client.on(sync::Edited{});
}

// It must stand at a point to which somebody had written it, and not before the one that the office said it keeps.
void Tablet::look_what_came_back()
{
    auto& known = facts();
    for (auto owed = known.to_be_given_back.begin(); owed != known.to_be_given_back.end();) {
        const auto visit = owed->first;
        const auto draft = Draft::open(*running_->store, visit);
        if (!draft) {
            ++owed;
            continue;
        }
        const auto value = [&](const char* reference) {
            const auto node = draft->session().node(reference);
            return node ? node->value : std::string();
        };
        const Answers found{{"/data/helped", value("/data/helped")}, {"/data/remark", value("/data/remark")}};
        Answers written{{"/data/helped", ""}, {"/data/remark", ""}};
        const auto& [said, kept] = owed->second;
        bool fits = kept == 0; // what was promised is gone with an older server
        for (std::size_t n = 0; n < said.size(); ++n) {
            written[said[n].first] = said[n].second;
            fits = fits || (n + 1 >= kept && found == written);
        }
        world_.expect(fits, "P16", name_ + " got another draft back than the office said it keeps: " + to_text(visit));
        world_.log(name_, "got back", to_text(visit));
        owed = known.to_be_given_back.erase(owed);
        note_draft(visit);
    }
}

// Not what was begun anew since, nor what its inspector gave back.
bool Tablet::is_owed(VisitId visit, const DraftFact& draft) const
{
    const auto& known = truth_.tablets[number_];
    const auto assignment = lost_assignments_.find(visit);
    if (draft.kept == 0 || assignment == lost_assignments_.end() || truth_.handed_back.contains(assignment->second))
        return false;
    return std::none_of(known.assignment_of.begin(), known.assignment_of.end(),
                        [&](const auto& one) { return one.second == assignment->second; });
}

bool Tablet::waits_for_drafts() const
{
    const auto& owed = truth_.tablets[number_].to_be_given_back;
    return std::any_of(owed.begin(), owed.end(), [&](const auto& one) { return is_owed(one.first, one.second); });
}

void Tablet::check_what_came_back()
{
    for (const auto& [visit, draft] : facts().to_be_given_back)
        world_.expect(!is_owed(visit, draft), "P16",
                      name_ + " never got back the begun visit " + to_text(visit) + ", which the office keeps");
}

} // namespace balieblik::simulation
