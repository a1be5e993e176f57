// SPDX-License-Identifier: EUPL-1.2
// The PIN is forgotten: the office is asked to open this tablet, two people answer, and another PIN is chosen.
#pragma once

#include "services/tablet.hpp"

#include <QStringList>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace balieblik::viewmodels {

class RecoveryViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the app")
    Q_PROPERTY(bool pin READ pin NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(bool shown READ shown NOTIFY changed) // its page, in the place of the lock page
    // "none", "asked", "half_released", "granted", "refused" or "expired"
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString progress READ progress NOTIFY changed)
    Q_PROPERTY(QStringList words READ words NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)

public:
    explicit RecoveryViewModel(services::Tablet& tablet, QObject* parent = nullptr);

    bool pin() const { return tablet_.has_key_store(); }
    bool busy() const { return busy_; }
    bool shown() const { return shown_; }
    QString state() const { return state_; }
    QString progress() const;
    QStringList words() const { return words_; }
    QString error() const { return error_; }

    Q_INVOKABLE void show();
    // Asks, and asks on every ten seconds until it ended or leave() is called.
    Q_INVOKABLE void ask();
    Q_INVOKABLE void leave();
    Q_INVOKABLE void choose(const QString& secret, const QString& again);

signals:
    void changed();

private:
    void look();
    void hear(const Result<services::RecoveryView>& view);
    void say(const QString& sentence);

    services::Tablet& tablet_;
    QTimer again_;
    bool busy_ = false;
    bool shown_ = false;
    bool watching_ = false;
    QString state_ = QStringLiteral("none");
    QStringList words_;
    QString error_;
};

} // namespace balieblik::viewmodels
