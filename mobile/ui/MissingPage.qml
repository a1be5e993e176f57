// SPDX-License-Identifier: EUPL-1.2
// What still stands in the way, what looks odd, and the seal.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Sheet {
    id: root
    required property AppViewModel app
    required property VisitViewModel model
    readonly property FormViewModel form: model.form

    objectName: "missingPage"

    Heading { level: 1; text: root.form.complete ? qsTr("Ready to hand in") : qsTr("What is missing") }
    Body {
        objectName: "missingSummary"
        text: root.form.complete ? qsTr("Every question that applies has an answer.")
                                 : qsTr("%n question(s) still need attention. Tap one to go there.", "", root.form.missing)
    }
    Repeater {
        model: root.form.findings
        FindingRow {
            objectName: "finding"
            onClicked: {
                root.app.go("section");
                root.form.goToQuestion(reference);
            }
        }
    }
    Notice { objectName: "sealError"; kind: "danger"; text: root.model.error }
    ActionButton {
        objectName: "seal"
        Layout.fillWidth: true
        minimumHeight: Theme.touch + 12
        kind: "primary"
        text: root.model.practice ? qsTr("Finish the practice visit") : qsTr("Seal and hand in")
        enabled: root.form.complete && !root.model.busy && !root.form.saving
        onClicked: confirm.open()
    }
    Body {
        visible: root.form.complete
        quiet: true
        text: root.model.practice ? qsTr("A practice visit is never sent. You see its score afterwards.")
                                  : qsTr("After sealing the visit no longer changes. It is sent as soon as there is a connection.")
    }
    Dialogue {
        id: confirm
        objectName: "sealDialogue"
        heading: root.model.practice ? qsTr("Finish the practice visit?") : qsTr("Seal this visit?")
        Body {
            text: root.model.practice ? qsTr("It is not sent to anybody.")
                                      : qsTr("You then cannot change it any more, unless a reviewer sends it back.")
        }
        ActionButton {
            objectName: "confirmSeal"
            Layout.fillWidth: true
            kind: "primary"
            text: root.model.practice ? qsTr("Finish") : qsTr("Seal")
            enabled: !root.model.busy
            onClicked: {
                confirm.close();
                root.model.seal();
            }
        }
        ActionButton {
            objectName: "cancelSeal"
            Layout.fillWidth: true
            text: qsTr("Not yet")
            onClicked: confirm.close()
        }
    }
}
