// SPDX-License-Identifier: EUPL-1.2
// A line or an area: one place after the other. An area closes by itself.
pragma ComponentBehavior: Bound
import QtQuick
import Balieblik.Theme
import Balieblik.Model

Question {
    id: root

    PositionViewModel {
        id: position
        onFound: place => root.answer.addStop(place)
    }
    Repeater {
        model: root.answer.places
        Body {
            required property string modelData
            required property int index
            text: (index + 1) + ". " + modelData
        }
    }
    PlaceEntry { answer: root.answer; position: position }
    Body {
        quiet: true
        text: root.answer.closed ? qsTr("An area needs at least three places.") : qsTr("A line needs at least two places.")
    }
    ActionButton {
        objectName: "drop_" + root.answer.name
        visible: root.answer.places.length > 0 && !root.answer.readOnly
        text: qsTr("Take the last place back")
        onClicked: root.answer.dropStop()
    }
}
