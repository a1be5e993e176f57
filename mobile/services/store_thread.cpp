// SPDX-License-Identifier: EUPL-1.2
#include "services/store_thread.hpp"

#include "services/sync_driver.hpp"

namespace balieblik::services {

OpenStore::OpenStore() = default;
OpenStore::~OpenStore() = default;

void OpenStore::close()
{
    sync.reset();
    draft.reset();
    store.reset();
}

StoreThread::StoreThread()
{
    worker_.moveToThread(&thread_);
    thread_.setObjectName("store");
    thread_.start();
}

StoreThread::~StoreThread()
{
    QMetaObject::invokeMethod(
        &worker_, [this] { open_.close(); }, Qt::BlockingQueuedConnection);
    thread_.quit();
    thread_.wait();
}

void StoreThread::post(std::function<void(OpenStore&)> work)
{
    QMetaObject::invokeMethod(&worker_, [this, work = std::move(work)] { work(open_); });
}

} // namespace balieblik::services
