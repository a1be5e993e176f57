// SPDX-License-Identifier: EUPL-1.2
#include "usecases/coarse_record.hpp"

#include "base/clock.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;

constexpr sys_days monday{std::chrono::year{2000} / 1 / 3};
constexpr hours block{2};

// A moment as it was written: local time, for the weekday and the hour, and how far that is from UTC.
struct Moment {
    Timestamp utc{};
    minutes offset{};
    Timestamp local() const { return utc + offset; }
};

// "2026-03-12T10:05:00.250+01:00" or the same with Z; none for everything else.
std::optional<Moment> moment_of(std::string_view text)
{
    if (text.size() < 20 || text[4] != '-' || text[10] != 'T')
        return std::nullopt;
    const auto utc = parse_timestamp(text);
    if (!utc)
        return std::nullopt;
    if (text.back() == 'Z')
        return Moment{*utc, minutes{0}};
    const auto zone = text.substr(text.size() - 6); // "+01:00"
    const auto digits = [&](std::size_t at) { return (zone[at] - '0') * 10 + (zone[at + 1] - '0'); };
    const minutes size{digits(1) * 60 + digits(4)};
    return Moment{*utc, zone[0] == '-' ? -size : size};
}

// "10:05", "10:05:09.250+01:00": a time of day, as a question for one stores it.
bool is_time_of_day(std::string_view text)
{
    const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    return digit(0) && digit(1) && text.size() >= 5 && text[2] == ':' && digit(3) && digit(4) &&
           text.find_first_not_of("0123456789:.+-Z") == text.npos;
}

class Shift {
public:
    explicit Shift(const Moment& earliest)
    {
        const auto local = earliest.local();
        const auto day = std::chrono::floor<days>(local);
        const auto weekday = days{std::chrono::weekday{day}.iso_encoding() - 1};
        const auto hour = std::chrono::floor<hours>(local - day);
        const auto begins = hour / block * block;
        days_ = monday + weekday - day;
        by_ = days_ + (day + begins - local);
        minutes_ = begins - std::chrono::floor<minutes>(local - day);
    }

    std::string moved(const std::string& text) const
    {
        if (const auto moment = moment_of(text))
            return to_offset_text(moment->utc + by_, moment->offset);
        if (text.size() == 10)
            if (const auto day = parse_date(text))
                return to_date_text(*day + days_);
        return is_time_of_day(text) ? moved_time(text) : text;
    }
    Timestamp moved(Timestamp time) const { return time + by_; }

private:
    // Read as of some day. What is written without seconds was cut off, so it moves by whole minutes.
    std::string moved_time(const std::string& text) const
    {
        const std::string on_some_day = "2000-01-03T" + text;
        if (text.size() == std::string_view("10:05").size()) {
            const auto moment = parse_timestamp(on_some_day + ":00Z");
            return moment ? to_utc_text(*moment + minutes_).substr(11, 5) : text;
        }
        if (const auto moment = moment_of(on_some_day))
            return to_offset_text(moment->utc + (by_ - days_), moment->offset).substr(11);
        const auto moment = parse_timestamp(on_some_day + "Z");
        return moment ? to_utc_text(*moment + (by_ - days_)).substr(11, text.size()) : text;
    }

    days days_{};
    milliseconds by_{};
    minutes minutes_{};
};

// Answers are texts; groups and repeats hold them.
template <class OnText>
void each_text(boost::json::value& value, const OnText& on_text)
{
    if (value.is_string())
        on_text(value.get_string());
    else if (value.is_array())
        for (auto& one : value.get_array())
            each_text(one, on_text);
    else if (value.is_object())
        for (auto& member : value.get_object())
            each_text(member.value(), on_text);
}

std::optional<Moment> earliest_of(VisitBody& body)
{
    std::optional<Moment> found;
    const auto look = [&](std::string_view text) {
        if (const auto moment = moment_of(text); moment && (!found || moment->utc < found->utc))
            found = moment;
    };
    look(body.started_at);
    look(body.sealed_at);
    for (auto& member : body.data)
        each_text(member.value(), [&](const boost::json::string& text) { look(text); });
    for (const auto& lap : body.laps)
        if (!found || lap.wall < found->utc)
            found = Moment{lap.wall, minutes{lap.offset_min}};
    return found;
}

} // namespace

Result<CoarseRecord> coarse_record(std::string_view text)
{
    BALIEBLIK_TRY(body, json::read_text<VisitBody>(text));
    const auto earliest = earliest_of(body);
    if (!earliest)
        return CoarseRecord{json::canonical(json::write(body)), body.sealed_at};
    const Shift shift(*earliest);
    body.started_at = shift.moved(body.started_at);
    body.sealed_at = shift.moved(body.sealed_at);
    for (auto& member : body.data)
        each_text(member.value(), [&](boost::json::string& one) { one = shift.moved(std::string(one)); });
    const auto first_boot = std::min_element(body.laps.begin(), body.laps.end(),
                                             [](const Lap& a, const Lap& b) { return a.boot_ms < b.boot_ms; });
    const auto boot = first_boot == body.laps.end() ? 0 : first_boot->boot_ms;
    for (auto& lap : body.laps) {
        lap.wall = shift.moved(lap.wall);
        if (lap.corrected)
            lap.corrected = shift.moved(*lap.corrected);
        lap.boot_ms -= boot; // how long the tablet had been on tells nobody anything but when
        lap.boot_id.clear();
    }
    return CoarseRecord{json::canonical(json::write(body)), body.sealed_at};
}

} // namespace balieblik::usecases
