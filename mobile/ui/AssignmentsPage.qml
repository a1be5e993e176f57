// SPDX-License-Identifier: EUPL-1.2
// What there is to do: to correct, today, upcoming, handed in.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Item {
    id: root
    required property AppViewModel app
    readonly property AssignmentListModel list: app.assignments

    objectName: "assignmentsPage"

    ListView {
        id: view
        objectName: "assignmentList"
        anchors.fill: parent
        anchors.leftMargin: Math.max(Theme.margin, (root.width - Theme.column) / 2)
        anchors.rightMargin: anchors.leftMargin
        topMargin: Theme.margin
        bottomMargin: Theme.margin
        spacing: Theme.gap
        clip: true
        activeFocusOnTab: false
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 2000
        // What is said above the list grows upwards, out of sight of whoever stands at its beginning.
        property bool begins: true
        onMovementEnded: begins = atYBeginning
        onOriginYChanged: if (begins) positionViewAtBeginning()
        model: root.list
        ScrollBar.vertical: ScrollBar {}

        // Qt 6.4 makes no headers and sections from bound components, so these reach for ids and the linter is told so.
        // qmllint disable unqualified
        header: ColumnLayout {
            width: view.width
            spacing: Theme.gap
            Heading { level: 1; text: qsTr("Assignments") }
            Notice { objectName: "assignmentsError"; kind: "danger"; text: root.list.error }
            Notice { objectName: "leaseOverList"; kind: "warning"; text: root.app.sync.lease }
            Notice { objectName: "syncProblem"; kind: "danger"; text: root.app.sync.tint === "danger" ? root.app.sync.problem : "" }
            ActionButton {
                objectName: "goToEnrolAgain"
                Layout.fillWidth: true
                visible: root.app.sync.forgotten
                kind: "primary"
                text: qsTr("What to do now")
                onClicked: root.app.go("sync")
            }
            Notice { kind: "danger"; text: root.app.briefing.shown ? "" : root.app.briefing.error }
            Notice { objectName: "offerError"; kind: "danger"; text: root.app.offers.error }
            Repeater {
                model: root.app.offers.offers
                OfferCard {
                    onWanted: root.app.offers.takeOver(key)
                    onDismissed: root.app.offers.dismiss(key)
                }
            }
            Card {
                visible: root.list.loaded && root.list.count === 0
                Heading { objectName: "noAssignments"; text: qsTr("Nothing to do now") }
                Body { text: qsTr("New assignments appear here by themselves as soon as the tablet has a connection. Meanwhile you can practise.") }
            }
            Item { Layout.preferredHeight: 1 }
        }
        section.property: "group"
        section.delegate: Heading {
            required property string section
            width: view.width
            topPadding: Theme.margin
            bottomPadding: 4
            text: section
        }
        delegate: AssignmentRow {
            width: view.width
            current: root.app.page === "briefing" && root.app.briefing.key === key
            onClicked: root.app.showBriefing(key)
        }
        footer: ColumnLayout {
            width: view.width
            Item { Layout.preferredHeight: Theme.margin }
            ActionButton {
                objectName: "startPractice"
                Layout.fillWidth: true
                text: qsTr("Practise a visit")
                onClicked: root.app.startPractice()
            }
        }
        // qmllint enable unqualified
    }
}
