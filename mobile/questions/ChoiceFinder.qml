// SPDX-License-Identifier: EUPL-1.2
// Finds a choice in a long list: what is typed narrows it down.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

ColumnLayout {
    id: root
    required property Answer answer
    property bool searchable: answer.options.length > 8
    readonly property int most: 25
    readonly property var found: answer.options.length > 0 ? answer.find(search.text, most) : []
    signal picked

    function pick(value: string) {
        answer.choose(value);
        picked();
    }

    spacing: Theme.gap

    Field {
        id: search
        objectName: "search_" + root.answer.name
        visible: root.searchable && root.answer.options.length > 0
        readOnly: root.answer.readOnly
        placeholderText: qsTr("Search in %n answer(s)", "", root.answer.options.length)
        inputMethodHints: Qt.ImhNoPredictiveText
        Accessible.name: qsTr("Search: %1").arg(root.answer.label)
        onAccepted: if (root.found.length === 1) {
            root.pick(root.found[0].value);
        }
    }
    Repeater {
        model: root.found
        delegate: root.answer.many ? several : one
    }
    Component {
        id: one
        ChoiceRow {
            id: choice
            required property var modelData
            objectName: "choice_" + root.answer.name + "_" + modelData.value
            text: modelData.label
            styled: modelData.styled
            spoken: modelData.spoken
            picture: modelData.picture
            chosen: root.answer.chosen.includes(modelData.value)
            enabled: !root.answer.readOnly
            onClicked: root.pick(choice.modelData.value)
        }
    }
    Component {
        id: several
        TickRow {
            id: tick
            required property var modelData
            objectName: "choice_" + root.answer.name + "_" + modelData.value
            text: modelData.label
            styled: modelData.styled
            spoken: modelData.spoken
            picture: modelData.picture
            chosen: root.answer.chosen.includes(modelData.value)
            enabled: !root.answer.readOnly
            onClicked: root.pick(tick.modelData.value)
        }
    }
    Body {
        visible: text.length > 0
        quiet: true
        text: root.answer.options.length === 0 ? qsTr("There is nothing to choose from yet. That may depend on another answer.")
            : root.found.length === 0 ? qsTr("Nothing was found. Try other words.")
                                      : root.found.length === root.most && root.answer.options.length > root.most ? qsTr("There are more: type to narrow them down.") : ""
    }
}
