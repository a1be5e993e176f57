// SPDX-License-Identifier: EUPL-1.2
// The office was set back to before it knew this tablet: a new code from the coordinator, and everything goes on.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Card {
    id: root
    required property SyncViewModel model

    objectName: "enrolAgain"

    Heading { text: qsTr("The office has to enrol this tablet again") }
    Body { text: qsTr("Its server was restored and does not know this tablet any more. Everything you made is still here: begun visits, visits you handed in, and photos. Ask your coordinator for a new code in your name and type it here. Then everything is sent by itself.") }
    Field {
        id: code
        objectName: "againCode"
        placeholderText: "XXXX-XXXX-XXXX"
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhPreferUppercase
        Accessible.name: qsTr("Enrolment code")
        onAccepted: if (again.enabled) root.model.enrolAgain(text)
    }
    Notice { objectName: "againError"; kind: "danger"; text: root.model.enrolError }
    ActionButton {
        id: again
        objectName: "enrolAgainNow"
        Layout.fillWidth: true
        kind: "primary"
        text: root.model.enrolling ? qsTr("Connecting…") : qsTr("Enrol again")
        enabled: !root.model.enrolling && code.text.length > 0
        onClicked: root.model.enrolAgain(code.text)
    }
}
