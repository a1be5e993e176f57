// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/briefing_view_model.hpp"

#include "viewmodels/field_words.hpp"
#include "viewmodels/other_tablet.hpp"
#include "viewmodels/words.hpp"

namespace balieblik::viewmodels {

using device_store::Progress;

BriefingViewModel::BriefingViewModel(services::Tablet& tablet, const AssignmentListModel& list, QObject* parent)
    : QObject(parent), tablet_(tablet), list_(list)
{
    connect(&list_, &AssignmentListModel::changed, this, &BriefingViewModel::refresh);
}

bool BriefingViewModel::show(const QString& key)
{
    const auto id = parse_id<AssignmentId>(bytes(key));
    const auto* found = id ? list_.card(*id) : nullptr;
    if (!found)
        return false;
    card_ = *found;
    error_.clear();
    emit changed();
    return true;
}

void BriefingViewModel::refresh()
{
    if (const auto* found = card_ ? list_.card(card_->facts.assignment.id) : nullptr)
        card_ = *found;
    emit changed();
}

void BriefingViewModel::clear()
{
    card_.reset();
    emit changed();
}

QString BriefingViewModel::key() const
{
    return card_ ? viewmodels::text(to_text(card_->facts.assignment.id)) : QString{};
}

QString BriefingViewModel::place() const { return card_ ? viewmodels::text(card_->facts.location.name) : QString{}; }

Channel BriefingViewModel::channel() const { return card_ ? card_->facts.wave.channel : Channel::counter; }

QString BriefingViewModel::contactName() const { return viewmodels::contactName(channel()); }

QString BriefingViewModel::contact() const { return card_ ? viewmodels::contact(card_->facts) : QString{}; }

QString BriefingViewModel::openingHours() const
{
    // A message is read whenever it is read.
    return card_ && channel() != Channel::message
               ? viewmodels::openingHours(card_->facts.location, card_->facts.assignment)
               : QString{};
}

QString BriefingViewModel::when() const { return card_ ? window(card_->facts.assignment) : QString{}; }

QString BriefingViewModel::deadline() const { return card_ ? dayAndTime(card_->facts.assignment.deadline) : QString{}; }

QString BriefingViewModel::appointment() const
{
    return card_ && card_->facts.assignment.appointment ? dayAndTime(*card_->facts.assignment.appointment) : QString{};
}

QString BriefingViewModel::wave() const { return card_ ? viewmodels::text(card_->facts.wave.name) : QString{}; }

QString BriefingViewModel::title() const { return card_ ? viewmodels::title(card_->facts.scenario) : QString{}; }

QString BriefingViewModel::text() const { return card_ ? briefing(card_->facts.scenario) : QString{}; }

QString BriefingViewModel::answerKey() const
{
    return card_ ? viewmodels::answerKey(card_->facts.scenario) : QString{};
}

QString BriefingViewModel::returned() const
{
    if (!card_ || !card_->returned)
        return {};
    QStringList lines;
    for (const auto reason : card_->returned->reasons)
        lines.append(say(reason));
    if (!card_->returned->remark.empty())
        lines.append(viewmodels::text(card_->returned->remark));
    return lines.join(QLatin1Char('\n'));
}

QString BriefingViewModel::progress() const
{
    return card_ && card_->progress >= Progress::sealed ? say(card_->progress) : QString{};
}

QString BriefingViewModel::notice() const
{
    if (!card_)
        return {};
    if (card_->held_back)
        return tr("This tablet has been out of touch with the office for too long. What to ask there is shown again as "
                  "soon as it has a connection.");
    if (card_->refused)
        return tr("The office set this visit aside and looks at it. You need not do anything.");
    if (card_->withdrawn || card_->facts.assignment.state == AssignmentState::cancelled)
        return tr("The office withdrew this assignment. What you have begun can still be finished and handed in.");
    if (card_->facts.assignment.state == AssignmentState::expired)
        return tr("This assignment has expired.");
    if (handedInElsewhere(*card_))
        return tr("A visit of this assignment was handed in from another tablet. What you began here is kept and can "
                  "still be handed in; a reviewer then chooses.");
    if (begunElsewhere(*card_))
        return tr("This visit was begun on another tablet and can be finished there. If you start it here, it begins "
                  "anew; what stands on the other tablet is kept.");
    if (!card_->form_here && card_->progress < Progress::sealed)
        return tr("The questionnaire has not arrived yet. Connect the tablet to the internet once.");
    return {};
}

QString BriefingViewModel::startLabel() const
{
    const bool begun = card_ && card_->progress == Progress::draft;
    const bool correcting = card_ && card_->returned;
    switch (channel()) {
    case Channel::counter:
        return begun ? tr("Go on with the visit") : correcting ? tr("Correct the visit") : tr("Start the visit");
    case Channel::telephone:
        return begun ? tr("Go on with the call") : correcting ? tr("Correct the call") : tr("Start the call");
    case Channel::message:
        return begun ? tr("Go on with the message") : correcting ? tr("Correct the message") : tr("Start the message");
    }
    return {};
}

bool BriefingViewModel::canStart() const
{
    if (!card_)
        return false;
    if (card_->progress == Progress::draft)
        return true;
    if (card_->returned)
        return true;
    const auto state = card_->facts.assignment.state;
    return card_->form_here && !card_->withdrawn && card_->progress == Progress::none &&
           (state == AssignmentState::offered || state == AssignmentState::accepted ||
            state == AssignmentState::in_progress);
}

bool BriefingViewModel::canAccept() const
{
    return card_ && !card_->withdrawn && card_->facts.assignment.state == AssignmentState::offered &&
           card_->progress == Progress::none;
}

bool BriefingViewModel::canDecline() const { return canAccept(); }

bool BriefingViewModel::canHandBack() const
{
    if (!card_ || card_->withdrawn || card_->returned || card_->progress > Progress::draft)
        return false;
    const auto state = card_->facts.assignment.state;
    return state == AssignmentState::accepted || state == AssignmentState::in_progress;
}

void BriefingViewModel::start()
{
    if (canStart())
        emit started(key());
}

void BriefingViewModel::accept()
{
    if (card_)
        tablet_.accept(card_->facts.assignment.id, [this](Result<void> done) { settle(done, false); });
}

void BriefingViewModel::decline(const QString& reason)
{
    if (card_)
        tablet_.decline(card_->facts.assignment.id, bytes(reason.trimmed()),
                        [this](Result<void> done) { settle(done, true); });
}

void BriefingViewModel::handBack(const QString& reason)
{
    if (card_)
        tablet_.hand_back(card_->facts.assignment.id, bytes(reason.trimmed()),
                          [this](Result<void> done) { settle(done, true); });
}

void BriefingViewModel::sayError(const QString& sentence)
{
    error_ = sentence;
    emit changed();
}

void BriefingViewModel::settle(const Result<void>& done, bool leave)
{
    sayError(done ? QString{} : sentenceOf(done.error()));
    if (done && leave)
        emit left();
}

} // namespace balieblik::viewmodels
