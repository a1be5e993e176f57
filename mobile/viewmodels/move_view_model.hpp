// SPDX-License-Identifier: EUPL-1.2
// Another version of the questionnaire for the visit that is open: that there is one, what it would keep of what was
// answered, and going over to it.
#pragma once

#include "services/tablet.hpp"
#include "viewmodels/row_model.hpp"

namespace balieblik::viewmodels {

class MoveViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a visit")
    // Empty: the visit is on the version that its wave uses.
    Q_PROPERTY(QString version READ version NOTIFY changed)
    Q_PROPERTY(bool planned READ planned NOTIFY changed)
    Q_PROPERTY(int carried READ carried NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    // key, question, answer, why: answers that do not fit the other version; they stay in the visit's log
    Q_PROPERTY(balieblik::viewmodels::RowModel* left READ left CONSTANT)
    // key, question: what the other version asks besides
    Q_PROPERTY(balieblik::viewmodels::RowModel* added READ added CONSTANT)

public:
    explicit MoveViewModel(services::Tablet& tablet, QObject* parent = nullptr);

    QString version() const { return version_; }
    bool planned() const { return plan_.has_value(); }
    int carried() const { return carried_; }
    bool busy() const { return busy_; }
    QString error() const { return error_; }
    RowModel* left() { return &left_; }
    RowModel* added() { return &added_; }

    // Asks whether there is another version for the visit that is open.
    void look();
    void forget();

    // Works out what would become of the answers; changes nothing.
    Q_INVOKABLE void plan();
    Q_INVOKABLE void move();

signals:
    void changed();
    void moved(const balieblik::services::VisitView& view);

private:
    void showPlan();

    services::Tablet& tablet_;
    QString version_;
    std::optional<device_store::MovePlan> plan_;
    int carried_ = 0;
    bool busy_ = false;
    QString error_;
    RowModel left_;
    RowModel added_;
};

} // namespace balieblik::viewmodels
