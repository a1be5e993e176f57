// SPDX-License-Identifier: EUPL-1.2
// The line that a conversation speaks over, and the clock that its waits go by. Nothing else in connection.cpp and
// conversation*.cpp knows which ones they are: tests/server/line compiles them once more, with a header of this name
// that puts a line in memory and a clock of the test's in their place.
#pragma once

#include "http/precompiled.hpp"

#include <chrono>

namespace balieblik::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

using Stream = beast::ssl_stream<beast::tcp_stream>;
using Timer = asio::steady_timer;
using SteadyClock = std::chrono::steady_clock;

} // namespace balieblik::http
