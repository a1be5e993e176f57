// SPDX-License-Identifier: EUPL-1.2
// What may happen to a visit besides answering: read the briefing again, cannot be done, hand back.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Dialogue {
    id: root
    required property AppViewModel app
    required property VisitViewModel model
    property string step: "menu" // "menu", "briefing", "abort" or "confirm"
    property string reason: ""
    property string reasonLabel: ""

    objectName: "visitMenuDialogue"
    heading: step === "briefing" ? model.scenario
        : step === "abort" ? qsTr("Why can it not be done?")
        : step === "confirm" ? qsTr("Stop this visit for good?") : qsTr("This visit")
    onAboutToShow: step = "menu"

    ColumnLayout {
        visible: root.step === "menu"
        spacing: Theme.gap
        ActionButton {
            objectName: "readBriefing"
            Layout.fillWidth: true
            visible: root.model.briefing.length > 0
            text: qsTr("Read the briefing")
            onClicked: root.step = "briefing"
        }
        ActionButton {
            objectName: "menuLanguage"
            Layout.fillWidth: true
            text: root.model.form.language === "nl" ? "English" : "Nederlands"
            onClicked: {
                root.app.settings.language = root.model.form.language === "nl" ? "en" : "nl";
                root.close();
            }
        }
        ActionButton {
            objectName: "cannotBeDone"
            Layout.fillWidth: true
            kind: "danger"
            text: qsTr("It cannot be done…")
            onClicked: root.step = "abort"
        }
        ActionButton {
            objectName: "handBackVisit"
            Layout.fillWidth: true
            visible: !root.model.practice
            kind: "danger"
            text: qsTr("Hand back…")
            onClicked: {
                root.close();
                handBack.open();
            }
        }
    }
    ColumnLayout {
        visible: root.step === "briefing"
        spacing: Theme.gap
        Body { objectName: "menuContact"; text: root.model.contact }
        Body { text: root.model.briefing }
        Heading { text: qsTr("Answer key"); visible: root.model.answerKey.length > 0 }
        Body { text: root.model.answerKey; visible: text.length > 0 }
    }
    ColumnLayout {
        visible: root.step === "abort"
        spacing: Theme.gap
        Repeater {
            model: root.model.abortReasons
            ActionButton {
                required property string code
                required property string label
                objectName: "abort_" + code
                Layout.fillWidth: true
                text: label
                onClicked: {
                    root.reason = code;
                    root.reasonLabel = label;
                    root.step = "confirm";
                }
            }
        }
    }
    ColumnLayout {
        visible: root.step === "confirm"
        spacing: Theme.gap
        Body { text: root.reasonLabel; font.weight: Font.DemiBold }
        Body { text: qsTr("The visit is sealed as it is and handed in with this reason. It does not count in the scores.") }
        ActionButton {
            objectName: "confirmAbort"
            Layout.fillWidth: true
            kind: "danger"
            text: qsTr("Stop and hand in")
            enabled: !root.model.busy
            onClicked: {
                root.close();
                root.model.abort(root.reason);
            }
        }
    }
    ActionButton {
        objectName: "closeVisitMenu"
        Layout.fillWidth: true
        text: qsTr("Go on with the visit")
        onClicked: root.close()
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
