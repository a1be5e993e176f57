// SPDX-License-Identifier: EUPL-1.2
// Before the locked work. The wait clock alone stays usable, and it says nothing about the visit.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Item {
    id: root
    required property UnlockViewModel model
    required property ClockViewModel clock
    required property RecoveryViewModel recovery
    required property SyncViewModel sync
    property bool clockShown: false

    objectName: "unlockPage"

    Sheet {
        anchors.fill: parent
        visible: !root.clockShown && !root.recovery.shown
        lineWidth: Math.round(480 * Math.min(Theme.scale, 1.4))

        Heading { level: 1; text: qsTr("Balieblik is locked") }
        Body { visible: root.model.keyGone && !root.model.lockedByOffice; quiet: true; text: qsTr("Nothing can be read or sent until you unlock it.") }
        Notice {
            objectName: "unlockError"
            kind: root.model.lockedByOffice ? "warning" : "danger"
            text: root.model.lockedByOffice
                ? qsTr("The office locked this tablet. What you made is still here, and is handed in as soon as there is a network. The tablet can be opened again when the office releases it.")
                : root.model.error
        }
        // An order outlives the server that forgot the tablet, and only one that it knows can be released.
        EnrolAgainCard { visible: root.model.lockedByOffice && root.sync.forgotten; model: root.sync }
        Notice { objectName: "unlockWait"; kind: "warning"; text: root.model.wait }
        Notice { objectName: "triesLeft"; kind: "danger"; text: root.model.triesLeft }
        Card {
            SecretField {
                id: secret
                objectName: "secret"
                pin: root.model.pin
                name: root.model.pin ? qsTr("PIN") : qsTr("Pass-phrase")
                onSubmitted: unlock.clicked()
                Component.onCompleted: take()
            }
            ActionButton {
                id: unlock
                objectName: "unlock"
                Layout.fillWidth: true
                kind: "primary"
                text: root.model.busy ? qsTr("One moment…") : qsTr("Unlock")
                enabled: !root.model.busy && root.model.waitSeconds === 0 && secret.text.length > 0
                onClicked: {
                    root.model.unlock(secret.text);
                    secret.clear();
                }
            }
        }
        ActionButton {
            objectName: "lockedClock"
            Layout.fillWidth: true
            visible: root.clock.usable
            minimumHeight: Theme.hugeTouch
            text: root.clock.running ? qsTr("Wait clock · %1").arg(root.clock.elapsed) : qsTr("Wait clock")
            onClicked: root.clockShown = true
        }
        ActionButton {
            objectName: "forgotten"
            Layout.fillWidth: true
            text: root.model.pin ? qsTr("I forgot my PIN") : qsTr("I forgot my pass-phrase")
            onClicked: root.recovery.show()
        }
    }
    PageLoader {
        anchors.fill: parent
        visible: !root.clockShown
        file: root.recovery.shown ? "RecoveryPage.qml" : ""
        given: () => ({ model: root.recovery })
    }
    ColumnLayout {
        anchors.fill: parent
        visible: root.clockShown
        spacing: 0
        BarButton {
            objectName: "leaveLockedClock"
            Layout.margins: Theme.gap
            text: qsTr("‹ Back")
            onClicked: root.clockShown = false
        }
        ClockPage {
            Layout.fillWidth: true
            Layout.fillHeight: true
            model: root.clock
            locked: true
        }
    }
}
