// SPDX-License-Identifier: EUPL-1.2
// A photo of a sign, a ticket or a room. It is shown from memory; on disk it lies encrypted only.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root
    property bool camera: false // is there one?

    // A box of its own: a photo has far more pixels than there is room, and must not push the page apart.
    Item {
        objectName: "photo_" + root.answer.name
        Layout.preferredWidth: Math.min(root.width, 320)
        Layout.preferredHeight: Layout.preferredWidth * 3 / 4
        visible: root.answer.picture.length > 0
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Photo for: %1").arg(root.answer.label)

        Image {
            anchors.fill: parent
            source: root.answer.picture
            sourceSize.width: 640
            fillMode: Image.PreserveAspectFit
            horizontalAlignment: Image.AlignLeft
            cache: false
            asynchronous: true
        }
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
