// SPDX-License-Identifier: EUPL-1.2
// Answers beside each other with their words below ("likert"), or one row of a table of questions with the same answers:
// its head ("label") and its rows ("list-nolabel", "list"). Where there is no room, the answers stand below each other.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root
    readonly property bool head: answer.says("label")
    readonly property bool bare: answer.says("list-nolabel")
    readonly property bool roomy: width >= answer.options.length * 84 * Theme.scale

    ChoiceGrid {
        visible: !root.roomy && !root.head
        answer: root.answer
    }
    RowLayout {
        Layout.fillWidth: true
        visible: root.roomy
        spacing: Theme.gap
        Repeater {
            model: root.roomy ? root.answer.options : []
            AbstractButton {
                id: level
                required property var modelData
                readonly property bool chosen: root.answer.chosen.includes(modelData.value)

                objectName: "scale_" + root.answer.name + "_" + modelData.value
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                implicitHeight: Math.max(Theme.touch, implicitContentHeight + Theme.gap)
                activeFocusOnTab: !root.head
                enabled: !root.head && !root.answer.readOnly
                Accessible.role: root.head ? Accessible.StaticText : root.answer.many ? Accessible.CheckBox : Accessible.RadioButton
                Accessible.name: modelData.label
                Accessible.checkable: !root.head
                Accessible.checked: chosen
                Accessible.onPressAction: clicked()
                Keys.onReturnPressed: clicked()
                Keys.onEnterPressed: clicked()
                onClicked: root.answer.choose(modelData.value)

                background: Rectangle {
                    radius: Theme.radius
                    color: level.chosen ? Theme.selected : level.down ? Theme.raised : "transparent"
                }
                contentItem: ColumnLayout {
                    spacing: 4
                    Rectangle {
                        visible: !root.head
                        Layout.alignment: Qt.AlignHCenter
                        implicitWidth: Math.round(28 * Math.min(Theme.scale, 1.5))
                        implicitHeight: implicitWidth
                        radius: root.answer.many ? 5 : width / 2
                        color: level.chosen ? Theme.primary : Theme.surface
                        border.width: 2
                        border.color: level.chosen ? Theme.primary : Theme.border
                        Text {
                            anchors.centerIn: parent
                            text: level.chosen ? "✓" : ""
                            color: Theme.primaryInk
                            font.pixelSize: Theme.small
                            font.weight: Font.Bold
                            Accessible.ignored: true
                        }
                    }
                    Text {
                        visible: !root.bare
                        Layout.fillWidth: true
                        text: level.modelData.label
                        color: Theme.text
                        font.pixelSize: Theme.small
                        font.weight: level.chosen || root.head ? Font.DemiBold : Font.Normal
                        horizontalAlignment: Text.AlignHCenter
                        wrapMode: Text.Wrap
                        textFormat: Text.PlainText
                        Accessible.ignored: true
                    }
                }
                FocusRing { shown: level.visualFocus }
            }
        }
    }
}
