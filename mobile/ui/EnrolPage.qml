// SPDX-License-Identifier: EUPL-1.2
// The first page of a new tablet: an invitation is pasted, or address and code are typed.
pragma ComponentBehavior: Bound
import QtCore
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Sheet {
    id: root
    required property EnrolViewModel model
    required property SettingsViewModel settings
    property bool typing: false

    objectName: "enrolPage"
    lineWidth: Math.round(560 * Math.min(Theme.scale, 1.4))

    LanguageSwitch { Layout.alignment: Qt.AlignRight; settings: root.settings }
    Heading { level: 1; text: qsTr("Welcome to Balieblik") }
    Body { text: qsTr("Connect this tablet to your organisation once. Ask your coordinator for an invitation; it is valid for 24 hours.") }
    Notice { objectName: "enrolError"; kind: "danger"; text: root.model.error }

    Card {
        visible: root.model.words.length === 0
        Heading { text: qsTr("Name of this tablet") }
        Field {
            objectName: "deviceName"
            text: root.model.deviceName
            maximumLength: 60
            Accessible.name: qsTr("Name of this tablet")
            onTextEdited: root.model.deviceName = text
        }
    }
    Card {
        visible: root.model.words.length === 0 && !root.typing
        Heading { text: qsTr("Invitation") }
        ActionButton {
            objectName: "scanCode"
            Layout.fillWidth: true
            visible: root.model.hasCamera
            kind: "primary"
            text: qsTr("Scan the square code")
            enabled: !root.model.busy
            onClicked: scan.open()
        }
        ActionButton {
            objectName: "readPicture"
            Layout.fillWidth: true
            text: qsTr("Read the code from a picture")
            enabled: !root.model.busy
            onClicked: picker.open()
        }
        Body { quiet: true; text: qsTr("Or paste the text that the console shows under the square code.") }
        FieldArea {
            id: invitation
            objectName: "invitation"
            Accessible.name: qsTr("Invitation")
        }
        ActionButton {
            objectName: "useInvitation"
            Layout.fillWidth: true
            kind: "primary"
            text: root.model.busy ? qsTr("Connecting…") : qsTr("Connect this tablet")
            enabled: !root.model.busy && invitation.text.length > 0
            onClicked: root.model.useInvitation(invitation.text)
        }
        ActionButton {
            objectName: "typeInstead"
            Layout.fillWidth: true
            text: qsTr("Type address and code instead")
            onClicked: root.typing = true
        }
    }
    Card {
        visible: root.model.words.length === 0 && root.typing
        Heading { text: qsTr("Address") }
        Field {
            id: address
            objectName: "address"
            placeholderText: "https://"
            inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase
            Accessible.name: qsTr("Address")
        }
        Heading { text: qsTr("Enrolment code") }
        Field {
            id: code
            objectName: "code"
            placeholderText: "XXXX-XXXX-XXXX"
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhPreferUppercase
            Accessible.name: qsTr("Enrolment code")
            onAccepted: root.model.useTyped(address.text, code.text)
        }
        ActionButton {
            objectName: "useTyped"
            Layout.fillWidth: true
            kind: "primary"
            text: root.model.busy ? qsTr("Connecting…") : qsTr("Connect this tablet")
            enabled: !root.model.busy && address.text.length > 0 && code.text.length > 0
            onClicked: root.model.useTyped(address.text, code.text)
        }
        ActionButton {
            objectName: "pasteInstead"
            Layout.fillWidth: true
            text: qsTr("Paste an invitation instead")
            onClicked: root.typing = false
        }
    }
    Card {
        visible: root.model.words.length > 0
        Heading { text: qsTr("Compare these six words") }
        Body { text: qsTr("The console shows six words beside the code. Are they the same, in the same order?") }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap
            Repeater {
                model: root.model.words
                Pill {
                    required property string modelData
                    required property int index
                    objectName: "word"
                    text: (index + 1) + ". " + modelData
                }
            }
        }
        ActionButton {
            objectName: "wordsAgree"
            Layout.fillWidth: true
            kind: "primary"
            text: qsTr("Yes, all six are the same")
            enabled: !root.model.busy
            onClicked: root.model.confirmWords()
        }
        ActionButton {
            objectName: "wordsDiffer"
            Layout.fillWidth: true
            kind: "danger"
            text: qsTr("No, something differs")
            onClicked: root.model.refuseWords()
        }
    }

    Dialogue {
        id: scan
        objectName: "scanDialogue"
        heading: qsTr("Scan the square code")
        Body { text: qsTr("Hold the tablet before the console, so that the code fills the frame. Nothing is recorded.") }
        Loader {
            id: view
            Layout.fillWidth: true
            active: scan.opened
            source: "ScanView.qml"
        }
        Connections {
            target: view.item
            function onFound(text: string) {
                scan.close();
                root.model.useInvitation(text);
            }
        }
        ActionButton {
            objectName: "cancelScan"
            Layout.fillWidth: true
            text: qsTr("Cancel")
            onClicked: scan.close()
        }
    }
    FileDialog {
        id: picker
        title: qsTr("Read the code from a picture")
        currentFolder: StandardPaths.standardLocations(StandardPaths.PicturesLocation)[0]
        nameFilters: [qsTr("Photos (*.jpg *.jpeg *.png)")]
        onAccepted: root.model.usePicture(selectedFile)
    }
}
