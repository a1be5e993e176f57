// SPDX-License-Identifier: EUPL-1.2
// The frame of every question: its words, the mark of a required one, what is wrong, and whether it is on disk.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

ColumnLayout {
    id: root
    required property Answer answer
    property bool framed: true
    // What the page has to do for it: "clock", "camera", "scan", "code", "file", "document",
    // "remove" or "add".
    signal asked(what: string)
    default property alias content: slot.data

    objectName: "question_" + answer.name
    spacing: Theme.gap
    Accessible.role: Accessible.Grouping
    Accessible.name: answer.label

    RowLayout {
        visible: root.framed && root.answer.label.length > 0
        spacing: Theme.gap
        Heading {
            text: root.answer.label
            font.pixelSize: Theme.body
            Accessible.name: root.answer.required ? qsTr("%1 (required)").arg(text) : text
        }
        Text {
            objectName: "saved_" + root.answer.name
            Layout.alignment: Qt.AlignTop
            visible: text.length > 0
            text: root.answer.saving ? qsTr("Saving…") : root.answer.saved ? qsTr("Saved ✓") : ""
            color: root.answer.saving ? Theme.muted : Theme.good
            font.pixelSize: Theme.small
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }
    Body {
        visible: text.length > 0
        text: root.answer.hint
        quiet: true
        font.pixelSize: Theme.small
    }
    ColumnLayout {
        id: slot
        Layout.fillWidth: true
        spacing: Theme.gap
    }
    Notice {
        objectName: "problem_" + root.answer.name
        kind: "danger"
        text: root.answer.problem
    }
}
