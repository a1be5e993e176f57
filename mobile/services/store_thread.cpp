// SPDX-License-Identifier: EUPL-1.2
#include "services/store_thread.hpp"

#include "services/sync_driver.hpp"

#include <QTimer>

#include <utility>

namespace balieblik::services {
namespace {

constexpr std::chrono::seconds mending_pause{5};

} // namespace

OpenStore::OpenStore() = default;
OpenStore::~OpenStore() = default;

void OpenStore::close()
{
    sync.reset();
    draft.reset();
    store.reset();
    database_key.reset();
    interrupted.reset();
    trouble.reset();
}

StoreThread::StoreThread(Reopen reopen) : reopen_(std::move(reopen))
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
    QMetaObject::invokeMethod(&worker_, [this, work = std::move(work)] {
        mend();
        work(open_);
        mend();
    });
}

void StoreThread::look_after()
{
    QMetaObject::invokeMethod(
        &worker_, [this] { mend(); }, Qt::QueuedConnection);
}

void StoreThread::mend()
{
    if (!open_.broken())
        return;
    const auto reopened = reopen_(open_);
    if (reopened)
        return;
    open_.trouble = reopened.error();
    if (!std::exchange(mending_later_, true))
        QTimer::singleShot(mending_pause, &worker_, [this] {
            mending_later_ = false;
            mend();
        });
}

} // namespace balieblik::services
