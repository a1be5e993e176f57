// SPDX-License-Identifier: EUPL-1.2
// `balieblik-form run`: the engine for whoever speaks JSON, one request a line, one reply a line (docs/form-format.md,
// "Driving the engine").
#pragma once

#include "base/clock.hpp"

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace balieblik::forms::cli {

struct RunSettings {
    std::optional<Timestamp> now;      // a clock that stands still; otherwise the machine's
    std::optional<std::uint64_t> seed; // chance that repeats itself; otherwise the machine's
};

class Runner {
public:
    explicit Runner(const RunSettings& settings);
    ~Runner();

    // The reply to one line, without its line end. Never throws for what a line says: a broken one gets `error`.
    std::string reply(std::string_view line);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

// Serves lines until there are none. Each reply is flushed before the next line is read.
int run_lines(const RunSettings& settings, std::istream& in, std::ostream& out);

} // namespace balieblik::forms::cli
