// SPDX-License-Identifier: EUPL-1.2
#include "support/https_client.hpp"

#include "base/json.hpp"
#include "support/openapi_check.hpp"
#include "vault/hash.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <gtest/gtest.h>

namespace balieblik::test {

namespace asio = boost::asio;
namespace bhttp = boost::beast::http;

std::string HttpReply::header(std::string_view lower_name) const
{
    for (const auto& [key, value] : headers)
        if (key == lower_name)
            return value;
    return {};
}

std::string HttpReply::member(std::string_view name) const
{
    const auto parsed = json::parse(body);
    if (!parsed || !parsed->is_object())
        return {};
    const auto* found = parsed->as_object().if_contains(name);
    if (!found)
        return {};
    return found->is_string() ? std::string(found->as_string()) : json::print(*found);
}

struct HttpsClient::Impl {
    asio::io_context loop;
    asio::ssl::context tls{asio::ssl::context::tls_client};
    std::unique_ptr<asio::ssl::stream<asio::ip::tcp::socket>> stream;
    boost::beast::flat_buffer buffer;
    OpenApiCheck* check = nullptr;
};

HttpsClient::HttpsClient(std::uint16_t port, std::string ca, OpenApiCheck* check) : impl_(std::make_unique<Impl>())
{
    impl_->check = check;
    impl_->tls.add_certificate_authority(asio::buffer(ca));
    impl_->stream = std::make_unique<asio::ssl::stream<asio::ip::tcp::socket>>(impl_->loop, impl_->tls);
    impl_->stream->set_verify_mode(asio::ssl::verify_peer);
    impl_->stream->set_verify_callback(asio::ssl::host_name_verification("127.0.0.1"));
    const asio::ip::tcp::endpoint server{asio::ip::address_v4::loopback(), port};
    impl_->stream->next_layer().connect(server);
    impl_->stream->handshake(asio::ssl::stream_base::client);
}

HttpsClient::~HttpsClient() = default;
HttpsClient::HttpsClient(HttpsClient&&) noexcept = default;

HttpReply HttpsClient::send(std::string_view method, const std::string& target, const RequestHeaders& headers,
                            const std::string& body)
{
    std::string text{method};
    text += " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
    for (const auto& [key, value] : headers)
        text += key + ": " + value + "\r\n";
    if (!body.empty() || (method != "GET" && method != "HEAD"))
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    text += "\r\n" + body;
    write_raw(text);
    auto reply = read_reply(method == "HEAD");
    if (impl_->check && reply.status != 0)
        for (const auto& fault : impl_->check->exchange({std::string(method), target, headers, body}, reply))
            ADD_FAILURE() << method << " " << target << " -> " << reply.status << ": " << fault;
    return reply;
}

HttpReply HttpsClient::get(const std::string& target, const RequestHeaders& headers)
{
    return send("GET", target, headers);
}

HttpReply HttpsClient::post_json(const std::string& target, const std::string& body, RequestHeaders headers)
{
    headers.emplace_back("Content-Type", "application/json");
    return send("POST", target, headers, body);
}

bool HttpsClient::write_raw(std::string_view bytes)
{
    boost::system::error_code problem;
    asio::write(*impl_->stream, asio::buffer(bytes), problem);
    return !problem;
}

HttpReply HttpsClient::read_reply(bool head)
{
    boost::system::error_code problem;
    bhttp::response_parser<bhttp::string_body> parser;
    parser.body_limit(64 * 1024 * 1024);
    parser.skip(head);
    bhttp::read(*impl_->stream, impl_->buffer, parser, problem);
    HttpReply reply;
    if (problem)
        return reply;
    reply.status = static_cast<int>(parser.get().result_int());
    for (const auto& field : parser.get()) {
        std::string lower{field.name_string()};
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        reply.headers.emplace_back(std::move(lower), field.value());
    }
    reply.body = parser.get().body();
    return reply;
}

std::string HttpsClient::read_some()
{
    boost::system::error_code problem;
    std::string some(64 * 1024, '\0');
    some.resize(impl_->stream->read_some(asio::buffer(some), problem));
    return some;
}

bool HttpsClient::ended()
{
    boost::system::error_code problem;
    char byte = 0;
    impl_->stream->read_some(asio::buffer(&byte, 1), problem);
    return problem.failed();
}

void HttpsClient::cut()
{
    boost::system::error_code problem;
    impl_->stream->next_layer().close(problem);
}

std::string HttpsClient::last_spki_sha256() const
{
    auto* chain = SSL_get_peer_cert_chain(impl_->stream->native_handle());
    auto* last = sk_X509_value(chain, sk_X509_num(chain) - 1);
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(last), &der);
    const auto hex = vault::sha256_hex(ByteView{der, static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return hex;
}

} // namespace balieblik::test
