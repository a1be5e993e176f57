// SPDX-License-Identifier: EUPL-1.2
// Which file of Balieblik.Questions shows a node: by its control, its type and the words of its appearance. A word that
// no file answers to changes nothing, so that a form of another project is always readable here.
#pragma once

#include "forms/session/session.hpp"

#include <QString>
#include <QStringList>

namespace balieblik::viewmodels {

// "Date" for DateQuestion.qml; "Text" for everything that is not known.
QString questionKind(const forms::NodeView& node);

// "columns-3 no-buttons" as two words; the older names of XLSForm appearances are said in the newer ones.
QStringList appearanceWords(std::string_view appearance);

} // namespace balieblik::viewmodels
