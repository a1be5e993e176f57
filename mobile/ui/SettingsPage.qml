// SPDX-License-Identifier: EUPL-1.2
// Language, appearance, text size, PIN, and what this tablet stores.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Sheet {
    id: root
    required property AppViewModel app
    required property SettingsViewModel model
    required property UnlockViewModel unlock

    objectName: "settingsPage"

    Heading { level: 1; text: qsTr("Settings") }
    Notice { kind: "danger"; text: root.model.error }
    Card {
        Heading { text: qsTr("Language") }
        ChoiceRow { objectName: "language_nl"; text: "Nederlands"; chosen: root.model.language === "nl"; onClicked: root.model.language = "nl" }
        ChoiceRow { objectName: "language_en"; text: "English"; chosen: root.model.language === "en"; onClicked: root.model.language = "en" }
    }
    Card {
        Heading { text: qsTr("Appearance") }
        ChoiceRow { objectName: "appearance_system"; text: qsTr("As the tablet is set"); chosen: root.model.appearance === "system"; onClicked: root.model.appearance = "system" }
        ChoiceRow { objectName: "appearance_light"; text: qsTr("Light"); chosen: root.model.appearance === "light"; onClicked: root.model.appearance = "light" }
        ChoiceRow { objectName: "appearance_dark"; text: qsTr("Dark"); chosen: root.model.appearance === "dark"; onClicked: root.model.appearance = "dark" }
    }
    Card {
        Heading { text: qsTr("Text size") }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap
            Repeater {
                model: [100, 125, 150, 200]
                ChoiceRow {
                    required property int modelData
                    objectName: "text_" + modelData
                    text: modelData + " %"
                    chosen: root.model.textPercent === modelData
                    onClicked: root.model.textPercent = modelData
                }
            }
        }
    }
    Card {
        Heading { text: root.unlock.pin ? qsTr("Change the PIN") : qsTr("Change the pass-phrase") }
        SecretField { id: old; objectName: "oldSecret"; pin: root.unlock.pin; name: qsTr("Present one") }
        SecretField { id: fresh; objectName: "freshSecret"; pin: root.unlock.pin; name: qsTr("New one") }
        SecretField { id: again; objectName: "freshSecretAgain"; pin: root.unlock.pin; name: qsTr("New one once more") }
        Notice { objectName: "changeError"; kind: "danger"; text: root.unlock.error }
        Notice { id: changed; objectName: "secretChanged"; kind: "good" }
        ActionButton {
            objectName: "changeSecret"
            Layout.fillWidth: true
            text: root.unlock.busy ? qsTr("One moment…") : qsTr("Change it")
            enabled: !root.unlock.busy && old.text.length > 0 && fresh.text.length > 0
            onClicked: {
                changed.text = "";
                root.unlock.change(old.text, fresh.text, again.text);
            }
        }
        Connections {
            target: root.unlock
            function onChangedSecret() {
                old.clear();
                fresh.clear();
                again.clear();
                changed.text = qsTr("Changed.");
            }
        }
    }
    Card {
        Heading { text: qsTr("What this tablet stores") }
        Body { text: qsTr("Your assignments, the visits you fill in and their photos, encrypted from the first keystroke. Times of the wait clock with the tablet's clock readings. No place of the tablet, no sound, no film, nothing about who the clerks are.") }
        Body { text: qsTr("While you fill in a visit the office keeps a sealed copy of your answers, without photos, so that you can go on with it on another tablet if this one is lost. It goes when the visit is handed in or given back, and after thirty days without this tablet.") }
        Body { text: qsTr("A visit is removed from the tablet two weeks after the office has decided on it, once a signed receipt says that it is in a verified backup there.") }
    }
    BundleCard { visible: root.app.sync.waiting > 0; model: root.app.sync }
    Card {
        Heading { text: qsTr("About") }
        Fact { name: qsTr("Organisation"); value: root.model.organisation }
        Fact { name: qsTr("Your alias"); value: root.model.alias }
        Fact { name: qsTr("This tablet"); value: root.model.device }
        Fact { name: qsTr("Server"); value: root.model.address }
        Fact { name: qsTr("Version"); value: root.model.version }
        Fact { name: qsTr("Licence"); value: "EUPL-1.2" }
    }
}
