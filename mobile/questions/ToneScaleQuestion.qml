// SPDX-License-Identifier: EUPL-1.2
// A scale whose levels are spelled out: what was seen is matched with words, not with a feeling for numbers.
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
            mark: modelData.mark
            text: modelData.label
            chosen: root.answer.value === modelData.value
            enabled: !root.answer.readOnly
            onClicked: root.answer.propose(choice.modelData.value)
        }
    }
}
