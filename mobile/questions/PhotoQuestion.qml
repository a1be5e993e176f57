// SPDX-License-Identifier: EUPL-1.2
// A photo of a sign, a ticket or a room. It is shown from memory; on disk it lies encrypted only.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root
    property bool camera: false // is there one?

    Image {
        objectName: "photo_" + root.answer.name
        Layout.maximumWidth: parent.width
        Layout.preferredWidth: Math.min(root.width, 320)
        Layout.preferredHeight: status === Image.Ready ? Layout.preferredWidth * implicitHeight / Math.max(1, implicitWidth) : 0
        visible: root.answer.picture.length > 0
        source: root.answer.picture
        fillMode: Image.PreserveAspectFit
        cache: false
        asynchronous: true
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Photo for: %1").arg(root.answer.label)
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        ActionButton {
            objectName: "take_" + root.answer.name
            visible: root.answer.value.length === 0 && root.camera
            text: qsTr("Take a photo")
            onClicked: root.asked("camera")
        }
        ActionButton {
            objectName: "import_" + root.answer.name
            visible: root.answer.value.length === 0
            text: qsTr("Choose a file")
            onClicked: root.asked("file")
        }
        ActionButton {
            objectName: "remove_" + root.answer.name
            visible: root.answer.value.length > 0
            kind: "danger"
            text: qsTr("Remove this photo")
            onClicked: root.asked("remove")
        }
    }
}
