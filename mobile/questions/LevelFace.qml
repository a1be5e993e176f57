// SPDX-License-Identifier: EUPL-1.2
// One level of a scale: its mark with its words below.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

ColumnLayout {
    id: root
    property string text: ""
    property bool many: false
    property bool chosen: false
    property bool marked: true // the head of a table of scales has words alone
    property bool worded: true // its rows have marks alone
    property url picture

    spacing: 4
    Rectangle {
        visible: root.marked
        Layout.alignment: Qt.AlignHCenter
        implicitWidth: Math.round(28 * Math.min(Theme.scale, 1.5))
        implicitHeight: implicitWidth
        radius: root.many ? 5 : width / 2
        color: root.chosen ? Theme.primary : Theme.surface
        border.width: 2
        border.color: root.chosen ? Theme.primary : Theme.border
        Text {
            anchors.centerIn: parent
            text: root.chosen ? "✓" : ""
            color: Theme.primaryInk
            font.pixelSize: Theme.small
            font.weight: Font.Bold
            Accessible.ignored: true
        }
    }
    Picture {
        Layout.alignment: Qt.AlignHCenter
        box: Math.round(56 * Math.min(Theme.scale, 1.5))
        source: root.worded ? root.picture : ""
        Accessible.ignored: true
    }
    Text {
        visible: root.worded && text.length > 0
        Layout.fillWidth: true
        text: root.text
        color: Theme.text
        font.pixelSize: Theme.small
        font.weight: root.chosen || !root.marked ? Font.DemiBold : Font.Normal
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
}
