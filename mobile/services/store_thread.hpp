// SPDX-License-Identifier: EUPL-1.2
// The thread that owns the tablet's database, the open visit and the sync engine. Work is handed to it and done in the
// order in which it was handed over; results come back on the thread that asked.
#pragma once

#include "services/tablet.hpp"

#include <QPointer>
#include <QThread>

namespace balieblik::services {

class SyncDriver;

// What is open while the key is in memory. Touched on the store's thread only.
struct OpenStore {
    std::unique_ptr<device_store::DeviceStore> store;
    std::optional<device_store::Draft> draft; // goes before the store does
    std::unique_ptr<SyncDriver> sync;

    OpenStore();
    ~OpenStore();
    void close();
};

class StoreThread : public QObject {
    Q_OBJECT

public:
    StoreThread();
    ~StoreThread() override; // finishes what was handed over, then closes the store

    // `work` runs on the store's thread; `done` afterwards on the thread of `context`, unless that is gone by then.
    template <class T>
    void run(QObject* context, std::function<Result<T>(OpenStore&)> work, Done<T> done)
    {
        QMetaObject::invokeMethod(&worker_, [this, context = QPointer<QObject>(context), work = std::move(work),
                                             done = std::move(done)]() mutable {
            auto result = std::make_shared<Result<T>>(work(open_));
            if (context)
                QMetaObject::invokeMethod(
                    context, [result, done = std::move(done)] { done(std::move(*result)); }, Qt::QueuedConnection);
        });
    }
    // The same without an answer.
    void post(std::function<void(OpenStore&)> work);

private:
    QThread thread_;
    QObject worker_;
    OpenStore open_;
};

} // namespace balieblik::services
