// SPDX-License-Identifier: EUPL-1.2
#include "wire.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace balieblik::load {

namespace bhttp = boost::beast::http;

struct Wire::Impl {
    Impl(asio::io_context& loop, std::uint16_t to, Trust trust)
        : port(to), tls(std::move(trust)),
          stream(std::make_unique<asio::ssl::stream<asio::ip::tcp::socket>>(loop, *tls))
    {
    }
    std::uint16_t port;
    Trust tls;
    std::unique_ptr<asio::ssl::stream<asio::ip::tcp::socket>> stream;
    boost::beast::flat_buffer buffer;
};

Trust trusting(const std::string& ca_certificate)
{
    auto made = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_client);
    made->add_certificate_authority(asio::buffer(ca_certificate));
    made->set_verify_mode(asio::ssl::verify_peer);
    return made;
}

Wire::Wire(asio::io_context& loop, std::uint16_t port, Trust trust)
    : impl_(std::make_unique<Impl>(loop, port, std::move(trust)))
{
}
Wire::~Wire() = default;
Wire::Wire(Wire&&) noexcept = default;

asio::awaitable<void> Wire::open()
{
    const asio::ip::tcp::endpoint server{asio::ip::address_v4::loopback(), impl_->port};
    auto& socket = impl_->stream->next_layer();
    co_await socket.async_connect(server, asio::use_awaitable);
    socket.set_option(asio::ip::tcp::no_delay{true});
    co_await impl_->stream->async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
}

asio::awaitable<WireReply> Wire::exchange(std::string request)
{
    const auto bytes = asio::buffer(request);
    co_await asio::async_write(*impl_->stream, bytes, asio::use_awaitable);
    bhttp::response_parser<bhttp::string_body> parser;
    parser.body_limit(64 * 1024 * 1024);
    co_await bhttp::async_read(*impl_->stream, impl_->buffer, parser, asio::use_awaitable);
    WireReply reply;
    reply.status = static_cast<int>(parser.get().result_int());
    reply.location = parser.get()[bhttp::field::location];
    reply.body = std::move(parser.get().body());
    co_return reply;
}

asio::awaitable<void> Wire::say(std::string request)
{
    const auto bytes = asio::buffer(request);
    co_await asio::async_write(*impl_->stream, bytes, asio::use_awaitable);
}

asio::awaitable<std::string> Wire::hear()
{
    std::string piece(1024, '\0');
    const auto room = asio::buffer(piece);
    const auto got = co_await impl_->stream->async_read_some(room, asio::use_awaitable);
    piece.resize(got);
    co_return piece;
}

std::string request_text(std::string_view method, std::string_view path, std::string_view token, std::string_view body,
                         const std::vector<std::pair<std::string, std::string>>& headers)
{
    std::string text;
    text.reserve(body.size() + 512);
    text.append(method).append(" ").append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    text.append("Sync-Protocol: 1\r\nSync-Nonce: 0123456789abcdef\r\n");
    if (!token.empty())
        text.append("Authorization: Bearer ").append(token).append("\r\n");
    bool typed = false;
    for (const auto& [name, value] : headers) {
        text.append(name).append(": ").append(value).append("\r\n");
        typed = typed || name == "Content-Type";
    }
    if (!typed && !body.empty())
        text.append("Content-Type: application/json\r\n");
    text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    return text;
}

} // namespace balieblik::load
