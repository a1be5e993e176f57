// SPDX-License-Identifier: EUPL-1.2
#include "app/idle_watch.hpp"

#include <QCoreApplication>
#include <QEvent>

namespace balieblik::mobile {

IdleWatch::IdleWatch(std::chrono::milliseconds patience)
{
    timer_.setInterval(patience);
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &IdleWatch::idle);
    timer_.start();
    QCoreApplication::instance()->installEventFilter(this);
}

bool IdleWatch::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::Wheel:
        timer_.start();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace balieblik::mobile
