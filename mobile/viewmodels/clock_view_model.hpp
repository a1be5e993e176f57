// SPDX-License-Identifier: EUPL-1.2
// The wait clock: four taps, the running time, and corrections that keep what was measured. It knows nothing of the
// visit it belongs to, so that its page may be shown while everything else is locked.
#pragma once

#include "services/tablet.hpp"
#include "viewmodels/row_model.hpp"

#include <QTimer>

namespace balieblik::viewmodels {

class ClockViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the app")
    // kind, label, time, measured (if it was corrected), reason, state: "done", "next" or "later"
    Q_PROPERTY(balieblik::viewmodels::RowModel* laps READ laps CONSTANT)
    Q_PROPERTY(bool usable READ usable NOTIFY changed)
    Q_PROPERTY(bool running READ running NOTIFY changed)
    Q_PROPERTY(bool finished READ finished NOTIFY changed)
    Q_PROPERTY(QString elapsed READ elapsed NOTIFY ticked)
    Q_PROPERTY(int undoSeconds READ undoSeconds NOTIFY ticked)
    Q_PROPERTY(QString notice READ notice NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)

public:
    explicit ClockViewModel(services::Tablet& tablet, QObject* parent = nullptr);

    void show(const services::ClockView& clock);
    void refresh();

    RowModel* laps() { return &rows_; }
    bool usable() const;
    bool running() const;
    bool finished() const;
    QString elapsed() const;
    int undoSeconds() const;
    QString notice() const { return notice_; }
    QString error() const { return error_; }

    Q_INVOKABLE void tap(const QString& kind);
    Q_INVOKABLE void undo();
    // `time` as typed ("10:05:30"), on the day of the lap. False: the sentence in `error` says why.
    Q_INVOKABLE bool correct(const QString& kind, const QString& time, const QString& reason);

signals:
    void changed();
    void ticked();
    // A tap, an undo or a correction changed answers of the form.
    void updated(const balieblik::services::VisitUpdate& update);

private:
    void settle(const Result<services::VisitUpdate>& done);
    void say(const QString& sentence);

    services::Tablet& tablet_;
    services::ClockView clock_;
    RowModel rows_;
    QTimer tick_;
    QString notice_;
    QString error_;
};

} // namespace balieblik::viewmodels
