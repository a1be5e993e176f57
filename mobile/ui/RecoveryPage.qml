// SPDX-License-Identifier: EUPL-1.2
// The PIN is forgotten: six words to compare over the telephone, what two people at the office answered, and another
// PIN when they agreed.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Sheet {
    id: root
    required property RecoveryViewModel model
    readonly property bool granted: model.state === "granted"
    readonly property bool ended: model.state === "refused" || model.state === "expired"

    objectName: "recoveryPage"
    lineWidth: Math.round(480 * Math.min(Theme.scale, 1.4))

    Heading { level: 1; text: root.model.pin ? qsTr("Forgotten PIN") : qsTr("Forgotten pass-phrase") }
    Notice { objectName: "recoveryError"; kind: "danger"; text: root.model.error }
    Notice { objectName: "recoveryProgress"; kind: root.ended ? "danger" : root.granted ? "good" : "info"; text: root.model.progress }
    Card {
        visible: root.model.state === "none" || root.ended
        Body { text: qsTr("Two people at the office can open this tablet together. Nothing on it is lost. It needs a connection to the network; call your coordinator as well, so that they know it is you.") }
        ActionButton {
            objectName: "askRecovery"
            Layout.fillWidth: true
            kind: "primary"
            text: root.model.busy ? qsTr("One moment…") : qsTr("Ask the office")
            enabled: !root.model.busy
            onClicked: root.model.ask()
        }
    }
    Card {
        visible: root.model.words.length > 0 && !root.granted && !root.ended
        Heading { text: qsTr("Read these six words out") }
        Body { text: qsTr("The office sees six words beside your request. They only agree if those are the same, in the same order.") }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap
            Repeater {
                model: root.model.words
                Pill {
                    required property string modelData
                    required property int index
                    objectName: "recoveryWord"
                    text: (index + 1) + ". " + modelData
                }
            }
        }
    }
    Card {
        visible: root.granted
        Heading { text: root.model.pin ? qsTr("Choose another PIN") : qsTr("Choose another pass-phrase") }
        SecretField { id: secret; objectName: "recoverySecret"; pin: root.model.pin; name: root.model.pin ? qsTr("PIN") : qsTr("Pass-phrase") }
        SecretField {
            id: again
            objectName: "recoverySecretAgain"
            pin: root.model.pin
            name: qsTr("Once more")
            onSubmitted: root.model.choose(secret.text, again.text)
        }
        ActionButton {
            objectName: "recover"
            Layout.fillWidth: true
            kind: "primary"
            text: root.model.busy ? qsTr("One moment…") : qsTr("Open this tablet")
            enabled: !root.model.busy && secret.text.length > 0 && again.text.length > 0
            onClicked: root.model.choose(secret.text, again.text)
        }
    }
    ActionButton {
        objectName: "leaveRecovery"
        Layout.fillWidth: true
        text: qsTr("Back to the lock")
        onClicked: root.model.leave()
    }
}
