// SPDX-License-Identifier: EUPL-1.2
// A number picked from a wheel, which opens over the page.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root

    ActionButton {
        objectName: "open_" + root.answer.name
        enabled: !root.answer.readOnly
        text: root.answer.at >= 0 ? root.answer.shown : qsTr("Choose a number")
        Accessible.name: qsTr("%1: %2").arg(root.answer.label).arg(text)
        onClicked: {
            wheel.currentIndex = Math.max(0, root.answer.at);
            picker.open();
        }
    }
    Dialogue {
        id: picker
        heading: root.answer.label

        Tumbler {
            id: wheel
            objectName: "wheel_" + root.answer.name
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredHeight: 5 * Theme.touch
            Layout.preferredWidth: Math.round(160 * Theme.scale)
            model: root.answer.steps
            wrap: false
            visibleItemCount: 5
            focus: true
            Accessible.role: Accessible.SpinBox
            Accessible.name: root.answer.shownStop(currentIndex)
            delegate: Text {
                required property int index
                readonly property bool current: index === wheel.currentIndex
                text: root.answer.shownStop(index)
                color: current ? Theme.primary : Theme.muted
                font.pixelSize: current ? Theme.title : Theme.large
                font.weight: current ? Font.Bold : Font.Normal
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
            }
        }
        ActionButton {
            objectName: "take_" + root.answer.name
            Layout.fillWidth: true
            kind: "primary"
            text: qsTr("Take %1").arg(root.answer.shownStop(wheel.currentIndex))
            onClicked: {
                root.answer.proposeStop(wheel.currentIndex);
                picker.close();
            }
        }
        ActionButton {
            Layout.fillWidth: true
            text: qsTr("Cancel")
            onClicked: picker.close()
        }
    }
}
