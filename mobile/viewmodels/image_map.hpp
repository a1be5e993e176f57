// SPDX-License-Identifier: EUPL-1.2
// A drawing whose parts are choices: a part is touched, and those that are chosen are marked. Which part lies under a
// finger is told by what each part paints, not by the box around it, so that a bay and the land around it are two.
#pragma once

#include <QColor>
#include <QImage>
#include <QQuickPaintedItem>
#include <QSvgRenderer>
#include <QtQml/qqmlregistration.h>

namespace balieblik::viewmodels {

class ImageMap : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    // SVG as it lies beside the form; it was checked by forms::read_picture.
    Q_PROPERTY(QByteArray drawing READ drawing WRITE setDrawing NOTIFY drawingChanged)
    // The ids of the parts that may be touched, and of those that are chosen.
    Q_PROPERTY(QStringList choices READ choices WRITE setChoices NOTIFY choicesChanged)
    Q_PROPERTY(QStringList chosen READ chosen WRITE setChosen NOTIFY chosenChanged)
    Q_PROPERTY(QColor mark READ mark WRITE setMark NOTIFY markChanged)
    // Whether there is something to touch: the drawing can be drawn and has at least one part that is a choice.
    Q_PROPERTY(bool usable READ usable NOTIFY drawingChanged)
    // Height by width.
    Q_PROPERTY(qreal shape READ shape NOTIFY drawingChanged)

public:
    explicit ImageMap(QQuickItem* parent = nullptr);

    QByteArray drawing() const { return drawing_; }
    void setDrawing(const QByteArray& drawing);
    QStringList choices() const { return choices_; }
    void setChoices(const QStringList& choices);
    QStringList chosen() const { return chosen_; }
    void setChosen(const QStringList& chosen);
    QColor mark() const { return mark_; }
    void setMark(const QColor& mark);
    bool usable() const { return usable_; }
    qreal shape() const;

    // The choice at a place in parts of width and height; "" where there is none near.
    Q_INVOKABLE QString choiceAt(qreal x, qreal y) const;

    void paint(QPainter* painter) override;

signals:
    void drawingChanged();
    void choicesChanged();
    void chosenChanged();
    void markChanged();
    void touched(const QString& choice);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void readParts();
    void markChosen();
    QImage painted(const QString& part, const QSize& size) const;
    int partNear(QPoint at) const;

    QByteArray drawing_;
    QStringList choices_;
    QStringList chosen_;
    QColor mark_ = Qt::darkCyan;
    mutable QSvgRenderer renderer_;
    QImage owner_;   // of each pixel: 0 for nobody, else the choice counted from 1
    QImage marks_;   // what is painted over the drawing
    QPoint pressed_; // where the finger came down
    bool usable_ = false;
};

} // namespace balieblik::viewmodels
