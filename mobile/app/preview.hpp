// SPDX-License-Identifier: EUPL-1.2
// `balieblik --preview form.xml`: one questionnaire in the app's own pages, to be tried or to be photographed.
#pragma once

#include "base/clock.hpp"

#include <QSize>
#include <QString>

namespace balieblik::mobile {

struct PreviewWishes {
    QString form;        // a compiled questionnaire; files beside it are its lists
    QString language;    // "nl" or "en"
    QString screenshots; // a folder for a picture of each page; empty: the window stays open
    QSize window{900, 1400};
    bool dark = false;
    int text_percent = 100;
};

// Needs a QGuiApplication. The program's exit code.
int preview(const PreviewWishes& wishes, const Clock& clock);

} // namespace balieblik::mobile
