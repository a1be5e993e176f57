// SPDX-License-Identifier: EUPL-1.2
// Choices that are folded away: the answer stands on a button, which opens the list.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root
    readonly property string said: answer.value.length > 0 ? answer.chosenText() : ""

    ActionButton {
        objectName: "open_" + root.answer.name
        Layout.fillWidth: true
        enabled: !root.answer.readOnly
        text: root.said.length > 0 ? root.said : qsTr("Choose…")
        Accessible.name: qsTr("%1: %2").arg(root.answer.label).arg(text)
        Accessible.description: qsTr("Opens the list of answers")
        onClicked: list.open()
    }
    ActionButton {
        objectName: "clear_" + root.answer.name
        visible: root.said.length > 0 && !root.answer.required && !root.answer.readOnly
        text: qsTr("Clear this answer")
        onClicked: root.answer.propose("")
    }
    Dialogue {
        id: list
        objectName: "list_" + root.answer.name
        heading: root.answer.label

        ChoiceFinder {
            Layout.fillWidth: true
            answer: root.answer
            onPicked: if (!root.answer.many) list.close()
        }
        ActionButton {
            objectName: "close_" + root.answer.name
            Layout.fillWidth: true
            kind: root.answer.many ? "primary" : "plain"
            text: root.answer.many ? qsTr("Done") : qsTr("Cancel")
            onClicked: list.close()
        }
    }
}
