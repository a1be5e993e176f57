// SPDX-License-Identifier: EUPL-1.2
#include "platform/system_key_store.hpp"

#include <qt6keychain/keychain.h>

#include <QEventLoop>
#include <QTimer>

#include <optional>

namespace balieblik::platform {
namespace {

constexpr auto service = "nl.balieblik.app";
constexpr qsizetype secret_size = 32;
// Long enough to type the password of a desktop's key ring, short enough not to keep the app from opening when nobody
// can: a prompt that no screen shows would otherwise wait for ever.
constexpr std::chrono::seconds patience{60};

} // namespace

// What a job ended with; there is none if it did not end in time. A job that is late finishes by itself.
struct SystemKeyStore::Ended {
    QKeychain::Error error;
    QByteArray data;
};

SystemKeyStore::SystemKeyStore(const std::string& installation) : installation_(QString::fromStdString(installation))
{
    worker_.moveToThread(&thread_);
    thread_.setObjectName(QStringLiteral("key store"));
    thread_.start();
}

SystemKeyStore::~SystemKeyStore()
{
    thread_.quit();
    thread_.wait();
}

template <class Job>
std::optional<SystemKeyStore::Ended> SystemKeyStore::run(const QByteArray& data)
{
    std::optional<Ended> ended;
    const auto work = [&] {
        QEventLoop loop;
        auto* job = new Job{QLatin1String(service)};
        job->setAutoDelete(true);
        job->setInsecureFallback(false); // better no key store than one in a plain file
        job->setKey(installation_);
        if constexpr (std::is_same_v<Job, QKeychain::WritePasswordJob>)
            job->setBinaryData(data);
        QObject::connect(job, &QKeychain::Job::finished, &loop, [&] {
            ended.emplace(Ended{job->error(), {}});
            if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>)
                ended->data = job->binaryData();
            loop.quit();
        });
        QTimer::singleShot(patience, &loop, &QEventLoop::quit);
        job->start();
        if (!ended)
            loop.exec();
    };
    QMetaObject::invokeMethod(&worker_, work, Qt::BlockingQueuedConnection);
    return ended;
}

bool SystemKeyStore::holds_secret(const std::optional<Ended>& found) const
{
    return found && found->error == QKeychain::NoError && found->data.size() == secret_size;
}

bool SystemKeyStore::make_secret(Random& random)
{
    const auto found = run<QKeychain::ReadPasswordJob>();
    if (holds_secret(found))
        return true;
    if (!found || found->error != QKeychain::EntryNotFound)
        return false;
    Bytes made(secret_size);
    random.fill(made);
    const auto written = run<QKeychain::WritePasswordJob>(
        {reinterpret_cast<const char*>(made.data()), static_cast<qsizetype>(made.size())});
    return written && written->error == QKeychain::NoError;
}

Result<Bytes> SystemKeyStore::secret()
{
    const auto found = run<QKeychain::ReadPasswordJob>();
    // A locked secret service may say that there is no such entry.
    if (!holds_secret(found))
        return Error{Errc::key_store_away, found ? std::to_string(found->error) : "no answer"};
    return Bytes(found->data.begin(), found->data.end());
}

void SystemKeyStore::forget() { run<QKeychain::DeletePasswordJob>(); }

} // namespace balieblik::platform
