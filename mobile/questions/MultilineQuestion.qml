// SPDX-License-Identifier: EUPL-1.2
// Free text of several lines. Names and looks of staff do not belong here; the form's hint says so.
import QtQuick
import Balieblik.Theme

Question {
    id: root

    FieldArea {
        objectName: "field_" + root.answer.name
        text: root.answer.value
        readOnly: root.answer.readOnly
        wrong: root.answer.problem.length > 0
        Accessible.name: root.answer.label
        Accessible.description: root.answer.hint
        onTextChanged: if (activeFocus) pause.restart()
        onEditingFinished: root.answer.proposeTyped(text)

        Timer {
            id: pause
            interval: 600
            onTriggered: root.answer.proposeTyped(parent.text)
        }
    }
}
