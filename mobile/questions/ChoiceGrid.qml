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
    readonly property int fitting: Math.max(1, Math.floor(width / (Theme.scale * (answer.longOptions && !answer.says("columns-pack") ? 330 : 160))))
    // A form may want choices that are pictures without a mark before them.
    readonly property bool bare: answer.says("no-buttons")
    // A form may ask for more columns than a phone has room for.
    readonly property int room: Math.max(1, Math.floor(width / (Theme.scale * (answer.illustrated ? 140 : 96))))

    Layout.fillWidth: true
    columns: Math.max(1, Math.min(answer.options.length, answer.columns > 0 ? Math.min(answer.columns, room) : fitting))
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap

    Body {
        visible: root.answer.options.length === 0
        quiet: true
        text: qsTr("There is nothing to choose from yet. That may depend on another answer.")
    }
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
            styled: modelData.styled
            spoken: modelData.spoken
            picture: modelData.picture
            bare: root.bare
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
            styled: modelData.styled
            spoken: modelData.spoken
            picture: modelData.picture
            bare: root.bare
            chosen: root.answer.chosen.includes(modelData.value)
            enabled: !root.answer.readOnly
            onClicked: root.answer.choose(tick.modelData.value)
        }
    }
}
