// SPDX-License-Identifier: EUPL-1.2
#include "http/rate_limit.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <arpa/inet.h>

namespace balieblik::http {

std::string limited_as(const std::string& address)
{
    constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    std::array<std::uint8_t, 16> bytes{};
    std::array<char, INET6_ADDRSTRLEN> text{};
    const auto plain = address.substr(0, address.find('%')); // without the interface
    if (::inet_pton(AF_INET6, plain.c_str(), bytes.data()) != 1)
        return address;
    if (std::equal(mapped.begin(), mapped.end(), bytes.begin()))
        return ::inet_ntop(AF_INET, bytes.data() + mapped.size(), text.data(), text.size());
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return std::string(::inet_ntop(AF_INET6, bytes.data(), text.data(), text.size())) + "/64";
}

double RateLimit::refilled(const Bucket& bucket, milliseconds now) const
{
    const auto gained = static_cast<double>((now - bucket.at).count()) * static_cast<double>(per_minute_) / 60'000.0;
    return std::min(static_cast<double>(burst_), bucket.tokens + std::max(0.0, gained));
}

std::optional<seconds> RateLimit::take(const std::string& key, milliseconds now)
{
    const std::lock_guard lock{mutex_};
    if (buckets_.size() >= most_keys_ && !buckets_.contains(key)) {
        std::erase_if(buckets_,
                      [&](const auto& entry) { return refilled(entry.second, now) >= static_cast<double>(burst_); });
        if (buckets_.size() >= most_keys_)
            return seconds{60};
    }
    auto& bucket = buckets_.try_emplace(key, Bucket{static_cast<double>(burst_), now}).first->second;
    bucket = {refilled(bucket, now), now};
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return std::nullopt;
    }
    const auto wait = (1 - bucket.tokens) * 60.0 / static_cast<double>(per_minute_);
    return seconds{static_cast<std::int64_t>(std::ceil(wait))};
}

} // namespace balieblik::http
