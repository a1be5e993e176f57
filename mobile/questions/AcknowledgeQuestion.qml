// SPDX-License-Identifier: EUPL-1.2
// Something to read and to tick off.
import QtQuick
import Balieblik.Theme

Question {
    id: root

    ChoiceRow {
        objectName: "choice_" + root.answer.name + "_OK"
        many: true
        text: qsTr("I have read this")
        chosen: root.answer.value === "OK"
        enabled: !root.answer.readOnly
        onClicked: root.answer.propose(chosen ? "" : "OK")
    }
}
