// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/place.hpp"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace balieblik::viewmodels {
namespace {

bool onEarth(const Place& place) { return std::abs(place.latitude) <= 90 && std::abs(place.longitude) <= 180; }

QString degrees(double angle, const QString& positive, const QString& negative)
{
    return QStringLiteral("%1° %2").arg(QLocale().toString(std::abs(angle), 'f', 5), angle < 0 ? negative : positive);
}

} // namespace

std::optional<Place> readPlace(const QString& lexical)
{
    const auto parts = lexical.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (parts.size() < 2 || parts.size() > 4)
        return std::nullopt;
    double numbers[4]{};
    for (qsizetype at = 0; at < parts.size(); ++at) {
        bool read = false;
        numbers[at] = parts[at].toDouble(&read);
        if (!read)
            return std::nullopt;
    }
    const Place place{numbers[0], numbers[1], numbers[2], numbers[3]};
    return onEarth(place) ? std::optional{place} : std::nullopt;
}

QString placeText(const Place& place)
{
    const auto number = [](double value, int digits) { return QString::number(value, 'f', digits); };
    return number(place.latitude, 7) + QLatin1Char(' ') + number(place.longitude, 7) + QLatin1Char(' ') +
           number(place.altitude, 1) + QLatin1Char(' ') + number(place.accuracy, 1);
}

std::optional<Place> typedPlace(const QString& typed)
{
    // A comma between two digits without a space behind it is a decimal comma.
    static const QRegularExpression decimal_comma{QStringLiteral("(\\d),(?=\\d)")};
    static const QRegularExpression number{QStringLiteral("[+-]?\\d+(?:\\.\\d+)?")};
    auto plain = typed;
    if (!typed.contains(QLatin1Char('.')))
        plain.replace(decimal_comma, QStringLiteral("\\1."));
    QList<double> found;
    for (auto match = number.globalMatch(plain); match.hasNext();)
        found.append(match.next().captured().toDouble());
    if (found.size() != 2)
        return std::nullopt;
    const Place place{found[0], found[1], 0, 0};
    return onEarth(place) ? std::optional{place} : std::nullopt;
}

QString shownPlace(const Place& place)
{
    const auto say = [](const char* words) { return QCoreApplication::translate("Place", words); };
    auto shown = degrees(place.latitude, say(QT_TRANSLATE_NOOP("Place", "N")), say(QT_TRANSLATE_NOOP("Place", "S"))) +
                 QStringLiteral(", ") +
                 degrees(place.longitude, say(QT_TRANSLATE_NOOP("Place", "E")), say(QT_TRANSLATE_NOOP("Place", "W")));
    if (place.accuracy > 0)
        shown +=
            QLatin1Char(' ') +
            say(QT_TRANSLATE_NOOP("Place", "(within %1 m)")).arg(QLocale().toString(std::ceil(place.accuracy), 'f', 0));
    return shown;
}

QStringList stopsOf(const QString& trace)
{
    QStringList stops;
    for (const auto& stop : trace.split(QLatin1Char(';'), Qt::SkipEmptyParts))
        if (!stop.trimmed().isEmpty())
            stops.append(stop.trimmed());
    return stops;
}

} // namespace balieblik::viewmodels
