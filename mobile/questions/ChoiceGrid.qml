// SPDX-License-Identifier: EUPL-1.2
// The choices of a question: as many beside each other as fit or as the form wants, each wide enough for a cold finger.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

GridLayout {
    id: root
    required property Answer answer
    readonly property int fitting: Math.max(1, Math.floor(width / (Theme.scale * (answer.longOptions ? 330 : 160))))
    // A form may ask for more columns than a phone has room for.
    readonly property int room: Math.max(1, Math.floor(width / (Theme.scale * 96)))

    Layout.fillWidth: true
    columns: Math.max(1, Math.min(answer.options.length, answer.columns > 0 ? Math.min(answer.columns, room) : fitting))
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap

    Repeater {
        model: root.answer.options
        delegate: root.answer.many ? several : one
    }
    Component {
        id: one
        ChoiceRow {
            id: choice
            required property var modelData
            objectName: "choice_" + root.answer.name + "_" + modelData.value
            Layout.preferredWidth: 1
            Layout.fillHeight: true
            text: modelData.label
            chosen: root.answer.chosen.includes(modelData.value)
            enabled: !root.answer.readOnly
            onClicked: root.answer.choose(choice.modelData.value)
        }
    }
    Component {
        id: several
        TickRow {
            id: tick
            required property var modelData
            objectName: "choice_" + root.answer.name + "_" + modelData.value
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.fillHeight: true
            text: modelData.label
            chosen: root.answer.chosen.includes(modelData.value)
            enabled: !root.answer.readOnly
            onClicked: root.answer.choose(tick.modelData.value)
        }
    }
}
