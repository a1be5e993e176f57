// SPDX-License-Identifier: EUPL-1.2
// A part of the form that may be filled in several times.
import QtQuick
import Balieblik.Theme

Question {
    id: root
    framed: false
    blank: !answer.canAdd

    Heading { visible: root.answer.canAdd; words: root.answer.label; styled: root.answer.styledLabel }
    ActionButton {
        objectName: "add_" + root.answer.name
        visible: root.answer.canAdd
        text: qsTr("Add one more")
        onClicked: root.asked("add")
    }
}
