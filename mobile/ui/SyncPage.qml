// SPDX-License-Identifier: EUPL-1.2
// Where the work is, and what the office has vouched for.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Sheet {
    id: root
    required property SyncViewModel model

    objectName: "syncPage"

    Heading { level: 1; text: qsTr("Sending") }
    Notice { objectName: "syncSummary"; kind: root.model.tint === "danger" ? "warning" : root.model.tint; text: root.model.summary }
    Notice { objectName: "syncProblem"; kind: "danger"; text: root.model.problem }
    EnrolAgainCard { visible: root.model.forgotten; model: root.model }
    Notice { objectName: "leaseOver"; kind: "warning"; text: root.model.lease }
    GridLayout {
        // Below each other where large text leaves a word no room beside the button.
        columns: root.width < 420 * Theme.scale ? 1 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        Body { objectName: "lastContact"; quiet: true; text: root.model.lastContact }
        ActionButton {
            objectName: "syncNow"
            text: root.model.busy ? qsTr("Sending…") : qsTr("Send now")
            enabled: !root.model.busy
            onClicked: root.model.syncNow()
        }
    }
    Card {
        visible: root.model.waiting > 0
        Heading { text: qsTr("Still on this tablet") }
        Repeater {
            model: root.model.lanes
            RowLayout {
                id: lane
                required property string name
                required property int amount
                Body { text: lane.name }
                Text {
                    text: lane.amount
                    color: Theme.text
                    font.pixelSize: Theme.body
                    font.weight: Font.DemiBold
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                }
            }
        }
    }
    Card {
        objectName: "openVisits"
        visible: root.model.openVisits.count > 0
        Heading { text: qsTr("Waiting for an answer") }
        Body {
            quiet: true
            text: qsTr("These stay open until a call-back or a reply comes. Once its time has passed the question closes by itself; then finish the rest and hand it in.")
        }
        Repeater {
            model: root.model.openVisits
            ColumnLayout {
                id: open
                required property string place
                required property string note
                spacing: 0
                Body { text: open.place; font.weight: Font.DemiBold }
                Body { objectName: "openVisitNote"; text: open.note }
            }
        }
    }
    Body { objectName: "unkeptDrafts"; quiet: true; visible: text.length > 0; text: root.model.drafts }
    Body { objectName: "photosStay"; quiet: true; visible: root.model.begun; text: qsTr("Photos of a visit that you have begun are on this tablet only, until you hand the visit in. Of your answers and times the office is sent a copy while you work.") }
    BundleCard { visible: root.model.cutOff; model: root.model }
    Heading { text: qsTr("Visits handed in") }
    Body { visible: root.model.visits.count === 0; quiet: true; text: qsTr("None yet.") }
    Repeater {
        model: root.model.visits
        LadderCard {}
    }
}
