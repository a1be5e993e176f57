// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/unlock_view_model.hpp"

#include "viewmodels/words.hpp"

namespace balieblik::viewmodels {

UnlockViewModel::UnlockViewModel(services::Tablet& tablet, QObject* parent) : QObject(parent), tablet_(tablet)
{
    tick_.setInterval(500);
    connect(&tick_, &QTimer::timeout, this, [this] {
        if (tablet_.unlock_delay().count() <= 0) {
            tick_.stop();
            error_.clear();
            emit changed();
        }
        emit ticked();
    });
    connect(&tablet_, &services::Tablet::lockChanged, this, [this] {
        error_.clear();
        busy_ = false;
        locked_by_office_ = false;
        if (tablet_.unlock_delay().count() > 0)
            tick_.start();
        emit changed();
        emit ticked();
    });
    if (tablet_.unlock_delay().count() > 0)
        tick_.start();
}

int UnlockViewModel::waitSeconds() const { return static_cast<int>((tablet_.unlock_delay().count() + 999) / 1000); }

QString UnlockViewModel::wait() const
{
    return waitSeconds() > 0 ? tr("Next try in %1").arg(duration(seconds{waitSeconds()})) : QString{};
}

QString UnlockViewModel::triesLeft() const
{
    const auto left = tablet_.tries_left();
    if (!left || *left > 5)
        return {};
    if (*left <= 1)
        return tr("After one more wrong try everything on this tablet is removed.");
    return tr("After %1 more wrong tries everything on this tablet is removed.").arg(*left);
}

void UnlockViewModel::unlock(const QString& secret)
{
    if (busy_ || secret.isEmpty())
        return;
    busy_ = true;
    say({});
    tablet_.unlock(bytes(secret), [this](Result<void> done) {
        locked_by_office_ = !done && done.error().code == Errc::device_revoked;
        settle(done);
    });
}

void UnlockViewModel::choose(const QString& secret, const QString& again)
{
    if (busy_ || !agree(secret, again))
        return;
    busy_ = true;
    say({});
    tablet_.choose_secret(bytes(secret), [this](Result<void> done) { settle(done); });
}

void UnlockViewModel::change(const QString& old, const QString& secret, const QString& again)
{
    if (busy_ || !agree(secret, again))
        return;
    busy_ = true;
    say({});
    tablet_.change_secret(bytes(old), bytes(secret), [this](Result<void> done) {
        settle(done);
        if (done)
            emit changedSecret();
    });
}

void UnlockViewModel::forgetError() { say({}); }

bool UnlockViewModel::agree(const QString& secret, const QString& again)
{
    if (secret == again)
        return true;
    say(tr("Both entries must be the same."));
    return false;
}

void UnlockViewModel::settle(const Result<void>& done)
{
    busy_ = false;
    if (tablet_.unlock_delay().count() > 0)
        tick_.start();
    say(done ? QString{} : sentenceOf(done.error()));
    emit ticked();
}

void UnlockViewModel::say(const QString& sentence)
{
    error_ = sentence;
    emit changed();
}

} // namespace balieblik::viewmodels
