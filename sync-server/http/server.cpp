// SPDX-License-Identifier: EUPL-1.2
#include "http/connection.hpp"

#include "http/server.hpp"
#include "runtime/log.hpp"

#include <thread>

namespace balieblik::http {
namespace {

// TLS 1.2 and 1.3 with forward secrecy; nothing that can be renegotiated or compressed.
Result<std::shared_ptr<asio::ssl::context>> context_of(const TlsIdentity& identity)
{
    auto made = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
    auto& tls = *made;
    boost::system::error_code problem;
    tls.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                    asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1 |
                    asio::ssl::context::no_compression | asio::ssl::context::single_dh_use);
    SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(tls.native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(tls.native_handle(), SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_cipher_list(tls.native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20");
    tls.use_certificate_chain(asio::buffer(identity.chain), problem);
    if (problem)
        return Error{Errc::malformed, "tls_certificate"};
    tls.use_private_key(asio::buffer(identity.key), asio::ssl::context::pem, problem);
    if (problem || SSL_CTX_check_private_key(tls.native_handle()) != 1)
        return Error{Errc::malformed, "tls_key"};
    return made;
}

} // namespace

struct Server::Impl {
    Impl(App& app, Tables tables)
        : loop(static_cast<int>(app.config.threads)),
          acceptor(asio::make_strand(loop)), shared{app,
                                                    std::move(tables),
                                                    {static_cast<std::size_t>(app.config.connections),
                                                     static_cast<std::size_t>(app.config.connections_per_address)},
                                                    {},
                                                    {static_cast<std::size_t>(app.config.store_threads),
                                                     static_cast<std::size_t>(app.config.waiting_requests)},
                                                    {static_cast<std::size_t>(app.config.password_threads),
                                                     static_cast<std::size_t>(app.config.waiting_passwords)}}
    {
    }

    asio::awaitable<void> accept()
    {
        while (acceptor.is_open()) {
            asio::ip::tcp::socket socket{asio::any_io_executor{asio::make_strand(loop)}};
            boost::system::error_code problem;
            co_await acceptor.async_accept(socket, asio::redirect_error(asio::use_awaitable, problem));
            if (problem == asio::error::operation_aborted || shared.connections.stopping())
                co_return;
            if (problem) { // out of file handles, most likely: others will end soon
                log::warning("accept_failed", {{"code", problem.value()}});
                asio::steady_timer pause{acceptor.get_executor(), milliseconds{100}};
                co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, problem));
                continue;
            }
            const auto peer = socket.remote_endpoint(problem);
            if (problem)
                continue;
            socket.set_option(asio::ip::tcp::no_delay{true}, problem);
            auto connection =
                std::make_shared<Connection>(limited_as(peer.address().to_string()), std::move(socket), *tls);
            if (!shared.connections.enter(connection))
                continue; // closed without a word: a handshake for every refusal would be the attack
            auto served = serve(connection, shared);
            asio::co_spawn(connection->stream.get_executor(), std::move(served),
                           [this, connection](std::exception_ptr thrown) {
                               if (thrown)
                                   log::error("connection_failed");
                               shared.connections.leave(connection);
                           });
        }
    }

    asio::io_context loop;
    std::shared_ptr<asio::ssl::context> tls; // on the acceptor's strand; connections hold on to what OpenSSL counts
    asio::ip::tcp::acceptor acceptor;
    Shared shared;
    std::vector<std::thread> threads;
    std::once_flag stopped;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() { stop(); }

Result<std::unique_ptr<Server>> Server::start(App& app, Tables tables, const TlsIdentity& identity)
{
    boost::system::error_code problem;
    const auto address = asio::ip::make_address(app.config.address, problem);
    if (problem)
        return Error{Errc::validation, "address"};
    if (!address.is_loopback() && !app.config.allow_single_factor)
        return Error{Errc::second_factor_required, {}};
    auto impl = std::make_unique<Impl>(app, std::move(tables));
    BALIEBLIK_TRY(tls, context_of(identity));
    impl->tls = std::move(tls);

    const asio::ip::tcp::endpoint here{address, static_cast<std::uint16_t>(app.config.port)};
    auto& acceptor = impl->acceptor;
    acceptor.open(here.protocol(), problem);
    if (!problem)
        acceptor.set_option(asio::ip::tcp::acceptor::reuse_address{true}, problem);
    if (!problem)
        acceptor.bind(here, problem);
    if (!problem)
        acceptor.listen(asio::socket_base::max_listen_connections, problem);
    if (problem)
        return Error{Errc::io_failed, app.config.address + ":" + std::to_string(app.config.port)};

    app.port = acceptor.local_endpoint().port();
    auto accepting = impl->accept();
    asio::co_spawn(acceptor.get_executor(), std::move(accepting), asio::detached);
    for (std::int64_t i = 0; i < app.config.threads; ++i)
        impl->threads.emplace_back([loop = &impl->loop] { loop->run(); });
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const { return impl_->shared.app.port; }

Result<void> Server::show(const TlsIdentity& identity)
{
    BALIEBLIK_TRY(fresh, context_of(identity));
    asio::post(impl_->acceptor.get_executor(), [impl = impl_.get(), fresh] { impl->tls = fresh; });
    return {};
}

void Server::stop()
{
    std::call_once(impl_->stopped, [this] {
        auto& shared = impl_->shared;
        asio::post(impl_->acceptor.get_executor(), [impl = impl_.get()] {
            boost::system::error_code ignored;
            impl->acceptor.close(ignored);
        });
        shared.connections.stop();
        shared.app.wakes.ring_all();
        if (!shared.connections.wait_until_empty(milliseconds{shared.app.config.stop_ms})) {
            shared.connections.cut_all();
            shared.connections.wait_until_empty(milliseconds{shared.app.config.stop_ms});
        }
        shared.store_workers.join();
        shared.password_workers.join();
        for (auto& thread : impl_->threads)
            thread.join();
    });
}

} // namespace balieblik::http
