// SPDX-License-Identifier: EUPL-1.2
// The camera's picture while it looks for a code. Loaded only while somebody scans.
import QtQuick
import QtQuick.Layouts
import QtMultimedia
import Balieblik.Theme
import Balieblik.Model

ColumnLayout {
    id: root
    property bool anyCode: false // not only the square one of an invitation
    signal found(text: string)

    spacing: Theme.gap

    ScannerViewModel {
        id: scanner
        videoOutput: output
        anyCode: root.anyCode
        onFound: text => root.found(text)
    }
    Rectangle {
        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(360, width)
        radius: Theme.radius
        color: "black"
        visible: scanner.error.length === 0
        VideoOutput {
            id: output
            anchors.fill: parent
            fillMode: VideoOutput.PreserveAspectCrop
        }
        Rectangle {
            anchors.centerIn: parent
            width: Math.min(parent.width, parent.height) * 0.7
            height: width
            radius: Theme.radius
            color: "transparent"
            border.color: "white"
            border.width: 3
        }
    }
    Notice { objectName: "scanHint"; kind: "warning"; text: scanner.hint }
    Notice { objectName: "scanError"; kind: "danger"; text: scanner.error }
}
