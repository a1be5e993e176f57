// SPDX-License-Identifier: EUPL-1.2
// Answers beside each other with their words below ("likert"), or one row of a table of questions with the same answers:
// its head ("label") and its rows ("list-nolabel", "list"). Where there is no room, the answers stand below each other.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Balieblik.Theme

Question {
    id: root
    readonly property bool head: answer.says("label")
    readonly property bool bare: answer.says("list-nolabel")
    // Without room for a table its head says nothing: each row has its words.
    blank: head && !roomy && answer.label.trim().length === 0
    readonly property bool roomy: width >= answer.options.length * 84 * Theme.scale

    // A layout without height is not laid out, and would never learn that it has room.
    Item {
        visible: root.head
        implicitHeight: 1
    }
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
            delegate: root.head ? word : root.answer.many ? several : one
        }
    }
    Component {
        id: word
        LevelFace {
            required property var modelData
            objectName: "scale_" + root.answer.name + "_" + modelData.value
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            marked: false
            text: modelData.label
            picture: modelData.picture
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData.spoken
        }
    }
    Component {
        id: one
        T.RadioButton {
            id: level
            required property var modelData
            readonly property bool chosen: root.answer.chosen.includes(modelData.value)

            objectName: "scale_" + root.answer.name + "_" + modelData.value
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            implicitHeight: Math.max(Theme.touch, implicitContentHeight + Theme.gap)
            activeFocusOnTab: true
            autoExclusive: false
            checked: chosen
            onToggled: checked = Qt.binding(() => level.chosen)
            enabled: !root.answer.readOnly
            Accessible.name: modelData.spoken
            Accessible.checked: level.chosen
            Accessible.onPressAction: clicked()
            Accessible.onToggleAction: clicked()
            Keys.onReturnPressed: clicked()
            Keys.onEnterPressed: clicked()
            onClicked: root.answer.choose(level.modelData.value)

            background: Rectangle {
                radius: Theme.radius
                color: level.chosen ? Theme.selected : level.down ? Theme.raised : "transparent"
            }
            contentItem: LevelFace { worded: !root.bare; chosen: level.chosen; text: level.modelData.label; picture: level.modelData.picture }
            FocusRing { shown: level.visualFocus }
        }
    }
    Component {
        id: several
        T.CheckBox {
            id: tick
            required property var modelData
            readonly property bool chosen: root.answer.chosen.includes(modelData.value)

            objectName: "scale_" + root.answer.name + "_" + modelData.value
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            implicitHeight: Math.max(Theme.touch, implicitContentHeight + Theme.gap)
            activeFocusOnTab: true
            checked: chosen
            onToggled: checked = Qt.binding(() => tick.chosen)
            enabled: !root.answer.readOnly
            Accessible.name: modelData.spoken
            Accessible.checked: tick.chosen
            Accessible.onPressAction: clicked()
            Accessible.onToggleAction: clicked()
            Keys.onReturnPressed: clicked()
            Keys.onEnterPressed: clicked()
            onClicked: root.answer.choose(tick.modelData.value)

            background: Rectangle {
                radius: Theme.radius
                color: tick.chosen ? Theme.selected : tick.down ? Theme.raised : "transparent"
            }
            contentItem: LevelFace { many: true; worded: !root.bare; chosen: tick.chosen; text: tick.modelData.label; picture: tick.modelData.picture }
            FocusRing { shown: tick.visualFocus }
        }
    }
}
