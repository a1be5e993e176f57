// SPDX-License-Identifier: EUPL-1.2
// Where this tablet is, asked for once per touch: no track is kept and nothing is measured unasked.
#pragma once

#include <QGeoPositionInfoSource>
#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace balieblik::viewmodels {

class PositionViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool available READ available CONSTANT)
    Q_PROPERTY(bool searching READ searching NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)

public:
    explicit PositionViewModel(QObject* parent = nullptr);

    bool available() const { return source_ != nullptr; }
    bool searching() const { return searching_; }
    QString error() const { return error_; }

    Q_INVOKABLE void find();

signals:
    void changed();
    // In the form's notation.
    void found(const QString& place);

private:
    void settle(const QString& error);

    std::unique_ptr<QGeoPositionInfoSource> source_;
    bool searching_ = false;
    QString error_;
};

} // namespace balieblik::viewmodels
