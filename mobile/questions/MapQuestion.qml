// SPDX-License-Identifier: EUPL-1.2
// Choices that lie somewhere, shown where they lie. The same choices stand in a list as well, for keys, for screen
// readers, and for those of which nobody knows where they are.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root

    PlacePlane {
        visible: root.answer.placed.length > 0
        answer: root.answer
        room: root.width
        named: qsTr("Places for: %1").arg(root.answer.label)
    }
    Body {
        objectName: "chosen_" + root.answer.name
        visible: root.answer.options.length > 12 && root.answer.value.length > 0
        text: qsTr("Chosen: %1").arg(root.answer.value.length > 0 ? root.answer.chosenText() : "")
        font.weight: Font.DemiBold
    }
    ChoiceFinder {
        Layout.fillWidth: true
        answer: root.answer
        searchable: root.answer.options.length > 12
    }
}
