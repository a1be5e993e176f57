// SPDX-License-Identifier: EUPL-1.2
#include "platform/system_key_store.hpp"

#include <qt6keychain/keychain.h>

#include <QEventLoop>

namespace balieblik::platform {
namespace {

constexpr auto service = "nl.balieblik.app";

void run(QKeychain::Job& job, const std::string& installation)
{
    QEventLoop loop;
    job.setAutoDelete(false);
    job.setInsecureFallback(false); // better no key store than one in a plain file
    job.setKey(QString::fromStdString(installation));
    QObject::connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
    job.start();
    loop.exec();
}

} // namespace

std::optional<Bytes> key_store_secret(const std::string& installation, Random& random)
{
    QKeychain::ReadPasswordJob read{service};
    run(read, installation);
    if (read.error() == QKeychain::NoError) {
        const auto held = read.binaryData();
        if (held.size() == 32)
            return Bytes(held.begin(), held.end());
    }
    if (read.error() != QKeychain::EntryNotFound)
        return std::nullopt;

    Bytes made(32);
    random.fill(made);
    QKeychain::WritePasswordJob write{service};
    write.setBinaryData({reinterpret_cast<const char*>(made.data()), static_cast<qsizetype>(made.size())});
    run(write, installation);
    return write.error() == QKeychain::NoError ? std::optional<Bytes>{made} : std::nullopt;
}

void forget_key_store_secret(const std::string& installation)
{
    QKeychain::DeletePasswordJob job{service};
    run(job, installation);
}

} // namespace balieblik::platform
