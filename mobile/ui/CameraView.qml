// SPDX-License-Identifier: EUPL-1.2
// The camera's picture and its shutter. Loaded only when a photo is taken.
import QtQuick
import QtQuick.Layouts
import QtMultimedia
import Balieblik.Theme
import Balieblik.Model

ColumnLayout {
    id: root
    signal taken(picture: var)

    spacing: Theme.gap

    CameraViewModel {
        id: camera
        videoOutput: output
        onTaken: picture => root.taken(picture)
    }
    VideoOutput {
        id: output
        Layout.fillWidth: true
        Layout.preferredHeight: 320
    }
    Notice { kind: "danger"; text: camera.error }
    ActionButton {
        objectName: "shutter"
        Layout.fillWidth: true
        minimumHeight: Theme.hugeTouch
        kind: "primary"
        text: qsTr("Take the photo")
        enabled: camera.ready
        onClicked: camera.take()
    }
}
