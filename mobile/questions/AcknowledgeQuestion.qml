// SPDX-License-Identifier: EUPL-1.2
// Something to read and to tick off.
import QtQuick
import Balieblik.Theme

Question {
    id: root

    TickRow {
        objectName: "choice_" + root.answer.name + "_OK"
        text: qsTr("I have read this")
        chosen: root.answer.value === "OK"
        enabled: !root.answer.readOnly
        onClicked: root.answer.propose(chosen ? "" : "OK")
    }
}
