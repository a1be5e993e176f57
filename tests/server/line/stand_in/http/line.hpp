// SPDX-License-Identifier: EUPL-1.2
// In the place of sync-server/http/line.hpp: a line in memory, and time that the test moves.
#pragma once

#include "http/precompiled.hpp"

#include "server/line/wire.hpp"

namespace balieblik::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

using Stream = line::Stream;
using Timer = line::Timer;
using SteadyClock = line::VirtualClock;

} // namespace balieblik::http
