// SPDX-License-Identifier: EUPL-1.2
// Many TLS connections on one thread, as cheap as can be: the generator shares the machine with what it measures.
#pragma once

#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>
#include <vector>

namespace balieblik::load {

namespace asio = boost::asio;

struct WireReply {
    int status = 0; // 0: the connection broke
    std::string body;
    std::string location;
};

class Wire {
public:
    Wire(asio::io_context& loop, std::uint16_t port, const std::string& ca_certificate);
    ~Wire();
    Wire(Wire&&) noexcept;

    // Connects and shakes hands. Throws when the server cannot be verified.
    asio::awaitable<void> open();
    asio::awaitable<WireReply> exchange(std::string request);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// A whole request as bytes.
std::string request_text(std::string_view method, std::string_view path, std::string_view token, std::string_view body,
                         const std::vector<std::pair<std::string, std::string>>& headers = {});

} // namespace balieblik::load
