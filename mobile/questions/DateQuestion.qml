// SPDX-License-Identifier: EUPL-1.2
// A day: typed, picked from a calendar, or today.
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
            placeholderText: qsTr("dd-mm-yyyy")
            readOnly: root.answer.readOnly
            wrong: root.answer.problem.length > 0
            inputMethodHints: Qt.ImhDate
            Accessible.name: root.answer.label
            Accessible.description: root.answer.hint
            onEditingFinished: root.answer.proposeTyped(text)
        }
        ActionButton {
            objectName: "calendar_" + root.answer.name
            visible: !root.answer.says("no-calendar")
            text: qsTr("Calendar")
            enabled: !root.answer.readOnly
            onClicked: calendar.show(root.answer.value)
        }
        ActionButton {
            objectName: "now_" + root.answer.name
            text: qsTr("Today")
            enabled: !root.answer.readOnly
            onClicked: root.answer.proposeNow()
        }
    }
    CalendarSheet {
        id: calendar
        objectName: "sheet_" + root.answer.name
        heading: root.answer.label
        onPicked: day => root.answer.propose(day)
    }
}
