// SPDX-License-Identifier: EUPL-1.2
// A time of day, typed or taken from the clock.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root

    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        Field {
            objectName: "field_" + root.answer.name
            width: Math.min(root.width, Math.round(180 * Theme.scale))
            text: root.answer.shown
            placeholderText: qsTr("hh:mm")
            readOnly: root.answer.readOnly
            wrong: root.answer.problem.length > 0
            inputMethodHints: Qt.ImhTime
            Accessible.name: root.answer.label
            Accessible.description: root.answer.hint
            onEditingFinished: root.answer.proposeTyped(text)
        }
        ActionButton {
            objectName: "now_" + root.answer.name
            text: qsTr("Now")
            enabled: !root.answer.readOnly
            onClicked: root.answer.proposeNow()
        }
    }
}
