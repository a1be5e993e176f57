// SPDX-License-Identifier: EUPL-1.2
#include "services/http_transport.hpp"

#include <QCryptographicHash>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTimer>

namespace balieblik::services {
namespace {

constexpr qint64 max_reply_bytes = 32 * 1024 * 1024; // what a page may be: a questionnaire with its lists is one entry

QByteArray as_bytes(const std::string& text) { return QByteArray::fromStdString(text); }

HttpReply read(QNetworkReply& reply)
{
    HttpReply read;
    read.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto& [name, value] : reply.rawHeaderPairs())
        read.headers[name.toLower().toStdString()] = value.toStdString();
    const auto body = reply.readAll();
    read.body.assign(body.begin(), body.end());
    return read;
}

} // namespace

HttpTransport::HttpTransport(QUrl server, std::optional<QSslCertificate> authority, QObject* parent)
    : QObject(parent), server_(std::move(server)), tls_(QSslConfiguration::defaultConfiguration())
{
    tls_.setProtocol(QSsl::TlsV1_2OrLater);
    tls_.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (authority)
        tls_.setCaCertificates({*authority});
    manager_.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    manager_.setStrictTransportSecurityEnabled(false);
}

QNetworkRequest HttpTransport::made(const HttpRequest& request) const
{
    auto url = server_;
    url.setPath(QString::fromStdString(request.path));
    QNetworkRequest made{url};
    made.setSslConfiguration(tls_);
    made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    made.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    made.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    made.setTransferTimeout(static_cast<int>(request.timeout.count()));
    for (const auto& [name, value] : request.headers)
        made.setRawHeader(as_bytes(name), as_bytes(value));
    return made;
}

void HttpTransport::send(HttpRequest request, Done done)
{
    const auto type = request.headers.find("Content-Type");
    const bool text = type != request.headers.end() && type->second == "application/json";
    const bool worth_it = text && request.body.size() >= sync::least_worth_packing;
    const auto coding = worth_it ? coding_ : sync::Coding::none;
    send(std::move(request), coding, std::move(done));
}

void HttpTransport::send(HttpRequest request, sync::Coding coding, Done done)
{
    auto network_request = made(request);
    if (coding != sync::Coding::none)
        network_request.setRawHeader("Content-Encoding", as_bytes(std::string(sync::name(coding))));
    const auto body = as_bytes(sync::pack(coding, as_text(request.body)));
    auto* reply = manager_.sendCustomRequest(network_request, as_bytes(request.method), body);
    open_.append(reply);
    connect(reply, &QNetworkReply::downloadProgress, this, [reply](qint64 received, qint64) {
        if (received > max_reply_bytes)
            reply->abort();
    });
    const auto finished = [this, reply, coding, request = std::move(request), done = std::move(done)] {
        open_.removeOne(reply);
        reply->deleteLater();
        const auto status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
        // A refusal of the server is a reply like any other; only its absence is a failure of the connection.
        if (!status.isValid() || reply->error() == QNetworkReply::OperationCanceledError)
            return done(Error{Errc::offline, reply->errorString().toStdString()});
        coding_ = sync::best_coding(reply->rawHeader("Accept-Encoding").toStdString());
        // A server that was put back to an older version does not read what the newer one asked for.
        if (coding != sync::Coding::none && coding_ == sync::Coding::none && status.toInt() >= 400)
            return send(request, sync::Coding::none, done);
        done(read(*reply));
    };
    connect(reply, &QNetworkReply::finished, this, finished);
}

void HttpTransport::abort()
{
    const auto open = open_;
    for (auto* reply : open)
        reply->abort();
}

void probe_authority(const QUrl& server, QObject* context, const std::function<void(Result<QSslCertificate>)>& done)
{
    auto* socket = new QSslSocket{context};
    auto* timer = new QTimer{socket};
    // Nothing is sent over this connection: it only shows which authority the server claims.
    socket->setPeerVerifyMode(QSslSocket::VerifyNone);
    const auto finish = [socket, done](Result<QSslCertificate> found) {
        socket->disconnect();
        socket->abort();
        socket->deleteLater();
        done(std::move(found));
    };
    QObject::connect(socket, &QSslSocket::encrypted, context, [socket, finish] {
        const auto chain = socket->peerCertificateChain();
        if (chain.isEmpty() || !chain.last().isSelfSigned())
            finish(Error{Errc::server_not_trusted, {}});
        else
            finish(chain.last());
    });
    QObject::connect(socket, &QSslSocket::errorOccurred, context, [socket, finish](QAbstractSocket::SocketError) {
        finish(Error{Errc::offline, socket->errorString().toStdString()});
    });
    QObject::connect(timer, &QTimer::timeout, context, [finish] { finish(Error{Errc::offline, {}}); });
    timer->setSingleShot(true);
    timer->start(10'000);
    socket->connectToHostEncrypted(server.host(), static_cast<quint16>(server.port(443)));
}

std::string spki_sha256(const QSslCertificate& certificate)
{
    return QCryptographicHash::hash(certificate.publicKey().toDer(), QCryptographicHash::Sha256).toHex().toStdString();
}

} // namespace balieblik::services
