// SPDX-License-Identifier: EUPL-1.2
// A signature, a sketch, or marks upon a photo. What is drawn is kept when "Keep" is touched, as a picture like any
// other; who cannot draw chooses a file.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Question {
    id: root
    readonly property bool upon: answer.says("annotate")
    property bool drawing: false

    Image {
        objectName: "photo_" + root.answer.name
        Layout.preferredWidth: Math.min(root.width, 420)
        Layout.preferredHeight: status === Image.Ready ? Layout.preferredWidth * implicitHeight / Math.max(1, implicitWidth) : 0
        visible: root.answer.picture.length > 0 && !root.drawing
        source: root.answer.picture
        fillMode: Image.PreserveAspectFit
        cache: false
        asynchronous: true
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Drawing for: %1").arg(root.answer.label)
    }
    DrawingPad {
        id: pad
        objectName: "pad_" + root.answer.name
        Layout.fillWidth: true
        Layout.preferredHeight: Math.round(width * (root.answer.says("signature") ? 0.4 : 0.7))
        visible: root.drawing || (root.answer.value.length === 0 && !root.upon)
        enabled: !root.answer.readOnly
        underlay: root.upon ? root.answer.picture : ""
        Accessible.role: Accessible.Canvas
        Accessible.name: qsTr("Draw here: %1").arg(root.answer.label)
        Rectangle {
            anchors.fill: parent
            color: "transparent"
            border.width: 1
            border.color: Theme.border
        }
    }
    Flow {
        Layout.fillWidth: true
        Layout.preferredHeight: childrenRect.height // its own height is that of before the buttons found their rows
        spacing: Theme.gap
        ActionButton {
            objectName: "keep_" + root.answer.name
            visible: pad.visible
            kind: "primary"
            enabled: !pad.blank
            text: qsTr("Keep")
            onClicked: {
                root.answer.proposePicture(pad.picture());
                pad.clear();
                root.drawing = false;
            }
        }
        ActionButton {
            objectName: "undo_" + root.answer.name
            visible: pad.visible
            enabled: !pad.blank
            text: qsTr("Undo")
            onClicked: pad.undo()
        }
        ActionButton {
            objectName: "draw_" + root.answer.name
            visible: root.upon && root.answer.picture.length > 0 && !root.drawing && !root.answer.readOnly
            text: qsTr("Draw on it")
            onClicked: root.drawing = true
        }
        ActionButton {
            objectName: "import_" + root.answer.name
            visible: root.answer.value.length === 0 && !root.answer.readOnly
            text: qsTr("Choose a file")
            onClicked: root.asked("file")
        }
        ActionButton {
            objectName: "remove_" + root.answer.name
            visible: root.answer.value.length > 0 && !root.answer.readOnly
            kind: "danger"
            text: qsTr("Remove this drawing")
            onClicked: root.asked("remove")
        }
    }
}
