// SPDX-License-Identifier: EUPL-1.2
// Values as a person reads them, in the app's language (QLocale's default, set by the settings).
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"

#include <QString>

namespace balieblik::viewmodels {

// "nl" or "en".
QString appLanguage();
// The refusal as one sentence in the app's language.
QString sentenceOf(const Error& error);

inline QString text(std::string_view from)
{
    return QString::fromUtf8(from.data(), static_cast<qsizetype>(from.size()));
}
inline std::string bytes(const QString& from) { return from.toStdString(); }

// In the tablet's time zone.
QString clockTime(Timestamp time); // "10:05:09"
QString shortTime(Timestamp time); // "10:05"
QString dayName(Timestamp time);   // "Thursday 12 March"
QString dayAndTime(Timestamp time);
// "4:05", "1:04:05".
QString duration(milliseconds span);

// What somebody typed, as the form stores it; none if it is not such a value.
std::optional<std::string> typedNumber(const QString& typed, bool whole);
std::optional<std::string> typedDate(const QString& typed);                       // "12-3-2026" or "2026-03-12"
std::optional<std::string> typedTime(const QString& typed);                       // "9:05", "09:05:30"
std::optional<std::string> typedMoment(const QString& date, const QString& time); // with the zone's offset
// And back.
QString shownNumber(std::string_view lexical);
// "12 345,6": the thousands stand apart by a thin space, which cannot be taken for a comma or a point when it is typed.
QString groupedNumber(std::string_view lexical);
QString shownDate(std::string_view lexical);
QString shownTime(std::string_view lexical);

} // namespace balieblik::viewmodels
