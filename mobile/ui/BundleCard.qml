// SPDX-License-Identifier: EUPL-1.2
// What waits, as a file for the office: where no network brings it.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Card {
    id: root
    required property SyncViewModel model

    Heading { text: qsTr("No network for a long time?") }
    Body { quiet: true; text: qsTr("Save what waits to a file and bring or send it to the office. Nothing is removed here, and nothing is counted twice when the tablet sends it, too.") }
    ActionButton {
        objectName: "saveBundle"
        Layout.fillWidth: true
        text: qsTr("Save to a file for the office")
        onClicked: root.model.saveBundle()
    }
    Notice { objectName: "bundleSaved"; kind: root.model.bundleFailed ? "danger" : "good"; text: root.model.bundle }
}
