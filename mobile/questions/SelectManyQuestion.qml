// SPDX-License-Identifier: EUPL-1.2
// Any number of answers from a list.
pragma ComponentBehavior: Bound
import QtQuick
import Balieblik.Theme

Question {
    id: root

    Repeater {
        model: root.answer.options
        ChoiceRow {
            id: choice
            required property var modelData
            objectName: "choice_" + root.answer.name + "_" + modelData.value
            many: true
            text: modelData.label
            chosen: root.answer.chosen.includes(modelData.value)
            enabled: !root.answer.readOnly
            onClicked: root.answer.toggle(choice.modelData.value)
        }
    }
}
