// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/assignment_list_model.hpp"

#include "viewmodels/field_words.hpp"
#include "viewmodels/other_tablet.hpp"
#include "viewmodels/words.hpp"

#include <QDateTime>

#include <algorithm>

namespace balieblik::viewmodels {
namespace {

enum Group { to_correct, today, upcoming, handed_in };

// Handed in already, from another tablet of this inspector as well.
bool isHandedIn(const device_store::AssignmentCard& card)
{
    const auto state = card.facts.assignment.state;
    return card.progress >= device_store::Progress::sealed || state == AssignmentState::submitted ||
           state == AssignmentState::in_review || is_terminal(state);
}

Timestamp endOfDay(Timestamp now)
{
    const auto day = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count()).date();
    return Timestamp{milliseconds{day.addDays(1).startOfDay().toMSecsSinceEpoch()}};
}

Group groupOf(const device_store::AssignmentCard& card, Timestamp tomorrow)
{
    using device_store::Progress;
    if (card.returned && card.progress != Progress::sealed)
        return to_correct;
    if (isHandedIn(card))
        return handed_in;
    // Begun work belongs to today, whatever the calendar says.
    if (card.progress == Progress::draft || card.facts.assignment.window_from < tomorrow)
        return today;
    return upcoming;
}

QString nameOf(Group group)
{
    switch (group) {
    case to_correct:
        return AssignmentListModel::tr("To correct");
    case today:
        return AssignmentListModel::tr("Today");
    case upcoming:
        return AssignmentListModel::tr("Upcoming");
    case handed_in:
        return AssignmentListModel::tr("Handed in");
    }
    return {};
}

// What the inspector has to know about it now, in a word or two, and how urgent that is.
std::pair<QString, QString> stateOf(const device_store::AssignmentCard& card, Timestamp now)
{
    using device_store::Progress;
    if (card.refused)
        return {AssignmentListModel::tr("The office looks at it"), QStringLiteral("warning")};
    if (card.outcome == VisitVersionState::approved)
        return {AssignmentListModel::tr("Approved"), QStringLiteral("good")};
    if (card.outcome == VisitVersionState::rejected)
        return {AssignmentListModel::tr("Not counted"), QStringLiteral("info")};
    if (card.returned && card.progress != Progress::sealed)
        return {AssignmentListModel::tr("Sent back"), QStringLiteral("danger")};
    if (card.progress >= Progress::sealed)
        return {say(card.progress),
                card.progress == Progress::sealed ? QStringLiteral("warning") : QStringLiteral("good")};
    if (handedInElsewhere(card))
        return {AssignmentListModel::tr("Handed in from another tablet"), QStringLiteral("warning")};
    switch (card.facts.assignment.state) {
    case AssignmentState::cancelled:
        return {AssignmentListModel::tr("Cancelled"), QStringLiteral("warning")};
    case AssignmentState::expired:
        return {AssignmentListModel::tr("Expired"), QStringLiteral("warning")};
    case AssignmentState::submitted:
    case AssignmentState::in_review:
    case AssignmentState::approved:
        return {AssignmentListModel::tr("Handed in"), QStringLiteral("good")};
    default:
        break;
    }
    if (card.withdrawn)
        return {AssignmentListModel::tr("Withdrawn; your work is still handed in"), QStringLiteral("warning")};
    if (card.progress == Progress::draft)
        return {card.open_items > 0 ? AssignmentListModel::tr("Waits for an answer") : AssignmentListModel::tr("Begun"),
                QStringLiteral("info")};
    if (begunElsewhere(card))
        return {AssignmentListModel::tr("Begun on another tablet"), QStringLiteral("warning")};
    if (card.facts.assignment.deadline < now)
        return {AssignmentListModel::tr("Past the deadline"), QStringLiteral("danger")};
    return {card.facts.assignment.state == AssignmentState::offered ? AssignmentListModel::tr("New") : QString{},
            QStringLiteral("info")};
}

// An address speaks for itself; a number or where to write does so beside its name only.
QString contactLine(const device_store::AssignmentFacts& facts)
{
    const auto contact = viewmodels::contact(facts);
    return facts.wave.channel == Channel::counter ? contact : contactName(facts.wave.channel) + ": " + contact;
}

} // namespace

AssignmentListModel::AssignmentListModel(services::Tablet& tablet, const Clock& clock, QObject* parent)
    : RowModel({QStringLiteral("key"), QStringLiteral("group"), QStringLiteral("place"), QStringLiteral("contact"),
                QStringLiteral("when"), QStringLiteral("deadline"), QStringLiteral("phase"), QStringLiteral("tint")},
               parent),
      tablet_(tablet), clock_(clock)
{
    connect(&tablet_, &services::Tablet::assignmentsChanged, this, &AssignmentListModel::refresh);
    connect(&tablet_, &services::Tablet::visitsChanged, this, &AssignmentListModel::refresh);
}

void AssignmentListModel::refresh()
{
    tablet_.assignments([this](Result<std::vector<device_store::AssignmentCard>> done) {
        error_ = done ? QString{} : sentenceOf(done.error());
        if (done) {
            cards_ = std::move(*done);
            loaded_ = true;
            show();
        }
        emit changed();
    });
}

const device_store::AssignmentCard* AssignmentListModel::card(AssignmentId id) const
{
    for (const auto& card : cards_)
        if (card.facts.assignment.id == id)
            return &card;
    return nullptr;
}

void AssignmentListModel::show()
{
    const auto now = clock_.now();
    const auto tomorrow = endOfDay(now);
    // The store gives the nearest deadline first; within a group that order stays.
    std::vector<std::pair<Group, const device_store::AssignmentCard*>> ordered;
    for (const auto& card : cards_)
        ordered.emplace_back(groupOf(card, tomorrow), &card);
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    QList<Row> rows;
    for (const auto& [group, card] : ordered) {
        const auto& facts = card->facts;
        const auto [state, tint] = stateOf(*card, now);
        rows.append({text(to_text(facts.assignment.id)), nameOf(group), text(facts.location.name), contactLine(facts),
                     window(facts.assignment), tr("Hand in before %1").arg(dayAndTime(facts.assignment.deadline)),
                     state, tint});
    }
    setRows(std::move(rows));
}

} // namespace balieblik::viewmodels
