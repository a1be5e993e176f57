// SPDX-License-Identifier: EUPL-1.2
// What must hold, whatever happens (docs/reliability.md has the list). P2 and P5 are looked after by the tablet itself
// whenever it starts and whenever it hears something; the others are here.
#pragma once

#include "simulation/network.hpp"

namespace balieblik::simulation {

class Properties {
public:
    Properties(World& world, Truth& truth, Office& office) : world_(world), truth_(truth), office_(office) {}

    // Every answer: P6 (scope), P14 (errors say what to do), and what was promised in it.
    void look_at(Tablet& tablet, const sync::Send& send, const sync::Reply& reply);
    // When everything has come to rest.
    void check_at_rest(std::vector<std::unique_ptr<Tablet>>& tablets);
    // Whether a tablet goes by what the office wants of tablets now.
    bool knows_the_policy(Tablet& tablet);

private:
    void look_at_refusal(const sync::Send& send, const sync::Reply& reply);
    void look_at_page(const Tablet& tablet, const sync::PullReply& page);
    void look_at_receipts(const sync::PushReply& reply);
    void check_sealed(std::vector<std::unique_ptr<Tablet>>& tablets);
    void check_nothing_else();
    void check_visible(Tablet& tablet);
    void check_numbers(Tablet& tablet);
    void check_kept_drafts(Tablet& tablet);
    void check_photos(const std::vector<store::VisitVersion>& versions);
    void check_trail(const std::vector<store::VisitVersion>& versions);
    void check_nothing_readable(const std::vector<std::unique_ptr<Tablet>>& tablets);
    std::vector<store::VisitVersion> versions();

    template <class Work>
    auto read(Work work);

    World& world_;
    Truth& truth_;
    Office& office_;
};

} // namespace balieblik::simulation
