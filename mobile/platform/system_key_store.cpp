// SPDX-License-Identifier: EUPL-1.2
#include "platform/system_key_store.hpp"

#include <qt6keychain/keychain.h>

#include <QEventLoop>
#include <QTimer>

#include <memory>

namespace balieblik::platform {
namespace {

constexpr auto service = "nl.balieblik.app";
// Long enough to type the password of a desktop's key ring, short enough not to keep the app from opening when nobody
// can: a prompt that no screen shows would otherwise wait for ever.
constexpr std::chrono::seconds patience{60};

// What a job ended with; none if it did not end in time. A job that is late finishes by itself and is not listened to.
struct Ended {
    QKeychain::Error error;
    QByteArray data;
};

template <class Job>
std::optional<Ended> run(Job* job, const std::string& installation)
{
    auto ended = std::make_shared<std::optional<Ended>>();
    QEventLoop loop;
    job->setAutoDelete(true);
    job->setInsecureFallback(false); // better no key store than one in a plain file
    job->setKey(QString::fromStdString(installation));
    QObject::connect(job, &QKeychain::Job::finished, &loop, [ended, job, &loop] {
        QByteArray data;
        if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>)
            data = job->binaryData();
        *ended = Ended{job->error(), data};
        loop.quit();
    });
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    job->start();
    if (!*ended)
        loop.exec();
    return *ended;
}

} // namespace

std::optional<Bytes> key_store_secret(const std::string& installation, Random& random)
{
    const auto read = run(new QKeychain::ReadPasswordJob{service}, installation);
    if (!read)
        return std::nullopt;
    if (read->error == QKeychain::NoError && read->data.size() == 32)
        return Bytes(read->data.begin(), read->data.end());
    if (read->error != QKeychain::EntryNotFound)
        return std::nullopt;

    Bytes made(32);
    random.fill(made);
    auto* write = new QKeychain::WritePasswordJob{service};
    write->setBinaryData({reinterpret_cast<const char*>(made.data()), static_cast<qsizetype>(made.size())});
    const auto written = run(write, installation);
    return written && written->error == QKeychain::NoError ? std::optional<Bytes>{made} : std::nullopt;
}

void forget_key_store_secret(const std::string& installation)
{
    run(new QKeychain::DeletePasswordJob{service}, installation);
}

} // namespace balieblik::platform
