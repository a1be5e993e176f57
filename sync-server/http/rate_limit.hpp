// SPDX-License-Identifier: EUPL-1.2
// How often somebody may ask: a bucket of tokens a key, refilled by the minute.
#pragma once

#include "base/clock.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace balieblik::http {

// Whom a limit of an address means: the address itself, or of IPv6 the network of 64 bits that every customer has to
// choose addresses from. IPv4 inside IPv6 counts as IPv4.
std::string limited_as(const std::string& address);

// Any thread. Holds at most `most_keys` keys; when they are used up, those whose bucket is full again are forgotten,
// and a new key is refused if none is.
class RateLimit {
public:
    RateLimit(std::int64_t per_minute, std::int64_t burst, std::size_t most_keys = 100'000)
        : per_minute_(per_minute), burst_(burst), most_keys_(most_keys)
    {
    }

    // Takes one; none if that was allowed, else after how long it will be. `now` is on a clock that never steps back.
    std::optional<seconds> take(const std::string& key, milliseconds now);

private:
    struct Bucket {
        double tokens;
        milliseconds at;
    };
    double refilled(const Bucket& bucket, milliseconds now) const;

    const std::int64_t per_minute_;
    const std::int64_t burst_;
    const std::size_t most_keys_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

} // namespace balieblik::http
