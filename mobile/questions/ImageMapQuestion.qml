// SPDX-License-Identifier: EUPL-1.2
// Choices as the parts of a drawing. The same choices stand in a list as well, for keys, for screen readers, and for
// what the drawing has no part for.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Question {
    id: root
    readonly property bool beside: map.usable && width >= 640 * Math.min(Theme.scale, 1.4) && map.shape > 0.4

    illustrated: !map.usable

    // Placed by hand: a layout whose parts change their columns while it is made is made again and again.
    Item {
        Layout.fillWidth: true
        implicitHeight: !map.usable ? list.height : root.beside ? Math.max(map.height, list.height) : map.height + Theme.gap + list.height

        ImageMap {
            id: map
            // As large as there is room for, and never higher than a page shows.
            readonly property real room: root.beside ? root.width * 0.58 : root.width
            objectName: "map_" + root.answer.name
            visible: usable
            width: Math.round(Math.min(room, 520 / Math.max(0.2, shape)))
            height: Math.round(width * shape)
            anchors.horizontalCenter: root.beside ? undefined : parent.horizontalCenter
            enabled: !root.answer.readOnly
            drawing: root.answer.drawing
            choices: root.answer.offered
            chosen: root.answer.chosen
            mark: Theme.dark ? "#0a5560" : Theme.primary // the paper is white in the dark too
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Picture for: %1").arg(root.answer.label)
            Accessible.description: qsTr("Touch a part to choose it. The same choices stand in the list.")
            onTouched: choice => root.answer.choose(choice)
            Rectangle {
                anchors.fill: parent
                color: "transparent"
                border.width: 1
                border.color: Theme.border
            }
        }
        ChoiceGrid {
            id: list
            x: root.beside ? map.width + Theme.margin : 0
            y: map.usable && !root.beside ? map.height + Theme.gap : 0
            width: parent.width - x
            height: implicitHeight
            answer: root.answer
        }
    }
}
