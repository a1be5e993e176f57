// SPDX-License-Identifier: EUPL-1.2
// Places on a plain plane: where they lie to each other, with lines of latitude and longitude and a bar that tells how
// far it is. There is no map below them: the app fetches nothing. A place is touched to choose it, or anywhere is
// touched to put one there.
#pragma once

#include "viewmodels/place.hpp"

#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace balieblik::viewmodels {

class PlaceMap : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    // Each with `value`, `label` and `place` in the form's notation; a line or an area is drawn as one.
    Q_PROPERTY(QVariantList places READ places WRITE setPlaces NOTIFY placesChanged)
    Q_PROPERTY(QStringList chosen READ chosen WRITE setChosen NOTIFY chosenChanged)
    // The place that was put here; "" for none.
    Q_PROPERTY(QString pin READ pin WRITE setPin NOTIFY pinChanged)
    Q_PROPERTY(bool placing READ placing WRITE setPlacing NOTIFY placingChanged) // a touch puts the pin
    Q_PROPERTY(bool moved READ moved NOTIFY viewChanged)                         // somebody looked closer
    // Colours and type of the page.
    Q_PROPERTY(QColor ink MEMBER ink_ NOTIFY looksChanged)
    Q_PROPERTY(QColor quiet MEMBER quiet_ NOTIFY looksChanged)
    Q_PROPERTY(QColor mark MEMBER mark_ NOTIFY looksChanged)
    Q_PROPERTY(QColor ground MEMBER ground_ NOTIFY looksChanged)
    Q_PROPERTY(int letters MEMBER letters_ NOTIFY looksChanged)

public:
    explicit PlaceMap(QQuickItem* parent = nullptr);

    QVariantList places() const { return places_; }
    void setPlaces(const QVariantList& places);
    QStringList chosen() const { return chosen_; }
    void setChosen(const QStringList& chosen);
    QString pin() const { return pin_; }
    void setPin(const QString& pin);
    bool placing() const { return placing_; }
    void setPlacing(bool placing);
    bool moved() const { return moved_; }

    // Everything that is there, in view.
    Q_INVOKABLE void fit();
    // Twice as close is 2, around a point of the item.
    Q_INVOKABLE void zoom(qreal factor, qreal x, qreal y);
    // The place under a point of the item, in the form's notation, no finer than a pixel; and the other way round.
    Q_INVOKABLE QString placeAt(qreal x, qreal y) const;
    Q_INVOKABLE QPointF pointOf(const QString& place) const;
    // The choice near a point of the item; "" where there is none.
    Q_INVOKABLE QString choiceAt(qreal x, qreal y) const;

    void paint(QPainter* painter) override;

signals:
    void placesChanged();
    void chosenChanged();
    void pinChanged();
    void placingChanged();
    void viewChanged();
    void looksChanged();
    void touched(const QString& choice);
    void placed(const QString& place);

protected:
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    struct Mark {
        QString value;
        QString label;
        QList<Place> stops;
    };
    QPointF toPoint(const Place& place) const;
    void look();
    void drawLines(QPainter& painter) const;
    void drawMarks(QPainter& painter) const;
    void drawPin(QPainter& painter) const;
    void drawBar(QPainter& painter) const;
    double metresPerPixel() const;

    QVariantList places_;
    QList<Mark> marks_;
    QStringList chosen_;
    QString pin_;
    bool placing_ = false;
    bool moved_ = false;
    QColor ink_ = Qt::black;
    QColor quiet_ = Qt::gray;
    QColor mark_ = Qt::darkCyan;
    QColor ground_ = Qt::white;
    int letters_ = 14;
    Place middle_;
    double degrees_per_pixel_ = 0; // of latitude
    QPointF pressed_;
    QPointF last_;
    bool dragging_ = false;
};

} // namespace balieblik::viewmodels
