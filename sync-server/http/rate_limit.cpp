// SPDX-License-Identifier: EUPL-1.2
#include "http/rate_limit.hpp"

#include <algorithm>
#include <cmath>

namespace balieblik::http {

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
