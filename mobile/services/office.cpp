// SPDX-License-Identifier: EUPL-1.2
#include "services/office.hpp"

#include "services/http_transport.hpp"

#include <QSslSocket>
#include <QTimer>

namespace balieblik::services {
namespace {

Error refusal_of(const HttpReply& reply)
{
    const auto problem = json::read_text<sync::Problem>(as_text(reply.body));
    if (problem)
        if (const auto code = errc_named(problem->code))
            return Error{*code, problem->detail.value_or("")};
    return Error{Errc::offline, "HTTP " + std::to_string(reply.status)};
}

// One question outside of sync: there is no token for it yet, or not any more.
template <class Reply>
void ask(const QUrl& server, const std::optional<QSslCertificate>& authority, std::string path, const std::string& body,
         QObject* context, Done<Reply> done)
{
    auto* transport = new HttpTransport{server, authority, context};
    HttpRequest post;
    post.method = "POST";
    post.path = std::move(path);
    post.headers = {{"Content-Type", "application/json"},
                    {"Accept", "application/json"},
                    {"Sync-Protocol", std::to_string(sync::protocol_version)}};
    post.body.assign(body.begin(), body.end());
    transport->send(std::move(post), [transport, done](Result<HttpReply> arrived) {
        transport->deleteLater();
        if (!arrived)
            done(arrived.error());
        else if (arrived->status != 200 && arrived->status != 201)
            done(refusal_of(*arrived));
        else
            done(json::read_text<Reply>(as_text(arrived->body)));
    });
}

} // namespace

Result<QUrl> server_at(const std::string& address)
{
    auto text = QString::fromStdString(address).trimmed();
    if (!text.contains("://"))
        text.prepend("https://");
    const QUrl url{text, QUrl::StrictMode};
    if (!url.isValid() || url.scheme() != "https" || url.host().isEmpty() || !url.userInfo().isEmpty())
        return Error{Errc::validation, address};
    QUrl server;
    server.setScheme("https");
    server.setHost(url.host());
    server.setPort(url.port(443));
    return server;
}

void identify_server(const QUrl& server, QObject* context, Done<std::optional<QSslCertificate>> done)
{
    // First as every browser would: if the system's authorities vouch for it, no words need comparing.
    auto* socket = new QSslSocket{context};
    auto* timer = new QTimer{socket};
    const auto finish = [socket](auto next) {
        socket->disconnect();
        socket->abort();
        socket->deleteLater();
        next();
    };
    QObject::connect(socket, &QSslSocket::encrypted, context,
                     [finish, done] { finish([done] { done(std::optional<QSslCertificate>{}); }); });
    QObject::connect(socket, &QSslSocket::errorOccurred, context,
                     [finish, done, socket, server, context](QAbstractSocket::SocketError problem) {
                         if (problem != QAbstractSocket::SslHandshakeFailedError) {
                             const Error offline{Errc::offline, socket->errorString().toStdString()};
                             finish([done, offline] { done(offline); });
                             return;
                         }
                         finish([=] {
                             probe_authority(server, context, [done](Result<QSslCertificate> found) {
                                 if (found)
                                     done(std::optional<QSslCertificate>{*found});
                                 else
                                     done(found.error());
                             });
                         });
                     });
    QObject::connect(timer, &QTimer::timeout, context, [finish, done] {
        finish([done] { done(Error{Errc::offline, {}}); });
    });
    timer->setSingleShot(true);
    timer->start(10'000);
    socket->connectToHostEncrypted(server.host(), static_cast<quint16>(server.port(443)));
}

void ask_to_enrol(const QUrl& server, const std::optional<QSslCertificate>& authority,
                  const sync::EnrolRequest& request, QObject* context, Done<sync::EnrolReply> done)
{
    ask<sync::EnrolReply>(server, authority, "/v1/enrol", json::print_struct(request), context, std::move(done));
}

void ask_for_recovery(const QUrl& server, const std::optional<QSslCertificate>& authority,
                      const sync::RecoveryAsk& request, QObject* context, Done<sync::RecoveryAnswer> done)
{
    ask<sync::RecoveryAnswer>(server, authority, "/v1/recovery", json::print_struct(request), context, std::move(done));
}

} // namespace balieblik::services
