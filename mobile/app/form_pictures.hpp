// SPDX-License-Identifier: EUPL-1.2
// The pictures that a questionnaire shows beside its questions and choices. They come from the store, which alone has
// them in the clear, and are decoded here, away from the screen's thread and no larger than they are shown.
#pragma once

#include "services/tablet.hpp"

#include <QPointer>
#include <QQuickAsyncImageProvider>

namespace balieblik::mobile {

// Serves "image://form/<visit>/<name>". Whatever a picture's name says, it is read as PNG, JPEG or a checked SVG only.
class FormPictures final : public QQuickAsyncImageProvider {
public:
    static QString scheme() { return QStringLiteral("form"); }

    explicit FormPictures(services::Tablet& tablet);
    QQuickImageResponse* requestImageResponse(const QString& id, const QSize& wanted) override;

private:
    QPointer<services::Tablet> tablet_;
};

} // namespace balieblik::mobile
