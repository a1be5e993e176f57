// SPDX-License-Identifier: EUPL-1.2
// A document: a picture of it, or a PDF. On disk it lies encrypted only.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root

    Body {
        objectName: "file_" + root.answer.name
        visible: root.answer.value.length > 0
        text: qsTr("One file is attached.")
    }
    Image {
        Layout.preferredWidth: Math.min(root.width, 320)
        Layout.preferredHeight: status === Image.Ready ? Layout.preferredWidth * implicitHeight / Math.max(1, implicitWidth) : 0
        visible: root.answer.picture.length > 0
        source: root.answer.picture
        fillMode: Image.PreserveAspectFit
        cache: false
        asynchronous: true
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("File for: %1").arg(root.answer.label)
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        ActionButton {
            objectName: "import_" + root.answer.name
            visible: root.answer.value.length === 0 && !root.answer.readOnly
            text: qsTr("Choose a file")
            onClicked: root.asked("document")
        }
        ActionButton {
            objectName: "remove_" + root.answer.name
            visible: root.answer.value.length > 0 && !root.answer.readOnly
            kind: "danger"
            text: qsTr("Remove this file")
            onClicked: root.asked("remove")
        }
    }
}
