// SPDX-License-Identifier: EUPL-1.2
// A part of the form that may be filled in several times.
import QtQuick
import Balieblik.Theme

Question {
    id: root
    framed: false

    Heading { text: root.answer.label }
    ActionButton {
        objectName: "add_" + root.answer.name
        visible: root.answer.canAdd
        text: qsTr("Add one more")
        onClicked: root.asked("add")
    }
}
