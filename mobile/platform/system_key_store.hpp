// SPDX-License-Identifier: EUPL-1.2
// The platform's key store through QtKeychain: Android Keystore, Apple Keychain, Windows Credential Store, or the
// desktop's secret service. Every call blocks while the system asks the person, for a minute at most: not for the
// thread that shows the window.
#pragma once

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"

#include <QThread>

#include <optional>
#include <string>

namespace balieblik::platform {

class SystemKeyStore {
public:
    explicit SystemKeyStore(const std::string& installation);
    SystemKeyStore(const SystemKeyStore&) = delete;
    SystemKeyStore& operator=(const SystemKeyStore&) = delete;
    ~SystemKeyStore();

    // Keeps 32 random bytes for this installation, unless it has some already. False where there is no key store or it
    // refuses; then the app asks for a pass-phrase instead of a PIN.
    bool make_secret(Random& random);
    // Those bytes, which belong to a PIN that was chosen. Never makes new ones: with them that PIN would be wrong for
    // ever. Refusal: key_store_away.
    Result<Bytes> secret();
    // Forgets them; the first thing that a wipe does.
    void forget();

private:
    struct Ended;
    template <class Job>
    std::optional<Ended> run(const QByteArray& data = {});
    bool holds_secret(const std::optional<Ended>& found) const;

    QString installation_;
    // Jobs want a loop of events, and all of them the same thread; whoever asks waits and does nothing else meanwhile.
    QThread thread_;
    QObject worker_;
};

} // namespace balieblik::platform
