// SPDX-License-Identifier: EUPL-1.2
// The beginning of one filled-in copy of a repeated part.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root
    framed: false

    RowLayout {
        spacing: Theme.gap
        Heading { text: root.answer.label.length > 0 ? root.answer.label : root.answer.name }
        ActionButton {
            objectName: "remove_" + root.answer.name
            kind: "danger"
            text: qsTr("Remove")
            onClicked: root.asked("remove")
        }
    }
}
