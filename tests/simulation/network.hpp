// SPDX-License-Identifier: EUPL-1.2
// Between tablets and server: messages get lost, repeated, overtaken and cut, somebody else answers, or nobody does.
#pragma once

#include "simulation/office.hpp"
#include "simulation/tablet.hpp"

namespace balieblik::simulation {

class Network {
public:
    // Sees every whole answer of the server before it leaves.
    using Onlooker = std::function<void(Tablet& tablet, const sync::Send& send, const sync::Reply& reply)>;

    Network(World& world, Office& office, Onlooker onlooker);

    void connect(std::vector<std::unique_ptr<Tablet>>& tablets) { tablets_ = &tablets; }
    void carry(std::size_t tablet, std::uint64_t run, const sync::Send& send);
    // From now on everything arrives, in order, at once.
    void heal();
    // What is asked arrives, and for a while no answer does: a connection that is open at one end only. Photos have a
    // connection of their own.
    void lose_replies(milliseconds how_long, bool only_of_photos);
    std::int64_t requests() const { return requests_; }

private:
    struct Parcel {
        std::size_t tablet{};
        std::uint64_t run{};
        sync::Send send;
        std::optional<std::size_t> cut_after;
    };
    void arrive(const Parcel& parcel, bool heard);
    void reply(const Parcel& parcel, const sync::Event& event);
    milliseconds way();
    bool happens(std::uint64_t per_thousand) { return per_thousand > 0 && chance(engine_, per_thousand); }

    World& world_;
    Office& office_;
    Onlooker onlooker_;
    Engine engine_;
    Weather weather_;
    milliseconds unheard_until_{0};
    bool only_photos_unheard_ = false;
    std::vector<std::unique_ptr<Tablet>>* tablets_ = nullptr;
    std::int64_t requests_ = 0;
};

} // namespace balieblik::simulation
