// SPDX-License-Identifier: EUPL-1.2
#include "scoring/wave_norm.hpp"

namespace balieblik::scoring {

namespace {

constexpr double usual_receipt_days = 1;
constexpr double usual_call_back_s = 24 * 60 * 60;

} // namespace

std::string_view channel_word(Channel channel)
{
    switch (channel) {
    case Channel::counter:
        return "counter";
    case Channel::telephone:
        return "phone";
    case Channel::message:
        return "mail";
    }
    return "";
}

std::optional<Channel> channel_named(std::string_view word)
{
    for (const auto channel : {Channel::counter, Channel::telephone, Channel::message})
        if (channel_word(channel) == word)
            return channel;
    return std::nullopt;
}

std::vector<NormRow> rows_of(const balieblik::Norm& wave_norm)
{
    const std::string channel(channel_word(wave_norm.channel));
    const auto value = static_cast<double>(wave_norm.value);
    switch (wave_norm.channel) {
    case Channel::counter:
        return {{channel, "wait_appointment", ClockStart::appointment, value},
                {channel, "wait_walk_in",
                 wave_norm.clock_start == balieblik::ClockStart::door ? ClockStart::arrived : ClockStart::checked_in,
                 value}};
    case Channel::telephone:
        return {{channel, "answer", ClockStart::dialled, value},
                {channel, "call_back", ClockStart::promised, usual_call_back_s}};
    case Channel::message:
        return {{channel, "answer", ClockStart::sent, value},
                {channel, "receipt", ClockStart::sent, usual_receipt_days}};
    }
    return {};
}

std::string_view unit_of(const NormRow& row) { return row.channel == "mail" ? "working_days" : "s"; }

Result<Norm> scorers_norm(const balieblik::Norm& wave_norm, std::string_view holidays_csv)
{
    Norm norm{std::string(wave_norm_set), rows_of(wave_norm), {}};
    if (!holidays_csv.empty()) {
        BALIEBLIK_TRY(holidays, read_holidays(holidays_csv));
        norm.holidays = std::move(holidays);
    }
    return norm;
}

} // namespace balieblik::scoring
