// SPDX-License-Identifier: EUPL-1.2
// A world for sessions that is the same in every run.
#pragma once

#include "forms/session/session.hpp"

namespace balieblik::forms::fuzz {

struct StillClock final : Clock {
    Reading read() const override { return {Timestamp(milliseconds(1'773'306'300'000)), {}, {}, "fuzz"}; }
};

struct Counting final : Random {
    std::uint8_t next = 0;
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = next++;
    }
};

struct World {
    StillClock clock;
    Counting random;

    Surroundings surroundings()
    {
        Surroundings made;
        made.clock = &clock;
        made.random = &random;
        made.offset_at = [](Timestamp) { return std::chrono::minutes(60); };
        made.file = [](std::string_view address) -> Result<std::string> {
            return Error{Errc::not_found, std::string(address)};
        };
        return made;
    }
};

} // namespace balieblik::forms::fuzz
