// SPDX-License-Identifier: EUPL-1.2
// What happens in one simulated run, made from its seed before it starts: who takes part, how bad the network is, and
// what people, disks and machines do when. Every step carries a seed of its own, so a plan from which steps were taken
// does the rest as before: that is how a failing run is made small.
#pragma once

#include "simulation/fault_disk.hpp"

#include <boost/describe.hpp>

#include <chrono>
#include <ostream>

namespace balieblik::simulation {

using std::chrono::milliseconds;

BOOST_DEFINE_ENUM_CLASS(StepKind,
                        // the inspector
                        accept, decline, hand_back, begin, answer, photo, seal, abandon, correct, purge,
                        look_for_network,
                        // the office
                        plan_assignment, reassign, cancel, review, publish_form, close_wave, revoke, forget_tombstones,
                        sweep_uploads, set_policy,
                        // a tablet
                        tablet_power_cut, tablet_killed, tablet_dies_at, tablet_killed_at, tablet_flush_fails,
                        tablet_full, tablet_read_fails, tablet_image, tablet_restored, tablet_clock_jumps,
                        tablet_offline, tablet_away, tablet_back, tablet_spoils, tablet_lost, tablet_upgraded,
                        // the server
                        server_power_cut, server_killed, server_dies_at, server_killed_at, server_flush_fails,
                        server_full, server_restarted, server_image, server_backup, server_restored, server_clock_jumps,
                        server_forgets_photo,
                        // the network
                        replies_lost)

struct Step {
    milliseconds at{};
    StepKind kind{};
    std::size_t tablet{}; // whose, if it is about a tablet
    std::uint64_t draw{}; // for all that is left to chance within it
};

// How often, in thousands, something happens to a request or its reply.
struct Weather {
    std::uint64_t lost = 0;      // the request never arrives
    std::uint64_t unheard = 0;   // the reply never arrives
    std::uint64_t repeated = 0;  // the request arrives twice
    std::uint64_t cut = 0;       // the request breaks off after some bytes
    std::uint64_t truncated = 0; // the reply breaks off
    std::uint64_t portal = 0;    // somebody else answers
    std::uint64_t mute = 0;      // nobody says anything until the tablet gives up
    std::uint64_t slow_ms = 300; // longest way of a message: the longer, the more they overtake each other
};

struct Plan {
    std::uint64_t seed{};
    std::size_t tablets = 1;
    std::size_t inspectors = 1; // fewer than tablets: some have two
    Weather weather;
    std::int64_t page = 500;    // entries a pull asks for
    std::int64_t batch = 100;   // mutations a push holds
    std::uint64_t old_apps = 0; // bits: tablets that begin with an app that does not know every kind
    std::vector<Step> steps;
};

Plan plan_of(std::uint64_t seed);
// The same without faults of the network.
Plan calm(Plan plan);
// The same without one tablet; its steps go.
Plan without_tablet(const Plan& plan, std::size_t tablet);

std::ostream& operator<<(std::ostream& out, const Plan& plan);

} // namespace balieblik::simulation
