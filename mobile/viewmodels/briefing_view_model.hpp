// SPDX-License-Identifier: EUPL-1.2
// One assignment before it is carried out: what to do, where, when; start it, decline it or hand it back.
#pragma once

#include "viewmodels/assignment_list_model.hpp"

namespace balieblik::viewmodels {

class BriefingViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the app")
    Q_PROPERTY(bool shown READ shown NOTIFY changed)
    Q_PROPERTY(QString key READ key NOTIFY changed)
    Q_PROPERTY(QString place READ place NOTIFY changed)
    // How the place is reached: its address, the number to call, or where to write
    Q_PROPERTY(QString contactName READ contactName NOTIFY changed)
    Q_PROPERTY(QString contact READ contact NOTIFY changed)
    Q_PROPERTY(QString openingHours READ openingHours NOTIFY changed)
    Q_PROPERTY(QString when READ when NOTIFY changed)
    Q_PROPERTY(QString deadline READ deadline NOTIFY changed)
    Q_PROPERTY(QString appointment READ appointment NOTIFY changed)
    Q_PROPERTY(QString wave READ wave NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString answerKey READ answerKey NOTIFY changed)
    Q_PROPERTY(QString returned READ returned NOTIFY changed)
    Q_PROPERTY(QString progress READ progress NOTIFY changed)
    Q_PROPERTY(QString notice READ notice NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    Q_PROPERTY(QString startLabel READ startLabel NOTIFY changed)
    Q_PROPERTY(bool canStart READ canStart NOTIFY changed)
    Q_PROPERTY(bool canAccept READ canAccept NOTIFY changed)
    Q_PROPERTY(bool canDecline READ canDecline NOTIFY changed)
    Q_PROPERTY(bool canHandBack READ canHandBack NOTIFY changed)
    Q_PROPERTY(int minutes READ minutes NOTIFY changed)

public:
    BriefingViewModel(services::Tablet& tablet, const AssignmentListModel& list, QObject* parent = nullptr);

    bool shown() const { return card_.has_value(); }
    QString key() const;
    QString place() const;
    QString contactName() const;
    QString contact() const;
    QString openingHours() const;
    QString when() const;
    QString deadline() const;
    QString appointment() const;
    QString wave() const;
    QString title() const;
    QString text() const;
    QString answerKey() const;
    QString returned() const;
    QString progress() const;
    QString notice() const;
    QString error() const { return error_; }
    QString startLabel() const;
    bool canStart() const;
    bool canAccept() const;
    bool canDecline() const;
    bool canHandBack() const;
    int minutes() const { return card_ ? minutes_of(card_->facts.scenario, channel()) : 0; }

    // False if there is no such assignment any more.
    Q_INVOKABLE bool show(const QString& key);
    Q_INVOKABLE void start();
    Q_INVOKABLE void accept();
    Q_INVOKABLE void decline(const QString& reason);
    Q_INVOKABLE void handBack(const QString& reason);
    void sayError(const QString& sentence);
    void refresh();
    void clear();

signals:
    void changed();
    void started(const QString& key);
    void left(); // declined or handed back: there is nothing more to see here

private:
    Channel channel() const;
    void settle(const Result<void>& done, bool leave);

    services::Tablet& tablet_;
    const AssignmentListModel& list_;
    std::optional<device_store::AssignmentCard> card_;
    QString error_;
};

} // namespace balieblik::viewmodels
