// SPDX-License-Identifier: EUPL-1.2
// A year, kept as its first day.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root

    Field {
        objectName: "field_" + root.answer.name
        Layout.maximumWidth: Math.round(140 * Theme.scale)
        text: root.answer.value.substring(0, 4)
        placeholderText: qsTr("yyyy")
        maximumLength: 4
        readOnly: root.answer.readOnly
        wrong: root.answer.problem.length > 0
        inputMethodHints: Qt.ImhDigitsOnly
        Accessible.name: root.answer.label
        Accessible.description: root.answer.hint
        onEditingFinished: root.answer.proposeTyped(text)
    }
}
