// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/place_map.hpp"

#include <QGuiApplication>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyleHints>

#include <algorithm>
#include <cmath>

namespace balieblik::viewmodels {
namespace {

constexpr double metres_per_degree = 6'371'008.8 * M_PI / 180;
constexpr double least_span = 60 / metres_per_degree; // one place alone is shown with so much around it
constexpr double closest = 0.02 / metres_per_degree;  // of a pixel
constexpr double farthest = 0.6;
// Where nothing is known yet: the Netherlands, with room around them.
constexpr Place somewhere{52.2, 5.3, 0, 0};
constexpr double somewhere_span = 3.4;

double narrow(double latitude) { return std::max(0.05, std::cos(latitude * M_PI / 180)); }

// The shorter way round the earth.
double east(double from, double to) { return std::remainder(to - from, 360.0); }

// 1, 2 or 5 with zeros: the largest that is not above.
double round_down(double value)
{
    const auto ten = std::pow(10, std::floor(std::log10(value)));
    return value >= 5 * ten ? 5 * ten : value >= 2 * ten ? 2 * ten : ten;
}

QString distance(double metres)
{
    const auto number = [](double value) {
        return QLocale().toString(value, 'f', value < 1 ? static_cast<int>(std::ceil(-std::log10(value))) : 0);
    };
    return metres >= 1'000 ? number(metres / 1'000) + QStringLiteral(" km") : number(metres) + QStringLiteral(" m");
}

QPointF middleOf(const QPolygonF& line) { return line.boundingRect().center(); }

} // namespace

PlaceMap::PlaceMap(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton);
    setAntialiasing(true);
    connect(this, &PlaceMap::looksChanged, this, [this] { update(); });
    middle_ = somewhere;
}

void PlaceMap::setPlaces(const QVariantList& places)
{
    if (std::exchange(places_, places) == places)
        return;
    marks_.clear();
    for (const auto& one : places) {
        const auto map = one.toMap();
        Mark mark{map.value(QStringLiteral("value")).toString(), map.value(QStringLiteral("label")).toString(), {}};
        for (const auto& stop : stopsOf(map.value(QStringLiteral("place")).toString()))
            if (const auto place = readPlace(stop))
                mark.stops.append(*place);
        if (!mark.stops.isEmpty())
            marks_.append(std::move(mark));
    }
    if (!moved_)
        fit();
    look();
    emit placesChanged();
}

void PlaceMap::setChosen(const QStringList& chosen)
{
    if (std::exchange(chosen_, chosen) == chosen)
        return;
    update();
    emit chosenChanged();
}

void PlaceMap::setPin(const QString& pin)
{
    if (std::exchange(pin_, pin) == pin)
        return;
    // One that was typed or measured may lie elsewhere.
    const auto place = readPlace(pin);
    if (place && (!moved_ || !boundingRect().contains(toPoint(*place))))
        fit();
    look();
    emit pinChanged();
}

void PlaceMap::setPlacing(bool placing)
{
    if (std::exchange(placing_, placing) != placing)
        emit placingChanged();
}

void PlaceMap::fit()
{
    moved_ = false;
    if (width() <= 0 || height() <= 0)
        return look();
    QList<Place> all;
    for (const auto& mark : marks_)
        all += mark.stops;
    if (const auto place = readPlace(pin_))
        all.append(*place);
    if (all.isEmpty()) {
        middle_ = somewhere;
        degrees_per_pixel_ = somewhere_span / std::min(width(), height());
        return look();
    }
    double south = 90;
    double north = -90;
    double left = 0;
    double right = 0;
    for (const auto& place : all) {
        south = std::min(south, place.latitude);
        north = std::max(north, place.latitude);
        const auto away = east(all.first().longitude, place.longitude);
        left = std::min(left, away);
        right = std::max(right, away);
    }
    middle_ = {(south + north) / 2, std::remainder(all.first().longitude + (left + right) / 2, 360.0), 0, 0};
    // Room for the marks and their words.
    const auto wide = std::max(40.0, width() - 8.0 * letters_);
    const auto high = std::max(40.0, height() - 8.0 * letters_);
    degrees_per_pixel_ = std::clamp(
        std::max({(north - south) / high, (right - left) * narrow(middle_.latitude) / wide, least_span / high}),
        closest, farthest);
    // The bar of length stands below them.
    middle_.latitude = std::max(-89.0, middle_.latitude - letters_ * degrees_per_pixel_);
    look();
}

void PlaceMap::zoom(qreal factor, qreal x, qreal y)
{
    if (factor <= 0 || degrees_per_pixel_ <= 0)
        return;
    const QPointF from{x - width() / 2, y - height() / 2};
    const auto before = degrees_per_pixel_;
    degrees_per_pixel_ = std::clamp(before / factor, closest, farthest);
    const auto gone = before - degrees_per_pixel_;
    middle_.longitude = std::remainder(middle_.longitude + from.x() * gone / narrow(middle_.latitude), 360.0);
    middle_.latitude = std::clamp(middle_.latitude - from.y() * gone, -89.0, 89.0);
    moved_ = true;
    look();
}

void PlaceMap::look()
{
    update();
    emit viewChanged();
}

QPointF PlaceMap::toPoint(const Place& place) const
{
    if (degrees_per_pixel_ <= 0)
        return {width() / 2, height() / 2};
    return {width() / 2 + east(middle_.longitude, place.longitude) * narrow(middle_.latitude) / degrees_per_pixel_,
            height() / 2 - (place.latitude - middle_.latitude) / degrees_per_pixel_};
}

QString PlaceMap::placeAt(qreal x, qreal y) const
{
    const Place place{
        std::clamp(middle_.latitude - (y - height() / 2) * degrees_per_pixel_, -90.0, 90.0),
        std::remainder(middle_.longitude + (x - width() / 2) * degrees_per_pixel_ / narrow(middle_.latitude), 360.0), 0,
        0};
    return placeText(place);
}

QPointF PlaceMap::pointOf(const QString& place) const
{
    const auto read = readPlace(place);
    return read ? toPoint(*read) : QPointF{};
}

QString PlaceMap::choiceAt(qreal x, qreal y) const
{
    QString found;
    double nearest = std::pow(std::max(24.0, 1.5 * letters_), 2);
    for (const auto& mark : marks_) {
        QPolygonF line;
        for (const auto& stop : mark.stops)
            line.append(toPoint(stop));
        const auto away = (line.size() > 1 ? middleOf(line) : line.first()) - QPointF{x, y};
        if (const auto far = QPointF::dotProduct(away, away); far < nearest) {
            nearest = far;
            found = mark.value;
        }
    }
    return found;
}

double PlaceMap::metresPerPixel() const { return degrees_per_pixel_ * metres_per_degree; }

void PlaceMap::paint(QPainter* painter)
{
    painter->fillRect(boundingRect(), ground_);
    if (degrees_per_pixel_ <= 0)
        return;
    auto font = painter->font();
    font.setPixelSize(letters_);
    painter->setFont(font);
    drawLines(*painter);
    drawMarks(*painter);
    drawPin(*painter);
    drawBar(*painter);
}

// Latitude and longitude at round numbers.
void PlaceMap::drawLines(QPainter& painter) const
{
    const auto step = round_down(std::max(130.0, 9.0 * letters_) * degrees_per_pixel_ * 2);
    const auto digits = std::clamp(static_cast<int>(std::ceil(-std::log10(step))), 0, 6);
    const auto said = [digits](double degrees) {
        return QLocale().toString(degrees, 'f', digits) + QStringLiteral("°");
    };
    const auto line = [&](const QPointF& from, const QPointF& to) {
        painter.setPen(QPen{quiet_, 1, Qt::DotLine});
        painter.drawLine(from, to);
        painter.setPen(quiet_);
    };
    const auto half_high = height() / 2 * degrees_per_pixel_;
    const auto south = std::max(middle_.latitude - half_high, -90.0);
    const auto north = std::min(middle_.latitude + half_high, 90.0);
    for (auto at = std::ceil(south / step) * step; at <= north; at += step) {
        const auto y = toPoint({at, middle_.longitude, 0, 0}).y();
        line({0, y}, {width(), y});
        if (y > 2.5 * letters_ && y < height() - 2.5 * letters_)
            painter.drawText(QPointF{6, y - 4}, said(at));
    }
    const auto wide_step = round_down(step / narrow(middle_.latitude) * 1.2);
    const auto half_wide = width() / 2 * degrees_per_pixel_ / narrow(middle_.latitude);
    for (auto at = std::ceil((middle_.longitude - half_wide) / wide_step) * wide_step;
         at <= middle_.longitude + half_wide; at += wide_step) {
        const auto x = toPoint({middle_.latitude, at, 0, 0}).x();
        line({x, 0}, {x, height()});
        if (x > 5.0 * letters_ && x < width() - 6.0 * letters_)
            painter.drawText(QPointF{x + 4, letters_ + 4.0}, said(std::remainder(at, 360.0)));
    }
}

// Words stand beside their mark where they do not cover another one's.
void PlaceMap::drawMarks(QPainter& painter) const
{
    QList<QRectF> taken;
    const QFontMetricsF metrics{painter.font()};
    const auto radius = std::max(7.0, letters_ * 0.5);
    const auto draw = [&](const Mark& mark, bool is_chosen) {
        QPolygonF line;
        for (const auto& stop : mark.stops)
            line.append(toPoint(stop));
        painter.setPen(
            QPen{is_chosen ? mark_ : ink_, is_chosen ? 4.0 : 2.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
        painter.setBrush(Qt::NoBrush);
        if (line.size() > 1)
            painter.drawPolyline(line);
        const auto at = line.size() > 1 ? middleOf(line) : line.first();
        const auto size = is_chosen ? radius * 1.4 : radius;
        painter.setBrush(is_chosen ? mark_ : ground_);
        painter.setPen(QPen{is_chosen ? ground_ : ink_, 2});
        painter.drawEllipse(at, size, size);
        if (is_chosen) {
            painter.setPen(QPen{ground_, size / 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
            painter.drawPolyline(QPolygonF{{at + QPointF(-size * 0.45, 0), at + QPointF(-size * 0.1, size * 0.38),
                                            at + QPointF(size * 0.5, -size * 0.38)}});
        }
        taken.append(QRectF{at.x() - size, at.y() - size, 2 * size, 2 * size});
        return at;
    };
    const auto is_chosen = [this](const Mark& mark) { return chosen_.contains(mark.value); };
    QList<std::pair<QPointF, const Mark*>> named;
    for (const bool wanted : {false, true}) // chosen ones above the others
        for (const auto& mark : marks_)
            if (is_chosen(mark) == wanted)
                named.append({draw(mark, wanted), &mark});
    const auto say = [&](const QPointF& at, const Mark& mark) {
        auto font = painter.font();
        font.setBold(is_chosen(mark));
        painter.setFont(font);
        const auto words = metrics.elidedText(mark.label, Qt::ElideRight, std::max(60.0, width() * 0.4));
        const auto wide = metrics.horizontalAdvance(words) * 1.1;
        for (const auto& from : {QPointF{radius * 1.8, 0}, QPointF{-radius * 1.8 - wide, 0}}) {
            const QRectF room{at.x() + from.x(), at.y() - metrics.height() / 2, wide, metrics.height()};
            const auto free =
                std::none_of(taken.begin(), taken.end(), [&](const auto& one) { return one.intersects(room); });
            if (!free || !boundingRect().contains(room))
                continue;
            painter.fillRect(room, ground_);
            painter.setPen(ink_);
            painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, words);
            taken.append(room);
            break;
        }
        font.setBold(false);
        painter.setFont(font);
    };
    for (auto one = named.rbegin(); one != named.rend(); ++one)
        say(one->first, *one->second);
}

// Its tip is where it points.
void PlaceMap::drawPin(QPainter& painter) const
{
    const auto place = readPlace(pin_);
    if (!place)
        return;
    const auto at = toPoint(*place);
    if (place->accuracy > 0) {
        auto around = mark_;
        around.setAlphaF(0.15F);
        painter.setPen(QPen{mark_, 1});
        painter.setBrush(around);
        const auto radius = place->accuracy / metresPerPixel();
        if (radius < 4 * width())
            painter.drawEllipse(at, radius, radius);
    }
    const auto size = std::max(10.0, letters_ * 0.75);
    QPainterPath drop{at};
    drop.cubicTo(at + QPointF(-size * 0.3, -size), at + QPointF(-size, -size * 1.3), at + QPointF(-size, -size * 2.1));
    drop.arcTo(QRectF{at.x() - size, at.y() - size * 3.1, 2 * size, 2 * size}, 180, -180);
    drop.cubicTo(at + QPointF(size, -size * 1.3), at + QPointF(size * 0.3, -size), at);
    painter.setPen(QPen{ground_, 2});
    painter.setBrush(mark_);
    painter.drawPath(drop);
    painter.setBrush(ground_);
    painter.drawEllipse(at + QPointF(0, -size * 2.1), size * 0.35, size * 0.35);
}

void PlaceMap::drawBar(QPainter& painter) const
{
    const auto metres = round_down(std::max(0.01, width() / 3 * metresPerPixel()));
    const auto wide = metres / metresPerPixel();
    const auto words = distance(metres);
    const QFontMetricsF metrics{painter.font()};
    const auto y = height() - 10;
    const QRectF below{4, y - metrics.height() - 8, std::max(wide, metrics.horizontalAdvance(words)) + 14,
                       metrics.height() + 16};
    painter.fillRect(below, ground_);
    painter.setPen(QPen{ink_, 2});
    painter.drawPolyline(
        QPolygonF{{QPointF(10, y - 6), QPointF(10, y), QPointF(10 + wide, y), QPointF(10 + wide, y - 6)}});
    painter.drawText(QPointF{14, y - 7}, words);
    // North is up.
    const QPointF top{width() - 1.2 * letters_, 0.6 * letters_};
    painter.setBrush(ink_);
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(QPolygonF{{top, top + QPointF(-0.4 * letters_, letters_), top + QPointF(0, 0.75 * letters_),
                                   top + QPointF(0.4 * letters_, letters_)}});
    painter.setPen(ink_);
    const auto north = QStringLiteral("N");
    painter.drawText(top + QPointF(-metrics.horizontalAdvance(north) / 2, letters_ * 2.1), north);
}

void PlaceMap::geometryChange(const QRectF& now, const QRectF& before)
{
    QQuickPaintedItem::geometryChange(now, before);
    if (now.size() == before.size())
        return;
    if (moved_ && before.width() > 0 && now.width() > 0) {
        degrees_per_pixel_ = std::clamp(degrees_per_pixel_ * before.width() / now.width(), closest, farthest);
        return look();
    }
    fit();
}

void PlaceMap::mousePressEvent(QMouseEvent* event)
{
    pressed_ = last_ = event->position();
    dragging_ = false;
    // A plane that shows everything scrolls with its page; one that was looked at closer is moved itself.
    setKeepMouseGrab(moved_);
    setKeepTouchGrab(moved_);
}

void PlaceMap::mouseMoveEvent(QMouseEvent* event)
{
    const auto at = event->position();
    dragging_ = dragging_ || (at - pressed_).manhattanLength() > QGuiApplication::styleHints()->startDragDistance();
    if (!dragging_ || !moved_)
        return;
    const auto by = at - std::exchange(last_, at);
    middle_.longitude =
        std::remainder(middle_.longitude - by.x() * degrees_per_pixel_ / narrow(middle_.latitude), 360.0);
    middle_.latitude = std::clamp(middle_.latitude + by.y() * degrees_per_pixel_, -89.0, 89.0);
    look();
}

void PlaceMap::mouseReleaseEvent(QMouseEvent* event)
{
    const auto at = event->position();
    if (dragging_ || !boundingRect().contains(at))
        return;
    if (placing_) {
        moved_ = true; // what is being pointed at stays where it is
        emit placed(placeAt(at.x(), at.y()));
    } else if (const auto choice = choiceAt(at.x(), at.y()); !choice.isEmpty()) {
        emit touched(choice);
    }
}

} // namespace balieblik::viewmodels
