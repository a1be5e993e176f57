// SPDX-License-Identifier: EUPL-1.2
// Another time for a lap, with the reason. What was measured is kept beside it.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Dialogue {
    id: root
    required property ClockViewModel model
    property string kind: ""

    function ask(lap: string, label: string, now: string) {
        kind = lap;
        heading = label;
        time.text = now;
        reason.clear();
        open();
        time.forceActiveFocus();
    }

    objectName: "correctionDialogue"

    Body { text: qsTr("The measured time stays in the record; yours is added, with your reason.") }
    Body { text: qsTr("Time"); font.weight: Font.DemiBold }
    Field {
        id: time
        objectName: "correctedTime"
        placeholderText: qsTr("hh:mm:ss")
        inputMethodHints: Qt.ImhTime
        Accessible.name: qsTr("Time")
    }
    Body { text: qsTr("Reason"); font.weight: Font.DemiBold }
    Field {
        id: reason
        objectName: "correctionReason"
        Accessible.name: qsTr("Reason")
    }
    Notice { kind: "danger"; text: root.model.error }
    ActionButton {
        objectName: "confirmCorrection"
        Layout.fillWidth: true
        kind: "primary"
        text: qsTr("Correct this time")
        onClicked: if (root.model.correct(root.kind, time.text, reason.text)) root.close()
    }
    ActionButton {
        objectName: "cancelCorrection"
        Layout.fillWidth: true
        text: qsTr("Cancel")
        onClicked: root.close()
    }
}
