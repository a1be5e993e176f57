// SPDX-License-Identifier: EUPL-1.2
#include "usecases/places.hpp"

#include "usecases/find.hpp"
#include "usecases/inbox.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

constexpr std::size_t most_hours = 50;
constexpr std::size_t most_exceptions = 400;

bool is_line(std::string_view text) { return !text.empty() && text.size() <= 500; }

bool has_shape(std::string_view text, std::string_view shape)
{
    return text.size() == shape.size() && std::equal(text.begin(), text.end(), shape.begin(), [](char c, char wanted) {
               return wanted == '0' ? c >= '0' && c <= '9' : c == wanted;
           });
}

// "00:00" to "24:00".
bool is_clock(std::string_view text) { return has_shape(text, "00:00") && text <= "24:00" && text[3] < '6'; }

bool is_date(std::string_view text)
{
    if (!has_shape(text, "0000-00-00"))
        return false;
    const auto number = [&](std::size_t at, std::size_t size) {
        int value = 0;
        for (const char c : text.substr(at, size))
            value = value * 10 + (c - '0');
        return value;
    };
    using namespace std::chrono;
    return year_month_day{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))},
                          day{static_cast<unsigned>(number(8, 2))}}
        .ok();
}

void set_or_clear(std::optional<std::string>& member, const std::optional<std::string>& wanted)
{
    if (wanted)
        member = wanted->empty() ? std::nullopt : wanted;
}

Result<void> check(const LocationChange& request)
{
    if (!is_line(request.name))
        return Error{Errc::validation, "name"};
    const auto& number = request.telephone_number;
    const auto& message = request.message_address;
    if (number && !number->empty() && !is_telephone_number(*number))
        return Error{Errc::validation, "telephone_number"};
    if (message && !message->empty() && !is_message_address(*message))
        return Error{Errc::validation, "message_address"};
    const bool reachable = (number && !number->empty()) || (message && !message->empty());
    if (request.address.size() > 500 || (request.address.empty() && !reachable))
        return Error{Errc::validation, "address"};
    const auto& hours = request.opening_hours;
    if (hours.size() > most_hours || !std::all_of(hours.begin(), hours.end(), [](const OpeningHours& one) {
            return one.weekday >= 1 && one.weekday <= 7 && is_open_span(one.opens, one.closes);
        }))
        return Error{Errc::validation, "opening_hours"};
    const auto& exceptions = request.opening_exceptions;
    if (exceptions.size() > most_exceptions ||
        !std::all_of(exceptions.begin(), exceptions.end(), [](const OpeningException& one) {
            const bool closed = !one.opens && !one.closes;
            const bool open = one.opens && one.closes && is_open_span(*one.opens, *one.closes);
            return is_date(one.date) && (closed || open) && one.reason.size() <= 200;
        }))
        return Error{Errc::validation, "opening_exceptions"};
    return {};
}

} // namespace

bool is_open_span(std::string_view opens, std::string_view closes)
{
    return is_clock(opens) && is_clock(closes) && opens < closes;
}

Result<LocationList> list_locations(store::Tx& tx, const Actor& actor)
{
    BALIEBLIK_CHECK(require_somewhere(actor, {Role::coordinator, Role::reviewer, Role::client_admin}));
    BALIEBLIK_TRY(locations, tx.field().locations());
    return LocationList{locations};
}

Result<Location> change_location(store::Tx& tx, const Environment& env, const Actor& actor, LocationId id,
                                 const LocationChange& request)
{
    BALIEBLIK_TRY(role, require(actor, {Role::client_admin}, std::nullopt));
    BALIEBLIK_TRY(location, find_location(tx, id));
    BALIEBLIK_CHECK(check(request));
    location.name = request.name;
    location.address = request.address;
    set_or_clear(location.telephone_number, request.telephone_number);
    set_or_clear(location.message_address, request.message_address);
    location.staff_band = request.staff_band;
    location.opening_hours = request.opening_hours;
    location.opening_exceptions = request.opening_exceptions;
    location.state = request.state;
    location.rev = request.rev;
    BALIEBLIK_CHECK(tx.field().update(location));
    BALIEBLIK_CHECK(publish_location(tx, location));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "location.changed", "location:" + to_text(id)));
    return location;
}

} // namespace balieblik::usecases
