// SPDX-License-Identifier: EUPL-1.2
// The large pictures of a question and its choices, for whoever wants to see more of them.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Dialogue {
    id: root
    required property Answer answer
    heading: answer.label

    Repeater {
        model: root.opened ? root.answer.largePictures : []
        ColumnLayout {
            id: shown
            required property var modelData
            Layout.fillWidth: true
            spacing: Theme.gap
            Picture {
                Layout.alignment: Qt.AlignHCenter
                box: root.availableWidth
                source: shown.modelData.picture
                Accessible.role: Accessible.Graphic
                Accessible.name: shown.modelData.spoken
            }
            Body {
                visible: text.length > 0
                text: shown.modelData.label
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }
    ActionButton {
        objectName: "closer_done_" + root.answer.name
        Layout.fillWidth: true
        text: qsTr("Close")
        onClicked: root.close()
    }
}
