// SPDX-License-Identifier: EUPL-1.2
// Choosing the PIN or pass-phrase that will protect everything on this tablet.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Sheet {
    id: root
    required property UnlockViewModel model

    objectName: "secretPage"
    lineWidth: Math.round(480 * Math.min(Theme.scale, 1.4))

    Heading { level: 1; text: root.model.pin ? qsTr("Choose a PIN") : qsTr("Choose a pass-phrase") }
    Body {
        text: root.model.pin
            ? qsTr("At least 6 digits, no simple row. It protects everything on this tablet.")
            : qsTr("This tablet has no key store, so a PIN would be too weak. Use at least 12 characters, for example a few words. It protects everything on this tablet.")
    }
    Notice { objectName: "secretError"; kind: "danger"; text: root.model.error }
    Card {
        SecretField { id: secret; objectName: "newSecret"; pin: root.model.pin; name: root.model.pin ? qsTr("PIN") : qsTr("Pass-phrase") }
        SecretField {
            id: again
            objectName: "newSecretAgain"
            pin: root.model.pin
            name: qsTr("Once more")
            onSubmitted: root.model.choose(secret.text, again.text)
        }
        ActionButton {
            objectName: "chooseSecret"
            Layout.fillWidth: true
            kind: "primary"
            text: root.model.busy ? qsTr("One moment…") : qsTr("Protect this tablet")
            enabled: !root.model.busy && secret.text.length > 0 && again.text.length > 0
            onClicked: root.model.choose(secret.text, again.text)
        }
    }
    Body { quiet: true; text: qsTr("Nobody can look it up. If you forget it, two people at the office can open the tablet together, once it has a network. Nothing on it is lost.") }
}
