// SPDX-License-Identifier: EUPL-1.2
#include "base/id.hpp"

#include <boost/uuid/string_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

namespace balieblik {

std::string to_text(const boost::uuids::uuid& value) { return boost::uuids::to_string(value); }

Result<boost::uuids::uuid> parse_uuid(std::string_view text)
{
    // string_generator also takes braces and a form without hyphens; one spelling is enough for us.
    if (text.size() == 36) {
        try {
            return boost::uuids::string_generator{}(text.begin(), text.end());
        } catch (const std::runtime_error&) {
        }
    }
    return Error{Errc::validation, "not an id: " + std::string(text.substr(0, 40))};
}

// RFC 9562, 5.7 with method 1 of 6.2: 48 bits of milliseconds, then an 18-bit counter in front of the random bits.
boost::uuids::uuid IdSource::next()
{
    const std::lock_guard lock{mutex_};
    const auto now = static_cast<std::uint64_t>(clock_.now().time_since_epoch().count());
    boost::uuids::uuid made;
    random_.fill({made.data, made.size()});
    if (now > last_ms_) {
        last_ms_ = now;
        // Half the counter's room stays free for ids made in the same millisecond.
        counter_ = static_cast<std::uint32_t>(made.data[6] << 8 | made.data[7]) & 0x1ffffu;
    } else if (++counter_ > 0x3ffffu) {
        ++last_ms_;
        counter_ = 0;
    }
    for (int i = 0; i < 6; ++i)
        made.data[i] = static_cast<std::uint8_t>(last_ms_ >> (40 - 8 * i));
    made.data[6] = static_cast<std::uint8_t>(0x70u | (counter_ >> 14));
    made.data[7] = static_cast<std::uint8_t>(counter_ >> 6);
    made.data[8] = static_cast<std::uint8_t>(0x80u | (counter_ & 0x3fu));
    return made;
}

} // namespace balieblik
