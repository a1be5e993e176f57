// SPDX-License-Identifier: EUPL-1.2
// What a practice visit would have been worth, and why. A real visit never shows this: an inspector who sees points
// steers.
#pragma once

#include "services/tablet.hpp"
#include "viewmodels/row_model.hpp"

namespace balieblik::viewmodels {

class PracticeViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the app")
    Q_PROPERTY(QString index READ index NOTIFY changed)
    // The index in words, critical answers among them
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    // What is scored but stands in no dimension
    Q_PROPERTY(QString beside READ beside NOTIFY changed)
    Q_PROPERTY(QString wait READ wait NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    // name, label, score, weight, share (0..1), explanation
    Q_PROPERTY(balieblik::viewmodels::RowModel* dimensions READ dimensions CONSTANT)

public:
    explicit PracticeViewModel(services::Tablet& tablet, QObject* parent = nullptr);

    QString index() const { return index_; }
    QString summary() const { return summary_; }
    QString beside() const { return beside_; }
    QString wait() const { return wait_; }
    QString error() const { return error_; }
    RowModel* dimensions() { return &dimensions_; }

    void show(const QString& visit);
    // In the language that the app speaks now.
    void read();
    Q_INVOKABLE void throwAway();

signals:
    void changed();
    void gone();

private:
    services::Tablet& tablet_;
    VisitId visit_;
    QString index_;
    boost::json::object score_;
    QString summary_;
    QString beside_;
    QString wait_;
    QString error_;
    RowModel dimensions_;
};

} // namespace balieblik::viewmodels
