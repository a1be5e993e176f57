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
    property bool blank: false // there is nothing to see of it now
    property bool illustrated: true // its picture is a picture, and not what is answered on
    property bool explained: false // its guidance is unfolded
    // What the page has to do for it: "clock", "camera", "scan", "code", "file", "document",
    // "remove" or "add".
    signal asked(what: string)
    default property alias content: slot.data

    objectName: "question_" + answer.name
    spacing: Theme.gap
    Accessible.role: Accessible.Grouping
    Accessible.name: answer.label

    RowLayout {
        // Long words wrap: as wide as they would be on one line the question is never, not even before it is laid out.
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        visible: root.framed && root.answer.label.trim().length > 0 // the head of a table list has a blank
        spacing: Theme.gap
        Heading {
            words: root.answer.label
            styled: root.answer.styledLabel
            font.pixelSize: Theme.body
            Accessible.name: root.answer.required ? qsTr("%1 (required)").arg(words) : words
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
    Illustration {
        shown: root.framed && root.illustrated
        answer: root.answer
    }
    Body {
        visible: text.length > 0
        words: root.answer.hint
        styled: root.answer.styledHint
        quiet: true
        font.pixelSize: Theme.small
    }
    ActionButton {
        objectName: "guidance_" + root.answer.name
        visible: root.answer.guidance.length > 0
        text: root.explained ? qsTr("Hide the explanation") : qsTr("Show the explanation")
        onClicked: root.explained = !root.explained
    }
    Body {
        visible: root.explained && text.length > 0
        words: root.answer.guidance
        styled: root.answer.styledGuidance
        font.pixelSize: Theme.small
    }
    ColumnLayout {
        id: slot
        Layout.fillWidth: true
        spacing: Theme.gap
    }
    // Below words that are all there is to read.
    Illustration {
        shown: !root.framed && root.illustrated
        answer: root.answer
    }
    ActionButton {
        objectName: "closer_" + root.answer.name
        visible: root.answer.largePictures.length > 0
        text: qsTr("Look closer")
        Accessible.description: qsTr("Shows the pictures of this question larger")
        onClicked: closer.open()
    }
    CloserLook {
        id: closer
        answer: root.answer
    }
    Notice {
        objectName: "problem_" + root.answer.name
        kind: "danger"
        text: root.answer.problem
    }
}
