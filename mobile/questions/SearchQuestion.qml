// SPDX-License-Identifier: EUPL-1.2
// A choice from a list too long to read: the answer stands above the search.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root
    readonly property string said: answer.value.length > 0 ? answer.chosenText() : ""

    RowLayout {
        visible: root.said.length > 0
        spacing: Theme.gap
        Body {
            objectName: "chosen_" + root.answer.name
            Layout.fillWidth: true
            text: qsTr("Chosen: %1").arg(root.said)
            font.weight: Font.DemiBold
        }
        ActionButton {
            objectName: "clear_" + root.answer.name
            visible: !root.answer.readOnly
            text: qsTr("Clear")
            onClicked: root.answer.propose("")
        }
    }
    ChoiceFinder {
        Layout.fillWidth: true
        answer: root.answer
        searchable: true
    }
}
