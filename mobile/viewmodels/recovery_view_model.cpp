// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/recovery_view_model.hpp"

#include "viewmodels/words.hpp"

namespace balieblik::viewmodels {
namespace {

constexpr int ask_again_ms = 10'000;

} // namespace

RecoveryViewModel::RecoveryViewModel(services::Tablet& tablet, QObject* parent) : QObject(parent), tablet_(tablet)
{
    again_.setSingleShot(true);
    again_.setInterval(ask_again_ms);
    connect(&again_, &QTimer::timeout, this, &RecoveryViewModel::look);
}

QString RecoveryViewModel::progress() const
{
    if (state_ == QLatin1String("asked"))
        return tr("The office was asked. Two people there have to agree; leave this page open.");
    if (state_ == QLatin1String("half_released"))
        return tr("One of two people has agreed. Leave this page open.");
    if (state_ == QLatin1String("granted"))
        return tr("Two people have agreed.");
    if (state_ == QLatin1String("refused"))
        return tr("The office does not open this tablet. Call your coordinator.");
    if (state_ == QLatin1String("expired"))
        return tr("Nobody answered within a day. Ask again.");
    return {};
}

void RecoveryViewModel::show()
{
    shown_ = true;
    emit changed();
}

void RecoveryViewModel::ask()
{
    watching_ = true;
    look();
}

void RecoveryViewModel::leave()
{
    watching_ = false;
    shown_ = false;
    again_.stop();
    say({});
}

void RecoveryViewModel::look()
{
    if (busy_ || !watching_)
        return;
    busy_ = true;
    emit changed();
    tablet_.ask_recovery([this](const Result<services::RecoveryView>& view) { hear(view); });
}

void RecoveryViewModel::hear(const Result<services::RecoveryView>& view)
{
    busy_ = false;
    if (view) {
        state_ = text(json::enum_name(view->state));
        words_.clear();
        for (const auto& word : view->words)
            words_.append(text(word));
    }
    const bool goes_on =
        !view || view->state == sync::RecoveryState::asked || view->state == sync::RecoveryState::half_released;
    if (watching_ && goes_on)
        again_.start();
    say(view ? QString{} : sentenceOf(view.error()));
}

void RecoveryViewModel::choose(const QString& secret, const QString& again)
{
    if (busy_)
        return;
    if (secret != again)
        return say(tr("Both entries must be the same."));
    busy_ = true;
    say({});
    tablet_.recover(bytes(secret), [this](const Result<void>& done) {
        busy_ = false;
        if (done) {
            state_ = QStringLiteral("none");
            shown_ = false;
        }
        say(done ? QString{} : sentenceOf(done.error()));
    });
}

void RecoveryViewModel::say(const QString& sentence)
{
    error_ = sentence;
    emit changed();
}

} // namespace balieblik::viewmodels
