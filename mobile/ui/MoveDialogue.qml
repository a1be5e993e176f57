// SPDX-License-Identifier: EUPL-1.2
// What going over to another version of the questionnaire would keep of the answers, before it is done.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Dialogue {
    id: root
    required property MoveViewModel model

    objectName: "moveDialogue"
    heading: qsTr("Go on with version %1 of the questionnaire?").arg(model.version)
    onAboutToShow: model.plan()

    Body { text: qsTr("The office published a newer version while you were filling in this one. You may finish as you began, or go over now.") }
    Body {
        objectName: "moveCarried"
        visible: root.model.planned
        font.weight: Font.DemiBold
        text: qsTr("%n answer(s) go along.", "", root.model.carried)
    }
    ColumnLayout {
        visible: root.model.left.count > 0
        spacing: Theme.gap
        Heading { text: qsTr("Do not fit the newer version") }
        Body { quiet: true; text: qsTr("They stay in this visit's log; nothing is lost.") }
        Repeater {
            model: root.model.left
            ColumnLayout {
                id: line
                required property string question
                required property string answer
                required property string why
                objectName: "moveLeft"
                spacing: 0
                Body { text: line.question; font.weight: Font.DemiBold }
                Body { text: line.answer }
                Body { text: line.why; quiet: true; font.pixelSize: Theme.small }
            }
        }
    }
    ColumnLayout {
        visible: root.model.added.count > 0
        spacing: Theme.gap
        Heading { text: qsTr("Asked besides") }
        Repeater {
            model: root.model.added
            Body {
                required property string question
                objectName: "moveAdded"
                text: question
            }
        }
    }
    Notice { objectName: "moveError"; kind: "danger"; text: root.model.error }
    ActionButton {
        objectName: "confirmMove"
        Layout.fillWidth: true
        kind: "primary"
        text: qsTr("Go over to version %1").arg(root.model.version)
        enabled: root.model.planned && !root.model.busy
        onClicked: root.model.move()
    }
    ActionButton {
        objectName: "stayOnVersion"
        Layout.fillWidth: true
        text: qsTr("Finish as I began")
        onClicked: root.close()
    }
}
