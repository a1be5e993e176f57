// SPDX-License-Identifier: EUPL-1.2
// A moment of the wait clock. It is tapped on the clock's own page; here it is read, or one goes there.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root

    Flow {
        Layout.fillWidth: true
        spacing: Theme.margin
        Text {
            objectName: "lap_time_" + root.answer.name
            text: root.answer.shown.length > 0 ? root.answer.shown : qsTr("not yet")
            color: root.answer.shown.length > 0 ? Theme.text : Theme.muted
            font.pixelSize: Theme.title
            font.weight: Font.DemiBold
            height: Theme.touch
            verticalAlignment: Text.AlignVCenter
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        ActionButton {
            objectName: "clock_" + root.answer.name
            text: root.answer.shown.length > 0 ? qsTr("Correct on the wait clock") : qsTr("Open the wait clock")
            onClicked: root.asked("clock")
        }
    }
}
