// SPDX-License-Identifier: EUPL-1.2
// Words of the form without an answer.
import QtQuick
import Balieblik.Theme

Question {
    id: root
    framed: false

    Body { words: root.answer.label; styled: root.answer.styledLabel }
}
