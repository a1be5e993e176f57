// SPDX-License-Identifier: EUPL-1.2
// The visit that is open: whose, why it came back, and its end (sealed, cannot be done, handed back).
#pragma once

#include "viewmodels/clock_view_model.hpp"
#include "viewmodels/form_view_model.hpp"
#include "viewmodels/move_view_model.hpp"

namespace balieblik::viewmodels {

class VisitViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the app")
    Q_PROPERTY(bool isOpen READ isOpen NOTIFY changed)
    Q_PROPERTY(bool practice READ practice NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed)
    // How the place is reached: where it is, the number to call, or where to write.
    Q_PROPERTY(QString contact READ contact NOTIFY changed)
    Q_PROPERTY(bool hasLaps READ hasLaps NOTIFY changed)
    Q_PROPERTY(QString scenario READ scenario NOTIFY changed)
    Q_PROPERTY(QString briefing READ briefing NOTIFY changed)
    Q_PROPERTY(QString answerKey READ answerKey NOTIFY changed)
    Q_PROPERTY(QString returned READ returned NOTIFY changed)
    Q_PROPERTY(bool hasCamera READ hasCamera CONSTANT)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    Q_PROPERTY(balieblik::viewmodels::FormViewModel* form READ form CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::ClockViewModel* clock READ clock CONSTANT)
    Q_PROPERTY(balieblik::viewmodels::MoveViewModel* move READ move CONSTANT)
    // code, label: why a visit cannot be done
    Q_PROPERTY(balieblik::viewmodels::RowModel* abortReasons READ abortReasons CONSTANT)

public:
    explicit VisitViewModel(services::Tablet& tablet, QObject* parent = nullptr);

    bool isOpen() const { return facts_.has_value(); }
    bool practice() const { return facts_ && facts_->practice; }
    QString place() const;
    QString contact() const;
    bool hasLaps() const { return has_laps_; }
    QString scenario() const;
    QString briefing() const;
    QString answerKey() const;
    QString returned() const;
    bool hasCamera() const;
    bool busy() const { return busy_; }
    QString error() const { return error_; }
    FormViewModel* form() { return &form_; }
    ClockViewModel* clock() { return &clock_; }
    MoveViewModel* move() { return &move_; }
    RowModel* abortReasons() { return &abort_reasons_; }

    void openAssignment(AssignmentId id);
    void openPractice();
    // Goes on where the app ended; `opened` follows only if there is such a visit.
    void openLast();
    // Shows what was kept of the open visit, after the disk failed; what is being typed stays.
    void compare();
    void retranslate();

    Q_INVOKABLE void close();
    // Lets go of what is shown; the tablet keeps the visit, and its clock runs on.
    void forget();
    Q_INVOKABLE void seal();
    Q_INVOKABLE void abort(const QString& reason);
    Q_INVOKABLE void handBack(const QString& reason);
    Q_INVOKABLE void notePage(const QString& page);

signals:
    void changed();
    // `page` is where it was left: "section", "clock", "missing", ...
    void opened(const QString& page);
    void refused(const QString& sentence);
    void ended();
    void practiceSealed(const QString& visit);

private:
    Channel channel() const;
    void showAbortReasons();
    void show(services::VisitView view);
    void finish(const Result<device_store::SealedVisit>& done);
    void say(const Error& error);
    services::Done<services::VisitView> settle();

    services::Tablet& tablet_;
    std::optional<device_store::DraftFacts> facts_;
    std::optional<device_store::AssignmentFacts> assignment_;
    std::optional<sync::VisitReturn> returned_;
    FormViewModel form_;
    ClockViewModel clock_;
    MoveViewModel move_;
    RowModel abort_reasons_;
    bool has_laps_ = true;
    bool busy_ = false;
    QString error_;
};

} // namespace balieblik::viewmodels
