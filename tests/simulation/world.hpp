// SPDX-License-Identifier: EUPL-1.2
// Time, order, chance and the record of one run. Nothing in a run knows any other clock or source of chance, and
// nothing runs beside it: the same plan gives the same record, byte for byte.
#pragma once

#include "base/clock.hpp"
#include "simulation/plan.hpp"

#include <queue>

namespace balieblik::simulation {

// Broken off as soon as something is wrong: what follows from a fault would only hide it.
struct Violation {
    std::string property; // "P3"
    std::string detail;
};

class World {
public:
    // `echo`: where the record is also printed; none: nowhere.
    World(const Plan& plan, std::ostream* echo) : plan_(plan), echo_(echo) {}

    const Plan& plan() const { return plan_; }
    milliseconds now() const { return now_; }
    // A stream of chance of its own for each part, so that one more tablet does not change what befalls the others.
    Engine engine(std::string_view part) const;

    void at(milliseconds when, std::function<void()> work);
    void after(milliseconds delay, std::function<void()> work) { at(now_ + delay, std::move(work)); }
    // Runs everything that is due until then.
    void run_until(milliseconds until);

    template <class... Parts>
    void log(const Parts&... parts)
    {
        std::string line = std::to_string(now_.count());
        ((line += ' ', line += text_of(parts)), ...);
        write(line);
    }
    std::uint64_t record_hash() const { return hash_; }
    std::uint64_t record_lines() const { return lines_; }

    [[noreturn]] void fail(std::string property, std::string detail);
    void expect(bool holds, const char* property, const std::string& detail)
    {
        if (!holds)
            fail(property, detail);
    }

private:
    static std::string text_of(std::string_view text) { return std::string(text); }
    template <std::integral Number>
    static std::string text_of(Number number)
    {
        return std::to_string(number);
    }
    void write(const std::string& line);

    struct Event {
        milliseconds at;
        std::uint64_t order;
        std::function<void()> work;
        bool operator<(const Event& other) const // the queue gives the greatest first
        {
            return at != other.at ? at > other.at : order > other.order;
        }
    };

    const Plan& plan_;
    std::ostream* echo_;
    milliseconds now_{0};
    std::uint64_t order_ = 0;
    std::priority_queue<Event> events_;
    std::uint64_t hash_ = 0xcbf29ce484222325ull;
    std::uint64_t lines_ = 0;
};

// A machine's clocks. Wall time may jump; the time since boot starts anew with a reboot.
class MachineClock final : public Clock {
public:
    MachineClock(const World& world, std::string name) : world_(world), name_(std::move(name)) {}

    Reading read() const override
    {
        constexpr milliseconds midday{1'773'306'300'000}; // 2026-03-12, a Thursday
        return {Timestamp{midday + world_.now() + ahead_}, std::chrono::minutes{60},
                milliseconds{100'000} + world_.now() - booted_, name_ + "-" + std::to_string(boots_)};
    }
    // When the clock since boot will show this.
    milliseconds when(milliseconds boot) const { return boot - milliseconds{100'000} + booted_; }
    void jump(milliseconds by) { ahead_ += by; }
    void set_right() { ahead_ = milliseconds{0}; }
    void reboot()
    {
        booted_ = world_.now();
        ++boots_;
    }

private:
    const World& world_;
    std::string name_;
    milliseconds ahead_{0};
    milliseconds booted_{0};
    int boots_ = 1;
};

class EngineRandom final : public Random {
public:
    explicit EngineRandom(Engine engine) : engine_(engine) {}
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(engine_());
    }

private:
    Engine engine_;
};

} // namespace balieblik::simulation
