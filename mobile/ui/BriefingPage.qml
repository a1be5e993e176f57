// SPDX-License-Identifier: EUPL-1.2
// One assignment before it is carried out: where, when, what to say, and the start.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Item {
    id: root
    required property AppViewModel app
    required property BriefingViewModel model
    property bool beside: false // the list stands beside it

    objectName: "briefingPage"

    Body {
        visible: root.beside && !root.model.shown
        anchors.centerIn: parent
        width: parent.width - 4 * Theme.margin
        horizontalAlignment: Text.AlignHCenter
        quiet: true
        text: qsTr("Choose an assignment to read its briefing.")
    }
    Notice {
        visible: root.beside && !root.model.shown && text.length > 0
        width: parent.width
        kind: "danger"
        text: root.model.error
    }
    Sheet {
        anchors.fill: parent
        visible: root.model.shown

        BarButton {
            objectName: "briefingBack"
            visible: !root.beside
            text: qsTr("‹ Assignments")
            onClicked: root.app.back()
        }
        Heading { objectName: "briefingPlace"; level: 1; text: root.model.place }
        Notice { objectName: "briefingError"; kind: "danger"; text: root.model.error }
        Notice { objectName: "briefingNotice"; kind: "warning"; text: root.model.notice }
        Notice { objectName: "briefingProgress"; kind: "good"; text: root.model.progress }
        Card {
            visible: root.model.returned.length > 0
            color: Theme.dangerSurface
            Heading { text: qsTr("Sent back by the reviewer"); color: Theme.danger }
            Body { objectName: "briefingReturned"; text: root.model.returned }
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap
            ActionButton {
                objectName: "startVisit"
                visible: root.model.canStart
                kind: "primary"
                text: root.model.startLabel
                enabled: !root.app.visit.busy
                onClicked: root.model.start()
            }
            ActionButton {
                objectName: "acceptAssignment"
                visible: root.model.canAccept
                text: qsTr("Accept")
                onClicked: root.model.accept()
            }
            ActionButton {
                objectName: "declineAssignment"
                visible: root.model.canDecline
                kind: "danger"
                text: qsTr("Decline…")
                onClicked: decline.open()
            }
            ActionButton {
                objectName: "handBackAssignment"
                visible: root.model.canHandBack
                kind: "danger"
                text: qsTr("Hand back…")
                onClicked: handBack.open()
            }
        }
        Card {
            Fact { objectName: "briefingContact"; name: root.model.contactName; value: root.model.contact }
            Fact { name: qsTr("Appointment"); value: root.model.appointment }
            Fact { name: qsTr("When"); value: root.model.when }
            Fact { name: qsTr("Hand in before"); value: root.model.deadline }
            Fact { name: qsTr("Opening hours"); value: root.model.openingHours }
            Fact { name: qsTr("Wave"); value: root.model.wave }
        }
        Card {
            Heading { text: root.model.title }
            Body { objectName: "briefingText"; text: root.model.text }
            Body { visible: root.model.minutes > 0; quiet: true; text: qsTr("At most %n minute(s) of a clerk's time.", "", root.model.minutes) }
        }
        Card {
            visible: root.model.answerKey.length > 0
            Heading { text: qsTr("Answer key") }
            Body { text: root.model.answerKey }
        }
    }
    ReasonDialogue {
        id: decline
        objectName: "declineDialogue"
        heading: qsTr("Decline this assignment?")
        explanation: qsTr("The office gives it to somebody else. Tell in a few words why.")
        action: qsTr("Decline")
        onConfirmed: reason => root.model.decline(reason)
    }
    ReasonDialogue {
        id: handBack
        objectName: "handBackDialogue"
        heading: qsTr("Hand this assignment back?")
        explanation: qsTr("The office gives it to somebody else, and what you filled in is removed. Tell in a few words why.")
        action: qsTr("Hand back")
        onConfirmed: reason => root.model.handBack(reason)
    }
}
