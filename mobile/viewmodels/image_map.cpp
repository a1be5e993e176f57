// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/image_map.hpp"

#include <QGuiApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleHints>

#include <algorithm>
#include <cmath>
#include <vector>

namespace balieblik::viewmodels {
namespace {

constexpr int fine = 512;         // pixels of the longer edge in which parts are told apart
constexpr int most_parts = 1'000; // more are not touched one by one
constexpr int slack = 14;         // of those pixels: how far beside a small part a finger may come down

} // namespace

ImageMap::ImageMap(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton);
    setAntialiasing(true);
    setFillColor(Qt::white); // drawings are made for paper
    renderer_.setAspectRatioMode(Qt::KeepAspectRatio);
}

void ImageMap::setDrawing(const QByteArray& drawing)
{
    if (std::exchange(drawing_, drawing) == drawing)
        return;
    readParts();
    emit drawingChanged();
}

void ImageMap::setChoices(const QStringList& choices)
{
    if (std::exchange(choices_, choices) == choices)
        return;
    readParts();
    emit choicesChanged();
    emit drawingChanged();
}

void ImageMap::setChosen(const QStringList& chosen)
{
    if (std::exchange(chosen_, chosen) == chosen)
        return;
    markChosen();
    emit chosenChanged();
}

void ImageMap::setMark(const QColor& mark)
{
    if (std::exchange(mark_, mark) == mark)
        return;
    markChosen();
    emit markChanged();
}

qreal ImageMap::shape() const
{
    const auto box = renderer_.viewBoxF();
    return box.width() > 0 ? box.height() / box.width() : 1;
}

// One part alone, where it stands in the whole.
QImage ImageMap::painted(const QString& part, const QSize& size) const
{
    QImage image{size, QImage::Format_ARGB32_Premultiplied};
    image.fill(Qt::transparent);
    QPainter painter{&image};
    const auto box = renderer_.viewBoxF();
    painter.scale(size.width() / box.width(), size.height() / box.height());
    painter.translate(-box.topLeft());
    painter.setTransform(renderer_.transformForElement(part), true);
    renderer_.render(&painter, part, renderer_.boundsOnElement(part));
    return image;
}

void ImageMap::readParts()
{
    usable_ = false;
    owner_ = {};
    if (drawing_.isEmpty() || choices_.isEmpty() || choices_.size() > most_parts || !renderer_.load(drawing_) ||
        renderer_.viewBoxF().isEmpty())
        return markChosen();
    const auto tall = shape();
    const QSize size{std::max(1, qRound(tall > 1 ? fine / tall : fine)),
                     std::max(1, qRound(tall > 1 ? fine : fine * tall))};

    struct Run { // of painted pixels in a line
        int y;
        int from;
        int length;
    };
    struct Part {
        int choice;
        std::vector<Run> runs;
        int pixels;
    };
    std::vector<Part> parts;
    for (int at = 0; at < choices_.size(); ++at) {
        if (!renderer_.elementExists(choices_[at]))
            continue;
        Part part{at + 1, {}, 0};
        const auto image = painted(choices_[at], size);
        for (int y = 0; y < size.height(); ++y) {
            const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
            for (int x = 0; x < size.width(); ++x) {
                const int from = x;
                while (x < size.width() && qAlpha(line[x]) > 40)
                    ++x;
                if (x > from) {
                    part.runs.push_back({y, from, x - from});
                    part.pixels += x - from;
                }
            }
        }
        if (part.pixels > 0)
            parts.push_back(std::move(part));
    }
    // A part within another one is the smaller: it comes last and keeps its place.
    std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.pixels > b.pixels; });
    owner_ = QImage{size, QImage::Format_Grayscale16};
    owner_.fill(0);
    for (const auto& part : parts)
        for (const auto& run : part.runs) {
            auto* line = reinterpret_cast<quint16*>(owner_.scanLine(run.y)) + run.from;
            std::fill(line, line + run.length, static_cast<quint16>(part.choice));
        }
    usable_ = !parts.empty();
    markChosen();
}

// Chosen parts get a veil and a rim, and a tick where they are: nothing rests on colour alone.
void ImageMap::markChosen()
{
    marks_ = {};
    update();
    if (!usable_)
        return;
    marks_ = QImage{owner_.size(), QImage::Format_ARGB32_Premultiplied};
    marks_.fill(Qt::transparent);
    const auto owner = [this](int x, int y) {
        return x < 0 || y < 0 || x >= owner_.width() || y >= owner_.height()
                   ? quint16{0}
                   : reinterpret_cast<const quint16*>(owner_.constScanLine(y))[x];
    };
    auto veil = mark_;
    veil.setAlphaF(0.45F);
    const auto inner = qPremultiply(veil.rgba());
    const auto rim = qPremultiply(mark_.rgba());
    std::vector<bool> wanted(static_cast<std::size_t>(choices_.size()) + 1, false);
    for (int at = 0; at < choices_.size(); ++at)
        wanted[static_cast<std::size_t>(at) + 1] = chosen_.contains(choices_[at]);
    for (int y = 0; y < owner_.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(marks_.scanLine(y));
        for (int x = 0; x < owner_.width(); ++x) {
            const auto mine = owner(x, y);
            if (mine == 0 || !wanted[mine])
                continue;
            const bool edge = owner(x - 2, y) != mine || owner(x + 2, y) != mine || owner(x, y - 2) != mine ||
                              owner(x, y + 2) != mine;
            line[x] = edge ? rim : inner;
        }
    }
}

int ImageMap::partNear(QPoint at) const
{
    const auto owner = [this](int x, int y) {
        return static_cast<int>(reinterpret_cast<const quint16*>(owner_.constScanLine(y))[x]);
    };
    int found = 0;
    int nearest = slack * slack + 1;
    for (int y = std::max(0, at.y() - slack); y <= std::min(owner_.height() - 1, at.y() + slack); ++y)
        for (int x = std::max(0, at.x() - slack); x <= std::min(owner_.width() - 1, at.x() + slack); ++x) {
            const auto away = (x - at.x()) * (x - at.x()) + (y - at.y()) * (y - at.y());
            if (away < nearest && owner(x, y) != 0) {
                nearest = away;
                found = owner(x, y);
            }
        }
    return found;
}

QString ImageMap::choiceAt(qreal x, qreal y) const
{
    if (!usable_ || x < 0 || y < 0 || x > 1 || y > 1)
        return {};
    const auto part =
        partNear({static_cast<int>(x * (owner_.width() - 1)), static_cast<int>(y * (owner_.height() - 1))});
    return part == 0 ? QString{} : choices_[part - 1];
}

void ImageMap::paint(QPainter* painter)
{
    const auto paper = boundingRect();
    renderer_.render(painter, paper);
    if (marks_.isNull())
        return;
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawImage(paper, marks_);
    std::vector<std::pair<QPointF, int>> middles(static_cast<std::size_t>(choices_.size()) + 1);
    for (int y = 0; y < owner_.height(); ++y)
        for (int x = 0; x < owner_.width(); ++x)
            if (const auto part = reinterpret_cast<const quint16*>(owner_.constScanLine(y))[x]; part != 0) {
                middles[part].first += QPointF(x, y);
                ++middles[part].second;
            }
    const auto radius = std::clamp(paper.width() / 40, 9.0, 16.0);
    for (int at = 0; at < choices_.size(); ++at) {
        const auto& [sum, count] = middles[static_cast<std::size_t>(at) + 1];
        if (count == 0 || !chosen_.contains(choices_[at]))
            continue;
        const QPointF middle{sum.x() / count / owner_.width() * paper.width(),
                             sum.y() / count / owner_.height() * paper.height()};
        painter->setPen(QPen{Qt::white, 2});
        painter->setBrush(mark_);
        painter->drawEllipse(middle, radius, radius);
        const QPolygonF tick{{middle + QPointF(-radius * 0.45, 0), middle + QPointF(-radius * 0.1, radius * 0.38),
                              middle + QPointF(radius * 0.5, -radius * 0.38)}};
        painter->setPen(QPen{mark_.lightnessF() > 0.5F ? Qt::black : Qt::white, radius / 4.5, Qt::SolidLine,
                             Qt::RoundCap, Qt::RoundJoin});
        painter->drawPolyline(tick);
    }
}

void ImageMap::mousePressEvent(QMouseEvent* event) { pressed_ = event->position().toPoint(); }

void ImageMap::mouseReleaseEvent(QMouseEvent* event)
{
    const auto at = event->position();
    // Whoever draws the page along does not choose.
    if ((at.toPoint() - pressed_).manhattanLength() > QGuiApplication::styleHints()->startDragDistance() ||
        width() <= 0 || height() <= 0)
        return;
    if (const auto choice = choiceAt(at.x() / width(), at.y() / height()); !choice.isEmpty())
        emit touched(choice);
}

} // namespace balieblik::viewmodels
