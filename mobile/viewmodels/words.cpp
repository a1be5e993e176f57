// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/words.hpp"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

namespace balieblik::viewmodels {
namespace {

QDateTime local(Timestamp time) { return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()); }

QTime readTime(const QString& typed)
{
    static const QRegularExpression shape{QStringLiteral("^\\s*(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?")};
    const auto match = shape.match(typed);
    if (!match.hasMatch())
        return {};
    return {match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()};
}

QDate readDate(const QString& typed)
{
    static const QRegularExpression dutch{QStringLiteral("^\\s*(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})\\s*$")};
    const auto match = dutch.match(typed);
    if (match.hasMatch())
        return {match.captured(3).toInt(), match.captured(2).toInt(), match.captured(1).toInt()};
    return QDate::fromString(typed.trimmed(), Qt::ISODate);
}

} // namespace

QString appLanguage() { return QLocale().language() == QLocale::Dutch ? QStringLiteral("nl") : QStringLiteral("en"); }

QString sentenceOf(const Error& error) { return text(sentence(error, bytes(appLanguage()))); }

QString clockTime(Timestamp time) { return local(time).toString(QStringLiteral("HH:mm:ss")); }

QString shortTime(Timestamp time) { return local(time).toString(QStringLiteral("HH:mm")); }

QString dayName(Timestamp time) { return QLocale().toString(local(time).date(), QStringLiteral("dddd d MMMM")); }

QString dayAndTime(Timestamp time) { return dayName(time) + QStringLiteral(", ") + shortTime(time); }

QString duration(milliseconds span)
{
    const auto total = std::max<std::int64_t>(0, span.count() / 1000);
    const auto two = [](std::int64_t number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    if (total < 3600)
        return QString::number(total / 60) + QLatin1Char(':') + two(total % 60);
    return QString::number(total / 3600) + QLatin1Char(':') + two(total / 60 % 60) + QLatin1Char(':') + two(total % 60);
}

std::optional<std::string> typedNumber(const QString& typed, bool whole)
{
    auto plain = typed.trimmed();
    static const QRegularExpression apart{QStringLiteral("(?<=\\d)[\\s\u00a0\u202f](?=\\d{3})")};
    plain.remove(apart);
    plain.replace(QLatin1Char(','), QLatin1Char('.'));
    static const QRegularExpression integer{QStringLiteral("^[+-]?\\d{1,18}$")};
    static const QRegularExpression decimal{QStringLiteral("^[+-]?\\d{1,18}(\\.\\d{1,18})?$")};
    if (!(whole ? integer : decimal).match(plain).hasMatch())
        return std::nullopt;
    return bytes(plain);
}

std::optional<std::string> typedDate(const QString& typed)
{
    const auto date = readDate(typed);
    return date.isValid() ? std::optional{bytes(date.toString(Qt::ISODate))} : std::nullopt;
}

std::optional<std::string> typedTime(const QString& typed)
{
    const auto time = readTime(typed);
    return time.isValid() ? std::optional{bytes(time.toString(QStringLiteral("HH:mm:ss")))} : std::nullopt;
}

std::optional<std::string> typedMoment(const QString& date, const QString& time)
{
    const auto day = readDate(date);
    const auto clock = readTime(time);
    if (!day.isValid() || !clock.isValid())
        return std::nullopt;
    const QDateTime moment{day, clock};
    return to_offset_text(Timestamp{milliseconds{moment.toMSecsSinceEpoch()}},
                          std::chrono::minutes{moment.offsetFromUtc() / 60});
}

QString shownNumber(std::string_view lexical)
{
    auto shown = text(lexical);
    if (appLanguage() == QLatin1String("nl"))
        shown.replace(QLatin1Char('.'), QLatin1Char(','));
    return shown;
}

QString groupedNumber(std::string_view lexical)
{
    auto shown = shownNumber(lexical);
    auto end = shown.indexOf(QRegularExpression{QStringLiteral("[.,]")});
    if (end < 0)
        end = shown.size();
    const auto first = shown.startsWith(QLatin1Char('-')) ? 1 : 0;
    for (auto at = end - 3; at > first; at -= 3)
        shown.insert(at, QChar{0x202f});
    return shown;
}

QString shownDate(std::string_view lexical)
{
    const auto date = QDate::fromString(text(lexical).left(10), Qt::ISODate);
    return date.isValid() ? date.toString(QStringLiteral("dd-MM-yyyy")) : text(lexical);
}

QString shownTime(std::string_view lexical)
{
    if (const auto moment = parse_timestamp(lexical))
        return moment->time_since_epoch().count() % 60'000 == 0 ? shortTime(*moment) : clockTime(*moment);
    const auto time = readTime(text(lexical));
    return time.isValid() ? time.toString(time.second() == 0 ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss"))
                          : text(lexical);
}

} // namespace balieblik::viewmodels
