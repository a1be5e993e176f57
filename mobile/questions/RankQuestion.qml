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

            GridLayout {
                id: line
                anchors.fill: parent
                anchors.margins: Theme.gap
                columns: root.width < 420 * Theme.scale ? 3 : 5
                columnSpacing: Theme.gap
                rowSpacing: Theme.gap
                Text {
                    text: root.given ? (row.index + 1) + "." : "–"
                    color: Theme.text
                    font.pixelSize: Theme.body
                    font.weight: Font.DemiBold
                    Accessible.ignored: true
                }
                Picture {
                    box: Math.round(64 * Math.min(Theme.scale, 1.5))
                    source: row.modelData.picture
                    Accessible.ignored: true
                }
                Body {
                    words: row.modelData.label
                    styled: row.modelData.styled
                    Accessible.name: root.given ? qsTr("%1, place %2").arg(row.modelData.spoken).arg(row.index + 1) : row.modelData.spoken
                }
                RowLayout {
                    // On a phone below what they move.
                    Layout.columnSpan: line.columns === 3 ? 3 : 2
                    Layout.alignment: Qt.AlignRight
                    spacing: Theme.gap
                    ActionButton {
                        objectName: "up_" + root.answer.name + "_" + row.modelData.value
                        enabled: row.index > 0 && !root.answer.readOnly
                        text: "▲"
                        Accessible.name: qsTr("Move %1 up").arg(row.modelData.spoken)
                        onClicked: root.answer.move(row.modelData.value, -1)
                    }
                    ActionButton {
                        objectName: "down_" + root.answer.name + "_" + row.modelData.value
                        enabled: row.index + 1 < root.answer.ranked.length && !root.answer.readOnly
                        text: "▼"
                        Accessible.name: qsTr("Move %1 down").arg(row.modelData.spoken)
                        onClicked: root.answer.move(row.modelData.value, 1)
                    }
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
