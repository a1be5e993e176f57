// SPDX-License-Identifier: EUPL-1.2
// PIN or pass-phrase: choosing it, opening the tablet with it, changing it, and waiting after wrong tries.
#pragma once

#include "services/tablet.hpp"

#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace balieblik::viewmodels {

class UnlockViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the app")
    Q_PROPERTY(bool pin READ pin NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(bool keyGone READ keyGone NOTIFY changed)
    Q_PROPERTY(int waitSeconds READ waitSeconds NOTIFY ticked)
    Q_PROPERTY(QString wait READ wait NOTIFY ticked)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    // The PIN was right, and the office ordered that the tablet stays locked: what waits is handed in meanwhile
    Q_PROPERTY(bool lockedByOffice READ lockedByOffice NOTIFY changed)
    // What wrong tries lead to, where the office chose that they do
    Q_PROPERTY(QString triesLeft READ triesLeft NOTIFY ticked)

public:
    explicit UnlockViewModel(services::Tablet& tablet, QObject* parent = nullptr);

    bool pin() const { return tablet_.has_key_store(); }
    bool busy() const { return busy_; }
    bool keyGone() const { return tablet_.lock_state() == services::LockState::key_locked; }
    int waitSeconds() const;
    QString wait() const;
    QString error() const { return error_; }
    bool lockedByOffice() const { return locked_by_office_; }
    QString triesLeft() const;

    Q_INVOKABLE void unlock(const QString& secret);
    Q_INVOKABLE void choose(const QString& secret, const QString& again);
    Q_INVOKABLE void change(const QString& old, const QString& secret, const QString& again);
    Q_INVOKABLE void forgetError();

signals:
    void changed();
    void ticked();
    void changedSecret();

private:
    bool agree(const QString& secret, const QString& again);
    void settle(const Result<void>& done);
    void say(const QString& sentence);

    services::Tablet& tablet_;
    QTimer tick_;
    QString error_;
    bool busy_ = false;
    bool locked_by_office_ = false;
};

} // namespace balieblik::viewmodels
