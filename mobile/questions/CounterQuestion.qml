// SPDX-License-Identifier: EUPL-1.2
// A number that is counted up and down.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root

    RowLayout {
        spacing: Theme.margin
        ActionButton {
            objectName: "less_" + root.answer.name
            Layout.preferredWidth: Theme.hugeTouch
            enabled: !root.answer.readOnly && Number(root.answer.value) > 0
            text: "−"
            Accessible.name: qsTr("One less")
            onClicked: root.answer.count(-1)
        }
        Text {
            objectName: "value_" + root.answer.name
            Layout.fillWidth: true
            text: root.answer.value.length > 0 ? root.answer.shown : "–"
            color: Theme.text
            font.pixelSize: Theme.title
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        ActionButton {
            objectName: "more_" + root.answer.name
            Layout.preferredWidth: Theme.hugeTouch
            enabled: !root.answer.readOnly
            text: "+"
            Accessible.name: qsTr("One more")
            onClicked: root.answer.count(1)
        }
    }
}
