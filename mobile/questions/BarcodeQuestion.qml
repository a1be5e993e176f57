// SPDX-License-Identifier: EUPL-1.2
// A code: scanned, read from a picture, or typed as it is printed. A scanner that acts as a keyboard types it too.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

TextQuestion {
    id: root
    property bool camera: false // is there one?

    Body {
        quiet: true
        text: qsTr("Type the digits or letters below the code.")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        ActionButton {
            objectName: "scan_" + root.answer.name
            visible: root.camera
            enabled: !root.answer.readOnly
            text: qsTr("Scan the code")
            onClicked: root.asked("scan")
        }
        ActionButton {
            objectName: "readCode_" + root.answer.name
            enabled: !root.answer.readOnly
            text: qsTr("Read the code from a picture")
            onClicked: root.asked("code")
        }
    }
}
