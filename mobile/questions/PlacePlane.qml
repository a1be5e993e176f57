// SPDX-License-Identifier: EUPL-1.2
// A plane of places in a page, with what looks closer at it.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

ColumnLayout {
    id: root
    required property Answer answer
    // How wide the question is: a layout within a layout learns of its own width too late to be as high as it wants.
    required property real room
    property bool placing: false
    property string named: ""

    Layout.fillWidth: true
    spacing: Theme.gap

    PlaceMap {
        id: plane
        objectName: "plane_" + root.answer.name
        Layout.fillWidth: true
        Layout.preferredHeight: Math.round(Math.max(240, Math.min(root.room * 0.6, 420 * Math.min(Theme.scale, 1.3))))
        enabled: !root.answer.readOnly
        placing: root.placing
        places: root.answer.placed
        chosen: root.placing ? [] : root.answer.chosen
        pin: root.placing ? root.answer.value : ""
        ink: Theme.text
        quiet: Theme.muted
        mark: Theme.primary
        ground: Theme.surface
        letters: Math.min(Theme.small, 24)
        Accessible.role: Accessible.Graphic
        Accessible.name: root.named
        onTouched: choice => root.answer.choose(choice)
        onPlaced: place => root.answer.propose(place)

        PinchHandler {
            target: null
            property real before: 1
            onActiveChanged: before = 1
            onActiveScaleChanged: {
                plane.zoom(activeScale / before, centroid.position.x, centroid.position.y);
                before = activeScale;
            }
        }
        Rectangle {
            anchors.fill: parent
            color: "transparent"
            border.width: 1
            border.color: Theme.border
        }
    }
    Flow {
        Layout.fillWidth: true
        Layout.preferredHeight: childrenRect.height // its own height is that of before the buttons found their rows
        spacing: Theme.gap
        ActionButton {
            objectName: "closer_map_" + root.answer.name
            text: qsTr("Closer")
            Accessible.description: root.named
            onClicked: plane.zoom(2, plane.width / 2, plane.height / 2)
        }
        ActionButton {
            objectName: "farther_map_" + root.answer.name
            text: qsTr("Farther")
            Accessible.description: root.named
            onClicked: plane.zoom(0.5, plane.width / 2, plane.height / 2)
        }
        ActionButton {
            objectName: "whole_map_" + root.answer.name
            visible: plane.moved
            text: qsTr("Everything")
            Accessible.description: root.named
            onClicked: plane.fit()
        }
    }
}
