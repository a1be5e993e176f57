// SPDX-License-Identifier: EUPL-1.2
// HTTPS to one server whose certificate must come from one authority. Nothing is cached and nothing is written to disk.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "sync/packing.hpp"

#include <QNetworkAccessManager>
#include <QObject>
#include <QSslCertificate>
#include <QUrl>

#include <functional>
#include <map>
#include <string>

namespace balieblik::services {

struct HttpRequest {
    std::string method;
    std::string path; // "/v1/sync/pull"
    std::map<std::string, std::string> headers;
    Bytes body;
    std::chrono::milliseconds timeout{30'000};
};

struct HttpReply {
    int status{};
    std::map<std::string, std::string> headers; // names in lower case
    Bytes body;
};

class HttpTransport : public QObject {
    Q_OBJECT

public:
    // `authority`: the only certificate authority that is trusted for `server`; none: the system's own.
    HttpTransport(QUrl server, std::optional<QSslCertificate> authority, QObject* parent = nullptr);

    // The reply, or offline (no connection, an untrusted server, a time-out). `done` runs on this object's thread.
    void send(HttpRequest request, std::function<void(Result<HttpReply>)> done);
    // Ends what is under way; their `done` is told offline.
    void abort();

private:
    using Done = std::function<void(Result<HttpReply>)>;
    QNetworkRequest made(const HttpRequest& request) const;
    void send(HttpRequest request, sync::Coding coding, Done done);

    QUrl server_;
    QSslConfiguration tls_;
    QNetworkAccessManager manager_;
    QList<QNetworkReply*> open_;
    sync::Coding coding_ = sync::Coding::none; // the best that the server's last reply said it reads
};

// Shakes hands with a server and gives the authority at the end of the chain it shows, without sending anything.
// Whether that authority is the right one is for the caller to decide (by pin, or by a person who compares six words);
// until then it is used for nothing. Refusals: offline, server_not_trusted (it shows no authority of its own).
void probe_authority(const QUrl& server, QObject* context, const std::function<void(Result<QSslCertificate>)>& done);

// SHA-256 of the public key (SubjectPublicKeyInfo), hexadecimal: what an invitation pins.
std::string spki_sha256(const QSslCertificate& certificate);

} // namespace balieblik::services
