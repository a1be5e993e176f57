// SPDX-License-Identifier: EUPL-1.2
// The heading of questions that belong together.
import QtQuick
import Balieblik.Theme

Question {
    id: root
    framed: false

    Heading {
        visible: text.length > 0
        words: root.answer.label
        styled: root.answer.styledLabel
    }
}
