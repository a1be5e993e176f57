// SPDX-License-Identifier: EUPL-1.2
// Asks for a reason before something is given up.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Dialogue {
    id: root
    required property string explanation
    required property string action
    signal confirmed(reason: string)

    onOpened: reason.forceActiveFocus()
    onClosed: reason.clear()

    Body { text: root.explanation }
    FieldArea {
        id: reason
        objectName: "reason"
        Accessible.name: qsTr("Reason")
        placeholderText: qsTr("Reason")
    }
    ActionButton {
        objectName: "confirmReason"
        Layout.fillWidth: true
        kind: "danger"
        text: root.action
        enabled: reason.text.trim().length > 0
        onClicked: {
            root.confirmed(reason.text);
            root.close();
        }
    }
    ActionButton {
        objectName: "cancelReason"
        Layout.fillWidth: true
        text: qsTr("Cancel")
        onClicked: root.close()
    }
}
