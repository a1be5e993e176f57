// SPDX-License-Identifier: EUPL-1.2
// What a choice shows: its mark, and its words.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

RowLayout {
    id: root
    property bool chosen: false
    property bool many: false // a square with a tick instead of a circle with a dot
    property string mark: ""  // shown in the circle instead of the dot: the number of a scale
    property string text: ""

    spacing: 12
    Rectangle {
        Layout.preferredWidth: Math.round((root.mark.length > 0 ? 32 : 22) * Math.min(Theme.scale, 1.5))
        Layout.preferredHeight: Layout.preferredWidth
        radius: root.many ? 5 : width / 2
        color: root.chosen ? Theme.primary : "transparent"
        border.width: 2
        border.color: root.chosen ? Theme.primary : Theme.border
        Text {
            anchors.centerIn: parent
            text: root.mark.length > 0 ? root.mark : root.chosen ? (root.many ? "\u2713" : "\u25cf") : ""
            font.pixelSize: root.mark.length > 0 ? Theme.body : Math.round(Theme.small * (root.many ? 1 : 0.7))
            font.weight: Font.DemiBold
            color: root.chosen ? Theme.primaryInk : Theme.text
            Accessible.ignored: true
        }
    }
    Text {
        Layout.fillWidth: true
        text: root.text
        color: Theme.text
        font.pixelSize: Theme.body
        font.weight: root.chosen ? Font.DemiBold : Font.Normal
        wrapMode: Text.Wrap
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
}
