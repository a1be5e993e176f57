// SPDX-License-Identifier: EUPL-1.2
// Locks the screen after two minutes in which nobody touched the tablet.
#pragma once

#include <QObject>
#include <QTimer>

namespace balieblik::mobile {

class IdleWatch : public QObject {
    Q_OBJECT
public:
    explicit IdleWatch(std::chrono::milliseconds patience);

signals:
    void idle();

private:
    bool eventFilter(QObject* watched, QEvent* event) override;

    QTimer timer_;
};

} // namespace balieblik::mobile
