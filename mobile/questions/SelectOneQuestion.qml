// SPDX-License-Identifier: EUPL-1.2
// One of a few answers. Short ones stand beside each other where there is room, each wide enough for a cold finger.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root

    GridLayout {
        id: grid
        readonly property int fitting: Math.floor(root.width / (Theme.scale * (root.answer.longOptions ? 330 : 160)))

        Layout.fillWidth: true
        columns: Math.max(1, Math.min(root.answer.options.length, fitting))
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        Repeater {
            model: root.answer.options
            ChoiceRow {
                id: choice
                required property var modelData
                objectName: "choice_" + root.answer.name + "_" + modelData.value
                Layout.preferredWidth: 1
                Layout.fillHeight: true
                text: modelData.label
                chosen: root.answer.value === modelData.value
                enabled: !root.answer.readOnly
                onClicked: root.answer.propose(choice.modelData.value)
            }
        }
    }
}
