// SPDX-License-Identifier: EUPL-1.2
// A line of text, and what is shown for every kind of question that this version does not know.
import QtQuick
import Balieblik.Theme

Question {
    id: root

    Field {
        id: field
        objectName: "field_" + root.answer.name
        readOnly: root.answer.readOnly
        wrong: root.answer.problem.length > 0
        inputMethodHints: root.answer.says("numbers") ? Qt.ImhFormattedNumbersOnly : Qt.ImhNone
        echoMode: root.answer.says("masked") ? TextInput.Password : TextInput.Normal
        Accessible.name: root.answer.label
        Accessible.description: root.answer.hint
        onTextEdited: pause.restart()
        onEditingFinished: root.answer.proposeTyped(text)

        // What is typed is kept without leaving the field: after a short pause.
        Timer {
            id: pause
            interval: 600
            onTriggered: root.answer.proposeTyped(field.text)
        }
        // What is stored never overtakes what is being typed.
        Binding {
            target: field
            property: "text"
            value: root.answer.shown
            when: !field.activeFocus
            restoreMode: Binding.RestoreNone
        }
        Component.onDestruction: if (pause.running) root.answer.proposeTyped(text)
    }
}
