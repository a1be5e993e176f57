// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/sync_view_model.hpp"

#include "viewmodels/field_words.hpp"
#include "viewmodels/words.hpp"

#include <algorithm>

namespace balieblik::viewmodels {

using device_store::Progress;

SyncViewModel::SyncViewModel(services::Tablet& tablet, const AssignmentListModel& list, QObject* parent)
    : QObject(parent), tablet_(tablet), list_(list), lanes_({QStringLiteral("name"), QStringLiteral("amount")}, this),
      visits_({QStringLiteral("key"), QStringLiteral("place"), QStringLiteral("when"), QStringLiteral("rung"),
               QStringLiteral("rungText"), QStringLiteral("note")},
              this),
      open_visits_({QStringLiteral("key"), QStringLiteral("place"), QStringLiteral("note")}, this)
{
    connect(&tablet_, &services::Tablet::syncChanged, this, &SyncViewModel::showStatus);
    connect(&tablet_, &services::Tablet::lockChanged, this, &SyncViewModel::showStatus);
    connect(&tablet_, &services::Tablet::visitsChanged, this, &SyncViewModel::refresh);
    connect(&list_, &AssignmentListModel::changed, this, &SyncViewModel::showVisits);
    showStatus();
}

void SyncViewModel::refresh()
{
    showStatus();
    tablet_.visits([this](Result<std::vector<device_store::VisitCard>> done) {
        if (done)
            cards_ = std::move(*done);
        showVisits();
    });
}

void SyncViewModel::syncNow()
{
    tablet_.sync_now();
    showStatus();
}

int SyncViewModel::waiting() const
{
    return static_cast<int>(status_.commands_waiting + status_.visits_waiting + status_.photos_waiting);
}

QString SyncViewModel::summary() const
{
    if (status_.waiting_for_key)
        return tr("The tablet is locked. Sending goes on when you unlock it.");
    if (status_.busy)
        return tr("Exchanging with the office…");
    if (waiting() == 0)
        return tr("Everything is at the office.");
    return status_.online
               ? tr("%n item(s) still to send.", nullptr, waiting())
               : tr("No connection. %n item(s) wait here safely and are sent by themselves later.", nullptr, waiting());
}

QString SyncViewModel::tint() const
{
    if (status_.problem && status_.problem->code != Errc::offline)
        return QStringLiteral("danger");
    return waiting() == 0 ? QStringLiteral("good") : QStringLiteral("warning");
}

QString SyncViewModel::lastContact() const
{
    return status_.last_contact ? tr("Last contact: %1").arg(dayAndTime(*status_.last_contact)) : tr("No contact yet.");
}

QString SyncViewModel::problem() const
{
    // Being offline is no fault, and the summary says it already.
    return status_.problem && status_.problem->code != Errc::offline ? sentenceOf(*status_.problem) : QString{};
}

QString SyncViewModel::lease() const
{
    return status_.lease_over
               ? tr("This tablet has been out of touch with the office for too long. Until it has a network "
                    "again no visit can be begun and no old one read. A visit that was begun can be "
                    "finished. Nothing is lost.")
               : QString{};
}

QString SyncViewModel::drafts() const
{
    return status_.drafts_waiting > 0 ? tr("%n begun visit(s) changed since the office last kept a copy.", nullptr,
                                           static_cast<int>(status_.drafts_waiting))
                                      : QString{};
}

bool SyncViewModel::begun() const
{
    return std::any_of(cards_.begin(), cards_.end(),
                       [](const auto& card) { return !card.practice && card.progress == Progress::draft; });
}

void SyncViewModel::saveBundle()
{
    tablet_.save_bundle([this](const Result<services::SavedBundle>& saved) {
        bundle_failed_ = !saved;
        bundle_ = saved ? tr("%n item(s) saved to %1. Only the office can open this file.", nullptr,
                             static_cast<int>(saved->items))
                              .arg(text(saved->file))
                        : sentenceOf(saved.error());
        if (saved && saved->photos_damaged > 0)
            bundle_ += QLatin1Char(' ') +
                       tr("%n photo(s) could not be read whole.", nullptr, static_cast<int>(saved->photos_damaged));
        emit changed();
    });
}

void SyncViewModel::enrolAgain(const QString& code)
{
    if (enrolling_)
        return;
    enrolling_ = true;
    enrol_error_.clear();
    emit changed();
    tablet_.enrol_again(bytes(code.trimmed()), [this](const Result<void>& done) {
        enrolling_ = false;
        enrol_error_ = done ? QString{} : sentenceOf(done.error());
        showStatus();
    });
}

void SyncViewModel::showStatus()
{
    status_ = tablet_.sync_status();
    lanes_.setRows({{tr("Messages about assignments"), static_cast<int>(status_.commands_waiting)},
                    {tr("Visits"), static_cast<int>(status_.visits_waiting)},
                    {tr("Photos"), static_cast<int>(status_.photos_waiting)}});
    emit changed();
}

void SyncViewModel::showVisits()
{
    QList<RowModel::Row> rows;
    for (const auto& card : cards_) {
        if (card.practice || card.progress < Progress::sealed)
            continue;
        const auto* assignment = card.assignment_id ? list_.card(*card.assignment_id) : nullptr;
        QStringList notes;
        if (card.aborted)
            notes.append(tr("Could not be done: %1")
                             .arg(say(*card.aborted, assignment ? assignment->facts.wave.channel : Channel::counter)));
        if (card.version > 1)
            notes.append(tr("Version %1").arg(card.version));
        if (card.late)
            notes.append(tr("Arrived late; a reviewer decides whether it counts."));
        if (assignment && assignment->refused)
            notes.append(tr("Set aside by the office, which looks at it."));
        rows.append({text(to_text(card.visit_id)), assignment ? text(assignment->facts.location.name) : tr("Visit"),
                     card.sealed_at ? dayAndTime(*card.sealed_at) : QString{},
                     static_cast<int>(card.progress) - static_cast<int>(Progress::sealed), say(card.progress),
                     notes.join(QLatin1Char('\n'))});
    }
    visits_.setRows(std::move(rows));
    QList<RowModel::Row> open;
    for (const auto& card : list_.cards())
        if (card.open_items > 0)
            open.append({text(to_text(card.facts.assignment.id)), text(card.facts.location.name),
                         tr("%n question(s) wait for an answer.", nullptr, static_cast<int>(card.open_items))});
    open_visits_.setRows(std::move(open));
    emit changed();
}

} // namespace balieblik::viewmodels
