// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/drawing_pad.hpp"

#include <QBuffer>
#include <QMouseEvent>
#include <QPainter>

namespace balieblik::viewmodels {
namespace {

constexpr qreal pen_width = 3;
constexpr int picture_width = 1200;

} // namespace

DrawingPad::DrawingPad(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton);
    // The page must not scroll away under the pen.
    setKeepMouseGrab(true);
    setKeepTouchGrab(true);
    setAntialiasing(true);
    setFillColor(Qt::white);
}

void DrawingPad::setUnderlay(const QString& address)
{
    if (std::exchange(underlay_, address) == address)
        return;
    const auto comma = address.indexOf(QLatin1Char(','));
    below_ = comma < 0 ? QImage{} : QImage::fromData(QByteArray::fromBase64(address.mid(comma + 1).toLatin1()));
    update();
    emit underlayChanged();
}

void DrawingPad::undo()
{
    if (strokes_.isEmpty())
        return;
    strokes_.removeLast();
    update();
    emit drawn();
}

void DrawingPad::clear()
{
    strokes_.clear();
    update();
    emit drawn();
}

QByteArray DrawingPad::picture() const
{
    const auto shape = below_.isNull() ? QSizeF{width(), height()} : QSizeF{below_.size()};
    if (shape.isEmpty())
        return {};
    QImage image{picture_width, std::max(1, qRound(picture_width * shape.height() / shape.width())),
                 QImage::Format_RGB32};
    image.fill(Qt::white);
    QPainter painter{&image};
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter, image.rect());
    painter.end();
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

void DrawingPad::paint(QPainter* painter) { draw(*painter, boundingRect()); }

void DrawingPad::draw(QPainter& painter, QRectF paper) const
{
    if (!below_.isNull())
        painter.drawImage(paper, below_);
    const auto scale = paper.width() / std::max<qreal>(1, width());
    painter.setPen(QPen{Qt::black, pen_width * std::max<qreal>(1, scale), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    for (const auto& stroke : strokes_) {
        QPolygonF line;
        for (const auto& point : stroke)
            line.append({paper.x() + point.x() * paper.width(), paper.y() + point.y() * paper.height()});
        line.size() == 1 ? painter.drawPoint(line.first()) : painter.drawPolyline(line);
    }
}

void DrawingPad::mousePressEvent(QMouseEvent* event)
{
    if (width() <= 0 || height() <= 0)
        return event->ignore();
    strokes_.append(QPolygonF{{QPointF{event->position().x() / width(), event->position().y() / height()}}});
    update();
    emit drawn();
}

void DrawingPad::mouseMoveEvent(QMouseEvent* event)
{
    if (strokes_.isEmpty())
        return;
    const auto at = event->position();
    strokes_.last().append({std::clamp(at.x() / width(), 0.0, 1.0), std::clamp(at.y() / height(), 0.0, 1.0)});
    update();
}

void DrawingPad::mouseReleaseEvent(QMouseEvent* event) { mouseMoveEvent(event); }

} // namespace balieblik::viewmodels
