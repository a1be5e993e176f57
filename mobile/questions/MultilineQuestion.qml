// SPDX-License-Identifier: EUPL-1.2
// Free text of several lines. Names and looks of staff do not belong here; the form's hint says so.
import QtQuick
import Balieblik.Theme

Question {
    id: root

    FieldArea {
        id: field
        objectName: "field_" + root.answer.name
        readOnly: root.answer.readOnly
        wrong: root.answer.problem.length > 0
        Accessible.name: root.answer.label
        Accessible.description: root.answer.hint
        onTextChanged: if (activeFocus) pause.restart()
        onEditingFinished: root.answer.proposeTyped(text)

        Timer {
            id: pause
            interval: 600
            onTriggered: root.answer.proposeTyped(field.text)
        }
        // What is stored never overtakes what is being typed.
        Binding {
            target: field
            property: "text"
            value: root.answer.value
            when: !field.activeFocus
            restoreMode: Binding.RestoreNone
        }
        Component.onDestruction: if (pause.running) root.answer.proposeTyped(text)
    }
}
