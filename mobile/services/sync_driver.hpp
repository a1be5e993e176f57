// SPDX-License-Identifier: EUPL-1.2
// Carries out what the sync client asks for: sends over HTTPS, waits on a timer, listens to the network coming up.
// Lives on the store's thread, as the client writes to the store.
#pragma once

#include "services/http_transport.hpp"
#include "sync/client.hpp"

#include <QObject>
#include <QTimer>

namespace balieblik::services {

class SyncDriver : public QObject {
    Q_OBJECT

public:
    // Everything must outlive the driver. It starts on its own.
    SyncDriver(sync::Ledger& ledger, sync::Credentials credentials, const Clock& clock, Random& random, QUrl server,
               std::optional<QSslCertificate> authority);

    sync::SyncStatus status() const { return client_.status(); }
    // Something was put into the outbox.
    void queued();
    // A draft changed, or another tablet's is wanted.
    void edited();
    // The office knows this tablet again.
    void enrolled_again();
    // The network or the person came back.
    void woke();

signals:
    // Something moved; `pulled`: what the office sent may have changed.
    void changed(bool pulled);

private:
    void pump();
    void send(const sync::Send& action);
    void tell(const sync::Event& event);

    sync::SyncClient client_;
    const Clock& clock_;
    HttpTransport transport_;
    QTimer timer_;
    std::optional<Timestamp> last_pull_;
    bool stuck_ = false;
};

} // namespace balieblik::services
