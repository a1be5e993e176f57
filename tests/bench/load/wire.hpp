// SPDX-License-Identifier: EUPL-1.2
// Many TLS connections on one thread, as cheap as can be: the generator shares the machine with what it measures.
#pragma once

#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>

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

// Whom connections believe: the authority of one certificate in PEM.
using Trust = std::shared_ptr<asio::ssl::context>;
Trust trusting(const std::string& ca_certificate);

class Wire {
public:
    Wire(asio::io_context& loop, std::uint16_t port, Trust trust);
    ~Wire();
    Wire(Wire&&) noexcept;

    // Connects and shakes hands. Throws when the server cannot be verified.
    asio::awaitable<void> open();
    asio::awaitable<WireReply> exchange(std::string request);
    // For answers that have no end: what to ask, and whatever comes next.
    asio::awaitable<void> say(std::string request);
    asio::awaitable<std::string> hear();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// A whole request as bytes.
std::string request_text(std::string_view method, std::string_view path, std::string_view token, std::string_view body,
                         const std::vector<std::pair<std::string, std::string>>& headers = {});

} // namespace balieblik::load
