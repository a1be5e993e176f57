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
        Heading {
            words: root.answer.label.length > 0 ? root.answer.label : root.answer.name
            styled: root.answer.styledLabel
        }
        ActionButton {
            objectName: "remove_" + root.answer.name
            visible: root.answer.canAdd // else the form decides how many there are
            kind: "danger"
            text: qsTr("Remove")
            onClicked: root.asked("remove")
        }
    }
}
