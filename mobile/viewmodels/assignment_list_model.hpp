// SPDX-License-Identifier: EUPL-1.2
// The inspector's assignments in four groups: to correct, today, upcoming, handed in.
#pragma once

#include "services/tablet.hpp"
#include "viewmodels/row_model.hpp"

namespace balieblik::viewmodels {

// The base is named in full for the registration of QML types, which reads it as it is written.
class AssignmentListModel : public balieblik::viewmodels::RowModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the app")
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)

public:
    AssignmentListModel(services::Tablet& tablet, const Clock& clock, QObject* parent = nullptr);

    bool loaded() const { return loaded_; }
    QString error() const { return error_; }
    Q_INVOKABLE void refresh();
    const device_store::AssignmentCard* card(AssignmentId id) const;
    const std::vector<device_store::AssignmentCard>& cards() const { return cards_; }

signals:
    void changed();

private:
    void show();

    services::Tablet& tablet_;
    const Clock& clock_;
    std::vector<device_store::AssignmentCard> cards_;
    QString error_;
    bool loaded_ = false;
};

} // namespace balieblik::viewmodels
