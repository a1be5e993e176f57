// SPDX-License-Identifier: EUPL-1.2
// A number, with a comma or a point.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root

    Field {
        id: field
        objectName: "field_" + root.answer.name
        Layout.maximumWidth: Math.round(240 * Theme.scale)
        readOnly: root.answer.readOnly
        wrong: root.answer.problem.length > 0
        inputMethodHints: Qt.ImhFormattedNumbersOnly
        Accessible.name: root.answer.label
        Accessible.description: root.answer.hint
        onTextEdited: pause.restart()
        onEditingFinished: root.answer.proposeTyped(text)

        Timer {
            id: pause
            interval: 900
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
