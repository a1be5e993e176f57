// SPDX-License-Identifier: EUPL-1.2
#include "app/idle_watch.hpp"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>

namespace balieblik::mobile {
namespace {

constexpr milliseconds look_every{2'000};

} // namespace

IdleWatch::IdleWatch(const Clock& clock, milliseconds patience)
    : clock_(clock), patience_(patience), touched_(clock.read().boot)
{
    connect(&timer_, &QTimer::timeout, this, &IdleWatch::look);
    timer_.start(std::min(look_every, patience));
    QCoreApplication::instance()->installEventFilter(this);
}

void IdleWatch::look()
{
    if (clock_.read().boot - touched_ >= patience_)
        emit idle();
}

bool IdleWatch::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::Wheel:
        look(); // a tablet that has just woken up is locked before the touch that woke it reaches a page
        touched_ = clock_.read().boot;
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace balieblik::mobile
