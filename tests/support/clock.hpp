// SPDX-License-Identifier: EUPL-1.2
// A clock and randomness that tests own.
#pragma once

#include "base/clock.hpp"

#include <random>

namespace balieblik::test {

struct FakeClock final : Clock {
    Reading reading{Timestamp{milliseconds{1'773'306'300'000}}, std::chrono::minutes{60}, milliseconds{1'000'000},
                    "boot-1"};

    Reading read() const override { return reading; }

    // Time passes on both clocks.
    void pass(milliseconds time)
    {
        reading.wall += time;
        reading.boot += time;
    }
    // The machine starts anew; `since` is the time it has been up.
    void restart(milliseconds since)
    {
        reading.boot = since;
        reading.boot_id += "+";
    }
};

// The same bytes for the same seed.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint32_t seed = 1) : engine_(seed) {}

    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(engine_());
    }

private:
    std::mt19937 engine_;
};

} // namespace balieblik::test
