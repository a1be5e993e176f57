// SPDX-License-Identifier: EUPL-1.2
#include "model/place.hpp"

#include <algorithm>

namespace balieblik {

int lower_bound(StaffBand band)
{
    switch (band) {
    case StaffBand::from_1_to_4:
        return 1;
    case StaffBand::from_5_to_9:
        return 5;
    case StaffBand::from_10_to_19:
        return 10;
    case StaffBand::from_20:
        return 20;
    }
    return 1;
}

std::string contact_of(const Location& location, Channel channel)
{
    switch (channel) {
    case Channel::counter:
        return location.address;
    case Channel::telephone:
        return location.telephone_number.value_or("");
    case Channel::message:
        return location.message_address.value_or("");
    }
    return {};
}

bool is_telephone_number(std::string_view text)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto digits = std::count_if(text.begin(), text.end(), digit);
    // Fifteen digits are the most that a number has anywhere (ITU-T E.164).
    return digits >= 3 && digits <= 15 && text.size() <= 30 &&
           text.find_first_not_of("0123456789 ()-", text.front() == '+' ? 1 : 0) == text.npos;
}

bool is_message_address(std::string_view text)
{
    if (text.size() > 500 ||
        std::any_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' ' || c == 127; }))
        return false;
    constexpr std::string_view web = "https://";
    if (text.starts_with(web))
        return text.size() > web.size();
    const auto at = text.find('@');
    return at != text.npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == text.npos;
}

} // namespace balieblik
