// SPDX-License-Identifier: EUPL-1.2
// Places as the client's administrator keeps them: what is known of a counter, and that it moved.
#pragma once

#include "usecases/actor.hpp"

namespace balieblik::usecases {

struct LocationList {
    std::vector<Location> locations; // by code
};
BOOST_DESCRIBE_STRUCT(LocationList, (), (locations))
// Coordinator, reviewer or client admin of any project.
Result<LocationList> list_locations(store::Tx& tx, const Actor& actor);

// Everything of a place but its code and its municipality, which say which place it is. An absent number or message
// address stays as it is, an empty one is cleared; one way to reach the place has to be left.
struct LocationChange {
    std::string name;
    std::string address;
    std::optional<std::string> telephone_number;
    std::optional<std::string> message_address;
    StaffBand staff_band{};
    std::vector<OpeningHours> opening_hours;
    std::vector<OpeningException> opening_exceptions;
    LocationState state{};
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(LocationChange, (),
                      (name, address, telephone_number, message_address, staff_band, opening_hours, opening_exceptions,
                       state, rev))
// From "00:00" to "24:00", and it opens before it closes.
bool is_open_span(std::string_view opens, std::string_view closes);

// Client admin. Tablets whose inspector still has to go there are told. Refusals: forbidden, not_found, validation
// (names the field), stale.
Result<Location> change_location(store::Tx& tx, const Environment& env, const Actor& actor, LocationId id,
                                 const LocationChange& request);

} // namespace balieblik::usecases
