// SPDX-License-Identifier: EUPL-1.2
// A place on earth: measured with one touch, or typed; where the form wants it, put on a plane by hand.
import QtQuick
import Balieblik.Theme
import Balieblik.Model

Question {
    id: root

    PositionViewModel {
        id: position
        onFound: place => root.answer.propose(place)
    }
    Body {
        objectName: "place_" + root.answer.name
        visible: text.length > 0
        text: root.answer.shown
        font.weight: Font.DemiBold
    }
    PlacePlane {
        visible: placing
        placing: root.answer.says("placement-map")
        answer: root.answer
        room: root.width
        named: qsTr("Touch where it is: %1").arg(root.answer.label)
    }
    PlaceEntry { answer: root.answer; position: position }
    ActionButton {
        objectName: "clear_" + root.answer.name
        visible: root.answer.value.length > 0 && !root.answer.readOnly
        text: qsTr("Clear this answer")
        onClicked: root.answer.propose("")
    }
}
