// SPDX-License-Identifier: EUPL-1.2
// Locks the screen after two minutes in which nobody touched the tablet. The minutes in which it slept count too.
#pragma once

#include "base/clock.hpp"

#include <QObject>
#include <QTimer>

namespace balieblik::mobile {

class IdleWatch : public QObject {
    Q_OBJECT
public:
    // The clock outlives the watch.
    IdleWatch(const Clock& clock, milliseconds patience);

signals:
    void idle();

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void look();

    const Clock& clock_;
    const milliseconds patience_;
    milliseconds touched_; // of Reading::boot, which goes on while the tablet sleeps; timers do not
    QTimer timer_;
};

} // namespace balieblik::mobile
