// SPDX-License-Identifier: EUPL-1.2
// A month of a year, kept as its first day.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root
    readonly property bool given: answer.value.length >= 7
    readonly property int year: given ? Number(answer.value.substring(0, 4)) : new Date().getFullYear()
    readonly property int month: given ? Number(answer.value.substring(5, 7)) : 0

    RowLayout {
        spacing: Theme.gap
        ActionButton {
            Accessible.name: qsTr("Year before")
            text: "‹"
            enabled: !root.answer.readOnly && root.given
            onClicked: root.answer.proposeMonth(root.year - 1, root.month)
        }
        Text {
            Layout.fillWidth: true
            text: root.year
            color: Theme.text
            font.pixelSize: Theme.large
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        ActionButton {
            Accessible.name: qsTr("Year after")
            text: "›"
            enabled: !root.answer.readOnly && root.given
            onClicked: root.answer.proposeMonth(root.year + 1, root.month)
        }
    }
    GridLayout {
        Layout.fillWidth: true
        columns: Math.max(2, Math.min(6, Math.floor(root.width / (Theme.scale * 96))))
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        Repeater {
            model: 12
            ChoiceRow {
                required property int index
                objectName: "choice_" + root.answer.name + "_" + (index + 1)
                Layout.preferredWidth: 1
                text: Qt.locale().standaloneMonthName(index, Locale.ShortFormat)
                Accessible.name: Qt.locale().standaloneMonthName(index)
                chosen: root.month === index + 1
                enabled: !root.answer.readOnly
                onClicked: root.answer.proposeMonth(root.year, index + 1)
            }
        }
    }
}
