// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/field_words.hpp"

#include "viewmodels/words.hpp"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

namespace balieblik::viewmodels {
namespace {

QString said(const char* source) { return QCoreApplication::translate("FieldWords", source); }

bool dutch() { return appLanguage() == QLatin1String("nl"); }

} // namespace

QString say(AbortReason reason, Channel channel)
{
    const bool counter = channel == Channel::counter;
    switch (reason) {
    case AbortReason::closed:
        return counter ? said(QT_TRANSLATE_NOOP("FieldWords", "The counter is closed"))
                       : said(QT_TRANSLATE_NOOP("FieldWords", "It cannot be reached"));
    case AbortReason::recognised:
        return said(QT_TRANSLATE_NOOP("FieldWords", "I was recognised"));
    case AbortReason::unsafe:
        return said(QT_TRANSLATE_NOOP("FieldWords", "It is not safe"));
    case AbortReason::outage:
        return counter ? said(QT_TRANSLATE_NOOP("FieldWords", "An outage at the counter"))
                       : said(QT_TRANSLATE_NOOP("FieldWords", "An outage"));
    case AbortReason::illness:
        return said(QT_TRANSLATE_NOOP("FieldWords", "I am ill"));
    case AbortReason::briefing_error:
        return said(QT_TRANSLATE_NOOP("FieldWords", "The briefing is wrong"));
    }
    return {};
}

QString say(ReasonCode reason)
{
    switch (reason) {
    case ReasonCode::times_implausible:
        return said(QT_TRANSLATE_NOOP("FieldWords", "The times do not fit together."));
    case ReasonCode::answer_contradicts:
        return said(QT_TRANSLATE_NOOP("FieldWords", "Some answers contradict each other."));
    case ReasonCode::remark_names_person:
        return said(QT_TRANSLATE_NOOP("FieldWords", "A remark tells who a person is."));
    case ReasonCode::photo_shows_person:
        return said(QT_TRANSLATE_NOOP("FieldWords", "A photo shows a person."));
    case ReasonCode::photo_missing:
        return said(QT_TRANSLATE_NOOP("FieldWords", "A photo is missing."));
    case ReasonCode::scenario_not_followed:
        return said(QT_TRANSLATE_NOOP("FieldWords", "The scenario was not followed."));
    case ReasonCode::wrong_location:
        return said(QT_TRANSLATE_NOOP("FieldWords", "This seems to be another location."));
    case ReasonCode::recognised:
        return said(QT_TRANSLATE_NOOP("FieldWords", "You were recognised."));
    case ReasonCode::other:
        return said(QT_TRANSLATE_NOOP("FieldWords", "See the remark."));
    }
    return {};
}

QString say(device_store::Progress progress)
{
    using device_store::Progress;
    switch (progress) {
    case Progress::none:
        return {};
    case Progress::draft:
        return said(QT_TRANSLATE_NOOP("FieldWords", "Begun"));
    case Progress::sealed:
        return said(QT_TRANSLATE_NOOP("FieldWords", "Saved on this tablet"));
    case Progress::received:
        return said(QT_TRANSLATE_NOOP("FieldWords", "Received by the office"));
    case Progress::complete:
        return said(QT_TRANSLATE_NOOP("FieldWords", "Complete, photos included"));
    case Progress::backed_up:
        return said(QT_TRANSLATE_NOOP("FieldWords", "Backed up"));
    }
    return {};
}

QString window(const Assignment& assignment)
{
    const auto from_day = dayName(assignment.window_from);
    const auto to_day = dayName(assignment.window_to);
    if (from_day == to_day)
        return said(QT_TRANSLATE_NOOP("FieldWords", "%1, %2 to %3"))
            .arg(from_day, shortTime(assignment.window_from), shortTime(assignment.window_to));
    return said(QT_TRANSLATE_NOOP("FieldWords", "%1 to %2"))
        .arg(dayAndTime(assignment.window_from), dayAndTime(assignment.window_to));
}

QString openingHours(const Location& location, const Assignment& assignment)
{
    QStringList lines;
    for (int day = 1; day <= 7; ++day) {
        QStringList spans;
        for (const auto& hours : location.opening_hours)
            if (hours.weekday == day)
                spans.append(text(hours.opens) + QStringLiteral(" – ") + text(hours.closes));
        if (!spans.isEmpty())
            lines.append(QLocale().standaloneDayName(day) + QStringLiteral(": ") + spans.join(QStringLiteral(", ")));
    }
    for (const auto& exception : location.opening_exceptions) {
        const auto date = QDate::fromString(text(exception.date), Qt::ISODate);
        const auto day = parse_date(exception.date);
        if (!day || *day + std::chrono::days{1} < assignment.window_from || *day > assignment.window_to)
            continue;
        const auto hours = exception.opens && exception.closes
                               ? text(*exception.opens) + QStringLiteral(" – ") + text(*exception.closes)
                               : said(QT_TRANSLATE_NOOP("FieldWords", "closed"));
        lines.append(QLocale().toString(date, QStringLiteral("d MMMM")) + QStringLiteral(": ") + hours);
    }
    return lines.join(QLatin1Char('\n'));
}

QString contactName(Channel channel)
{
    switch (channel) {
    case Channel::counter:
        return said(QT_TRANSLATE_NOOP("FieldWords", "Address"));
    case Channel::telephone:
        return said(QT_TRANSLATE_NOOP("FieldWords", "Number to call"));
    case Channel::message:
        return said(QT_TRANSLATE_NOOP("FieldWords", "Write to"));
    }
    return {};
}

QString contact(const device_store::AssignmentFacts& facts)
{
    return text(contact_of(facts.location, facts.wave.channel));
}

QString title(const Scenario& scenario) { return text(dutch() ? scenario.title_nl : scenario.title_en); }

QString briefing(const Scenario& scenario) { return text(dutch() ? scenario.briefing_nl : scenario.briefing_en); }

QString answerKey(const Scenario& scenario) { return text(dutch() ? scenario.answer_key_nl : scenario.answer_key_en); }

} // namespace balieblik::viewmodels
