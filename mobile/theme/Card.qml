// SPDX-License-Identifier: EUPL-1.2
// A surface that keeps what belongs together together. Its children stand below each other.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Rectangle {
    id: root
    default property alias content: column.data
    property int spacing: Theme.gap
    property int padding: Theme.margin
    property int sides: padding // left and right

    Layout.fillWidth: true
    implicitWidth: column.implicitWidth + 2 * sides
    implicitHeight: column.implicitHeight + 2 * padding
    radius: Theme.radius
    color: Theme.surface
    border.width: 1
    border.color: Theme.line

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.margins: root.padding
        anchors.leftMargin: root.sides
        anchors.rightMargin: root.sides
        spacing: root.spacing
    }
}
