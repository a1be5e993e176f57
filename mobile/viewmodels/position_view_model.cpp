// SPDX-License-Identifier: EUPL-1.2
#include "viewmodels/position_view_model.hpp"

#include "viewmodels/place.hpp"

namespace balieblik::viewmodels {
namespace {

// Long enough for a first fix under an open sky, short enough to be waited for in the rain.
constexpr int patience_ms = 30'000;

} // namespace

PositionViewModel::PositionViewModel(QObject* parent)
    : QObject(parent), source_(QGeoPositionInfoSource::createDefaultSource(nullptr))
{
    if (!source_)
        return;
    connect(source_.get(), &QGeoPositionInfoSource::positionUpdated, this, [this](const QGeoPositionInfo& info) {
        if (!searching_ || !info.isValid())
            return;
        const auto at = info.coordinate();
        settle({});
        emit found(
            placeText({at.latitude(), at.longitude(), at.type() == QGeoCoordinate::Coordinate3D ? at.altitude() : 0,
                       info.hasAttribute(QGeoPositionInfo::HorizontalAccuracy)
                           ? info.attribute(QGeoPositionInfo::HorizontalAccuracy)
                           : 0}));
    });
    connect(source_.get(), &QGeoPositionInfoSource::errorOccurred, this, [this](QGeoPositionInfoSource::Error error) {
        if (searching_ && error != QGeoPositionInfoSource::NoError)
            settle(error == QGeoPositionInfoSource::AccessError
                       ? tr("This tablet does not allow the app to know where it is. Type the place instead.")
                       : tr("The place was not found. Go outside and try again, or type it."));
    });
}

void PositionViewModel::find()
{
    if (!source_ || searching_)
        return;
    searching_ = true;
    error_.clear();
    emit changed();
    source_->requestUpdate(patience_ms);
}

void PositionViewModel::settle(const QString& error)
{
    searching_ = false;
    error_ = error;
    emit changed();
}

} // namespace balieblik::viewmodels
