// SPDX-License-Identifier: EUPL-1.2
// Where visits happen and what service is promised there.
#pragma once

#include "model/ids.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balieblik {

BOOST_DEFINE_ENUM_CLASS(Channel, counter, telephone, message)

// How many civil servants could have been the one at the counter. The protected unit of every release.
// A band and never a number: the number itself would help to single somebody out.
BOOST_DEFINE_ENUM_CLASS(StaffBand, from_1_to_4, from_5_to_9, from_10_to_19, from_20)

// The smallest pool that a band promises: 1, 5, 10 or 20 people.
int lower_bound(StaffBand band);

struct Municipality {
    std::string code; // CBS code, "GM0177"
    std::string name;
    std::string region; // safety region, "VR04"
    std::string valid_from;
    std::optional<std::string> valid_to;
    std::optional<std::string> successor;
};
BOOST_DESCRIBE_STRUCT(Municipality, (), (code, name, region, valid_from, valid_to, successor))

struct OpeningHours {
    int weekday{};      // ISO 8601: 1 is Monday, 7 is Sunday
    std::string opens;  // "09:00", local time
    std::string closes; // "17:00"
};
BOOST_DESCRIBE_STRUCT(OpeningHours, (), (weekday, opens, closes))

struct OpeningException {
    std::string date;                 // "2026-04-27"
    std::optional<std::string> opens; // both absent: closed all day
    std::optional<std::string> closes;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(OpeningException, (), (date, opens, closes, reason))

BOOST_DEFINE_ENUM_CLASS(LocationState, planned, open, closed)

struct Location {
    LocationId id;
    std::string code;         // the office's own short name, unique within a tenant: "raalte-gemeentehuis"
    std::string municipality; // CBS code
    std::string name;
    std::string address;                         // where the counter is; empty where nobody can come
    std::optional<std::string> telephone_number; // to call
    std::optional<std::string> message_address;  // where to write: e-mail, or the web address of a form
    std::string time_zone = "Europe/Amsterdam";
    StaffBand staff_band{};
    std::vector<OpeningHours> opening_hours;
    std::vector<OpeningException> opening_exceptions;
    LocationState state = LocationState::open;
    std::int64_t rev = 1;
};
BOOST_DESCRIBE_STRUCT(Location, (),
                      (id, code, municipality, name, address, telephone_number, message_address, time_zone, staff_band,
                       opening_hours, opening_exceptions, state, rev))

// How an inspector reaches it through a channel: its address, the number to call, or where to write. Empty: not at all,
// so that nobody can be sent there through that channel.
std::string contact_of(const Location& location, Channel channel);
// "+31 (0)572 34 77 99", "14 0572": digits with what people put between them.
bool is_telephone_number(std::string_view text);
// "info@raalte.example", or "https://raalte.example/contact".
bool is_message_address(std::string_view text);

BOOST_DEFINE_ENUM_CLASS(NormKind, wait_s, answer_s, reply_days)
// When the clock of a waiting-time norm starts. The choice can flip the verdict, so it belongs to the norm.
BOOST_DEFINE_ENUM_CLASS(ClockStart, ticket, door)
BOOST_DEFINE_ENUM_CLASS(NormState, draft, in_force, superseded)

struct Norm {
    NormId id;
    std::int64_t version{};
    Channel channel{};
    NormKind kind{};
    ClockStart clock_start{}; // for walk-in visits; an appointment starts at max(arrival, appointment time)
    std::int64_t value{};     // seconds or working days
    int target_share{};       // per cent of visits that should be within the norm
    std::string valid_from;   // date
    NormState state = NormState::in_force;
};
BOOST_DESCRIBE_STRUCT(Norm, (), (id, version, channel, kind, clock_start, value, target_share, valid_from, state))

} // namespace balieblik
