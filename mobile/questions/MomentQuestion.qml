// SPDX-License-Identifier: EUPL-1.2
// A day and a time. The day is filled in already: nearly always it is today.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root

    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        Field {
            id: day
            objectName: "day_" + root.answer.name
            width: Math.min(root.width, Math.round(160 * Theme.scale))
            text: root.answer.shownDate
            readOnly: root.answer.readOnly
            inputMethodHints: Qt.ImhDate
            Accessible.name: qsTr("%1, day").arg(root.answer.label)
            onEditingFinished: if (time.text.length > 0) root.answer.proposeMoment(text, time.text)
        }
        Field {
            id: time
            objectName: "field_" + root.answer.name
            width: Math.round(120 * Theme.scale)
            text: root.answer.shown
            placeholderText: qsTr("hh:mm")
            readOnly: root.answer.readOnly
            wrong: root.answer.problem.length > 0
            inputMethodHints: Qt.ImhTime
            Accessible.name: qsTr("%1, time").arg(root.answer.label)
            onEditingFinished: root.answer.proposeMoment(day.text, text)
        }
        ActionButton {
            objectName: "now_" + root.answer.name
            text: qsTr("Now")
            enabled: !root.answer.readOnly
            onClicked: root.answer.proposeNow()
        }
    }
}
