// SPDX-License-Identifier: EUPL-1.2
// Puts choices in an order by moving them up and down: with buttons, because dragging fails in gloves and for the
// keyboard. Nothing is answered before the first move or a touch on the button that takes the order as it is.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root
    readonly property bool given: answer.value.length > 0

    Repeater {
        model: root.answer.ranked
        Rectangle {
            id: row
            required property var modelData
            required property int index

            objectName: "rank_" + root.answer.name + "_" + modelData.value
            Layout.fillWidth: true
            implicitHeight: line.implicitHeight + 2 * Theme.gap
            radius: Theme.radius
            color: root.given ? Theme.selected : Theme.surface
            border.width: 1
            border.color: Theme.border

            RowLayout {
                id: line
                anchors.fill: parent
                anchors.margins: Theme.gap
                spacing: Theme.gap
                Text {
                    text: root.given ? (row.index + 1) + "." : "–"
                    color: Theme.text
                    font.pixelSize: Theme.body
                    font.weight: Font.DemiBold
                    Accessible.ignored: true
                }
                Body {
                    text: row.modelData.label
                    Accessible.name: root.given ? qsTr("%1, place %2").arg(text).arg(row.index + 1) : text
                }
                ActionButton {
                    objectName: "up_" + root.answer.name + "_" + row.modelData.value
                    enabled: row.index > 0 && !root.answer.readOnly
                    text: "▲"
                    Accessible.name: qsTr("Move %1 up").arg(row.modelData.label)
                    onClicked: root.answer.move(row.modelData.value, -1)
                }
                ActionButton {
                    objectName: "down_" + root.answer.name + "_" + row.modelData.value
                    enabled: row.index + 1 < root.answer.ranked.length && !root.answer.readOnly
                    text: "▼"
                    Accessible.name: qsTr("Move %1 down").arg(row.modelData.label)
                    onClicked: root.answer.move(row.modelData.value, 1)
                }
            }
        }
    }
    ActionButton {
        objectName: "asis_" + root.answer.name
        visible: !root.given && !root.answer.readOnly && root.answer.ranked.length > 0
        text: qsTr("This order is right")
        onClicked: root.answer.move(root.answer.ranked[0].value, 0)
    }
}
