// SPDX-License-Identifier: EUPL-1.2
// The thread that owns the tablet's database, the open visit and the sync engine. Work is handed to it and done in the
// order in which it was handed over; results come back on the thread that asked.
#pragma once

#include "services/tablet.hpp"
#include "vault/secret.hpp"

#include <QPointer>
#include <QThread>

namespace balieblik::services {

class SyncDriver;

// What is open while the key is in memory. Touched on the store's thread only.
struct OpenStore {
    std::unique_ptr<device_store::DeviceStore> store;
    std::optional<device_store::Draft> draft; // goes before the store does
    std::unique_ptr<SyncDriver> sync;
    std::optional<vault::Secret> database_key; // to open the store again after the disk failed
    std::optional<VisitId> interrupted;        // the visit that was open when it did
    std::optional<Error> trouble;              // why there is no store although the key is here

    OpenStore();
    ~OpenStore();
    void close();
    bool broken() const { return database_key && (!store || store->failed()); }
    // What to answer while there is no store.
    Error refusal() const { return trouble.value_or(Error{Errc::state_conflict, "locked"}); }
};

class StoreThread : public QObject {
    Q_OBJECT

public:
    using Reopen = std::function<Result<void>(OpenStore&)>;

    // `reopen` opens a store again whose disk failed. It is called on the store's thread after the work that met the
    // failure, and until it succeeds before all other work and every few seconds.
    explicit StoreThread(Reopen reopen);
    ~StoreThread() override; // finishes what was handed over, then closes the store

    // `work` runs on the store's thread; `done` afterwards on the thread of `context`, unless that is gone by then.
    template <class T>
    void run(QObject* context, std::function<Result<T>(OpenStore&)> work, Done<T> done)
    {
        QMetaObject::invokeMethod(&worker_, [this, context = QPointer<QObject>(context), work = std::move(work),
                                             done = std::move(done)]() mutable {
            mend();
            auto result = std::make_shared<Result<T>>(work(open_));
            mend();
            if (context)
                QMetaObject::invokeMethod(
                    context, [result, done = std::move(done)] { done(std::move(*result)); }, Qt::QueuedConnection);
        });
    }
    // The same without an answer.
    void post(std::function<void(OpenStore&)> work);
    // Looks after the store once whatever runs on its thread is done.
    void look_after();

private:
    void mend();

    QThread thread_;
    QObject worker_;
    OpenStore open_;
    Reopen reopen_;
    bool mending_later_ = false;
};

} // namespace balieblik::services
