// SPDX-License-Identifier: EUPL-1.2
// Typed identifiers: UUIDv7 (RFC 9562), made where the thing is made, so a repeat is recognised and not repeated.
// The time inside an id is never used for order, expiry or permission.
#pragma once

#include "base/clock.hpp"

#include <boost/uuid/uuid.hpp>

#include <compare>
#include <functional>
#include <mutex>

namespace balieblik {

template <class Tag>
struct Id {
    boost::uuids::uuid value{};

    bool operator==(const Id&) const = default;
    auto operator<=>(const Id& other) const
    {
        return value < other.value   ? std::strong_ordering::less
               : other.value < value ? std::strong_ordering::greater
                                     : std::strong_ordering::equal;
    }
    bool is_nil() const { return value.is_nil(); }
};

// "0192a1b2-..." in lower case.
std::string to_text(const boost::uuids::uuid& value);
// Refusal: validation.
Result<boost::uuids::uuid> parse_uuid(std::string_view text);

template <class Tag>
std::string to_text(const Id<Tag>& id)
{
    return to_text(id.value);
}
template <class SomeId>
Result<SomeId> parse_id(std::string_view text)
{
    BALIEBLIK_TRY(value, parse_uuid(text));
    return SomeId{value};
}

// Makes UUIDv7 values that grow within one source even when the wall clock stands still or steps back.
class IdSource {
public:
    IdSource(const Clock& clock, Random& random) : clock_(clock), random_(random) {}

    template <class SomeId>
    SomeId make()
    {
        return SomeId{next()};
    }
    boost::uuids::uuid next(); // any thread

private:
    const Clock& clock_;
    Random& random_;
    std::mutex mutex_;
    std::uint64_t last_ms_ = 0;
    std::uint32_t counter_ = 0;
};

} // namespace balieblik

template <class Tag>
struct std::hash<balieblik::Id<Tag>> {
    std::size_t operator()(const balieblik::Id<Tag>& id) const noexcept { return boost::uuids::hash_value(id.value); }
};
