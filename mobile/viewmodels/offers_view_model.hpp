// SPDX-License-Identifier: EUPL-1.2
// Visits that this inspector began on another tablet and that the office keeps: what they are, and taking one back.
#pragma once

#include "services/tablet.hpp"
#include "viewmodels/row_model.hpp"

namespace balieblik::viewmodels {

class OffersViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the app")
    // key, place, from (which tablet, as of when), note (what to know before; or why it could not be), asked (on its
    // way)
    Q_PROPERTY(balieblik::viewmodels::RowModel* offers READ offers CONSTANT)
    Q_PROPERTY(QString error READ error NOTIFY changed)

public:
    explicit OffersViewModel(services::Tablet& tablet, QObject* parent = nullptr);

    RowModel* offers() { return &offers_; }
    QString error() const { return error_; }

    Q_INVOKABLE void refresh();
    Q_INVOKABLE void takeOver(const QString& key);
    Q_INVOKABLE void dismiss(const QString& key);

signals:
    void changed();

private:
    void show();

    services::Tablet& tablet_;
    std::vector<device_store::DraftOffer> heard_;
    RowModel offers_;
    QString error_;
};

} // namespace balieblik::viewmodels
