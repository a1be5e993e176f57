// SPDX-License-Identifier: EUPL-1.2
// Where the work is: each visit's way from this tablet to the office, and what the three lanes still hold.
#pragma once

#include "services/tablet.hpp"
#include "viewmodels/assignment_list_model.hpp"
#include "viewmodels/row_model.hpp"

namespace balieblik::viewmodels {

class SyncViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the app")
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    Q_PROPERTY(QString tint READ tint NOTIFY changed)
    Q_PROPERTY(QString lastContact READ lastContact NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    // Out of touch with the office for longer than it allows; empty: not.
    Q_PROPERTY(QString lease READ lease NOTIFY changed)
    // Begun visits that the office does not keep yet as they are; empty: it does
    Q_PROPERTY(QString drafts READ drafts NOTIFY changed)
    // A visit is begun: of its photos no copy is kept
    Q_PROPERTY(bool begun READ begun NOTIFY changed)
    // The office does not know this tablet any more: with a new code it does, and nothing here changes
    Q_PROPERTY(bool forgotten READ forgotten NOTIFY changed)
    Q_PROPERTY(bool enrolling READ enrolling NOTIFY changed)
    Q_PROPERTY(QString enrolError READ enrolError NOTIFY changed)
    // Work waits, and the network does not bring it
    Q_PROPERTY(bool cutOff READ cutOff NOTIFY changed)
    // Where the outbox was saved as a file, or why not
    Q_PROPERTY(QString bundle READ bundle NOTIFY changed)
    Q_PROPERTY(bool bundleFailed READ bundleFailed NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(int waiting READ waiting NOTIFY changed)
    // name, count
    Q_PROPERTY(balieblik::viewmodels::RowModel* lanes READ lanes CONSTANT)
    // key, place, when, rung (0 saved .. 3 backed up), rungText, note
    Q_PROPERTY(balieblik::viewmodels::RowModel* visits READ visits CONSTANT)
    // key, place, note: begun, and a question of them waits for something to happen
    Q_PROPERTY(balieblik::viewmodels::RowModel* openVisits READ openVisits CONSTANT)

public:
    SyncViewModel(services::Tablet& tablet, const AssignmentListModel& list, QObject* parent = nullptr);

    QString summary() const;
    QString tint() const;
    QString lastContact() const;
    QString problem() const;
    QString lease() const;
    QString drafts() const;
    bool begun() const;
    bool forgotten() const { return status_.forgotten; }
    bool enrolling() const { return enrolling_; }
    QString enrolError() const { return enrol_error_; }
    bool cutOff() const { return status_.cut_off; }
    QString bundle() const { return bundle_; }
    bool bundleFailed() const { return bundle_failed_; }
    bool busy() const { return status_.busy; }
    int waiting() const;
    RowModel* lanes() { return &lanes_; }
    RowModel* visits() { return &visits_; }
    RowModel* openVisits() { return &open_visits_; }

    Q_INVOKABLE void refresh();
    Q_INVOKABLE void syncNow();
    Q_INVOKABLE void saveBundle();
    Q_INVOKABLE void enrolAgain(const QString& code);

signals:
    void changed();

private:
    void showStatus();
    void showVisits();

    services::Tablet& tablet_;
    const AssignmentListModel& list_;
    services::SyncStatus status_;
    QString bundle_;
    bool bundle_failed_ = false;
    bool enrolling_ = false;
    QString enrol_error_;
    std::vector<device_store::VisitCard> cards_;
    RowModel lanes_;
    RowModel visits_;
    RowModel open_visits_;
};

} // namespace balieblik::viewmodels
