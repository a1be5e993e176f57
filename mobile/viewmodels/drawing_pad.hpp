// SPDX-License-Identifier: EUPL-1.2
// A surface to draw on with a finger, a pen or a mouse. The drawing is in memory only, until it is handed over as a
// picture.
#pragma once

#include <QImage>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace balieblik::viewmodels {

class DrawingPad : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool blank READ blank NOTIFY drawn)
    // A picture to draw upon, as a data: address; empty for white paper.
    Q_PROPERTY(QString underlay READ underlay WRITE setUnderlay NOTIFY underlayChanged)

public:
    explicit DrawingPad(QQuickItem* parent = nullptr);

    bool blank() const { return strokes_.isEmpty(); }
    QString underlay() const { return underlay_; }
    void setUnderlay(const QString& address);

    Q_INVOKABLE void undo();
    Q_INVOKABLE void clear();
    // The drawing as PNG, black ink on white or on the underlay, whatever the app's colours are.
    Q_INVOKABLE QByteArray picture() const;

    void paint(QPainter* painter) override;

signals:
    void drawn();
    void underlayChanged();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void draw(QPainter& painter, QRectF paper) const;

    QList<QPolygonF> strokes_; // in parts of the paper's width and height, so that a turned tablet keeps them
    QString underlay_;
    QImage below_;
};

} // namespace balieblik::viewmodels
