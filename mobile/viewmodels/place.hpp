// SPDX-License-Identifier: EUPL-1.2
// Places on earth as XForms writes them ("52.389 6.275 0 4.5": latitude, longitude in degrees WGS 84, altitude and
// accuracy in metres; several with ";" between them) and as a person reads and types them.
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace balieblik::viewmodels {

struct Place {
    double latitude{};  // -90..90
    double longitude{}; // -180..180
    double altitude{};
    double accuracy{}; // 0: not measured
    bool operator==(const Place&) const = default;
};

// None if it is not a place.
std::optional<Place> readPlace(const QString& lexical);
QString placeText(const Place& place);
// "52,3893, 6,2754" or "52.3893 6.2754": what somebody types or pastes from a map. None if it cannot be one.
std::optional<Place> typedPlace(const QString& typed);
// "52.389300° N, 6.275400° E (within 5 m)".
QString shownPlace(const Place& place);
// Each stop of a line as its own text; empty for an empty answer.
QStringList stopsOf(const QString& trace);

} // namespace balieblik::viewmodels
