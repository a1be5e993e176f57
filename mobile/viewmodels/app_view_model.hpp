// SPDX-License-Identifier: EUPL-1.2
// The app as a whole: which lock stands before it, which page is shown, and the view-models of the pages.
#pragma once

#include "viewmodels/briefing_view_model.hpp"
#include "viewmodels/enrol_view_model.hpp"
#include "viewmodels/offers_view_model.hpp"
#include "viewmodels/practice_view_model.hpp"
#include "viewmodels/recovery_view_model.hpp"
#include "viewmodels/settings_view_model.hpp"
#include "viewmodels/sync_view_model.hpp"
#include "viewmodels/unlock_view_model.hpp"
#include "viewmodels/visit_view_model.hpp"

namespace balieblik::viewmodels {

class AppViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by main()")
    // "enrol", "secret", "locked" or "open"
    Q_PROPERTY(QString stage READ stage NOTIFY stageChanged)
    // "assignments", "briefing", "section", "clock", "missing", "practice", "sync", "settings"
    Q_PROPERTY(QString page READ page NOTIFY pageChanged)
    Q_PROPERTY(bool inVisit READ inVisit NOTIFY pageChanged)
    Q_PROPERTY(balieblik::viewmodels::EnrolViewModel* enrol READ enrol CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::UnlockViewModel* unlock READ unlock CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::RecoveryViewModel* recovery READ recovery CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::AssignmentListModel* assignments READ assignments CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::OffersViewModel* offers READ offers CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::BriefingViewModel* briefing READ briefing CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::VisitViewModel* visit READ visit CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::PracticeViewModel* practice READ practice CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::SyncViewModel* sync READ sync CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::SettingsViewModel* settings READ settings CONSTANT)

public:
    AppViewModel(services::Tablet& tablet, const Clock& clock, QString version, QObject* parent = nullptr);

    QString stage() const { return stage_; }
    QString page() const { return page_; }
    bool inVisit() const;
    EnrolViewModel* enrol() { return &enrol_; }
    UnlockViewModel* unlock() { return &unlock_; }
    RecoveryViewModel* recovery() { return &recovery_; }
    AssignmentListModel* assignments() { return &assignments_; }
    OffersViewModel* offers() { return &offers_; }
    BriefingViewModel* briefing() { return &briefing_; }
    VisitViewModel* visit() { return &visit_; }
    PracticeViewModel* practice() { return &practice_; }
    SyncViewModel* sync() { return &sync_; }
    SettingsViewModel* settings() { return &settings_; }

    Q_INVOKABLE void go(const QString& page);
    Q_INVOKABLE void back();
    Q_INVOKABLE void showBriefing(const QString& key);
    Q_INVOKABLE void startPractice();
    Q_INVOKABLE void lock();
    // After another language was set: everything that C++ says is said again.
    void retranslate();

signals:
    void stageChanged();
    void pageChanged();

private:
    void watchLock();

    services::Tablet& tablet_;
    SettingsViewModel settings_;
    EnrolViewModel enrol_;
    UnlockViewModel unlock_;
    RecoveryViewModel recovery_;
    AssignmentListModel assignments_;
    OffersViewModel offers_;
    BriefingViewModel briefing_;
    VisitViewModel visit_;
    PracticeViewModel practice_;
    SyncViewModel sync_;
    QString stage_;
    QString page_ = QStringLiteral("assignments");
    bool key_was_gone_ = true;
};

} // namespace balieblik::viewmodels
