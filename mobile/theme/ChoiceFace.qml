// SPDX-License-Identifier: EUPL-1.2
// What a choice shows: its mark, its picture and its words.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

RowLayout {
    id: root
    property bool chosen: false
    property bool many: false // a square with a tick instead of a circle with a dot
    property string mark: ""  // shown in the circle instead of the dot: the number of a scale
    property string text: ""
    property string styled: ""
    property url picture
    property bool bare: false // the mark shows only when it is chosen

    spacing: 12
    Rectangle {
        visible: !root.bare || root.chosen
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
    Item {
        id: said
        // In a narrow cell the words stand below the picture.
        readonly property bool beside: shown.visible && root.width >= 260 * Theme.scale
        Layout.fillWidth: true
        implicitWidth: Math.max(words.implicitWidth, shown.visible ? shown.implicitWidth : 0)
        implicitHeight: !shown.visible ? words.height : !words.visible ? shown.height : beside ? Math.max(shown.height, words.height) : shown.height + Theme.gap + words.height

        Picture {
            id: shown
            width: Math.min(implicitWidth, parent.width)
            height: Math.round(implicitHeight * width / Math.max(1, implicitWidth))
            anchors.verticalCenter: said.beside ? parent.verticalCenter : undefined
            box: Math.round((root.text.length > 0 ? 96 : 144) * Math.min(Theme.scale, 1.5))
            source: root.picture
            Accessible.ignored: true
        }
        Text {
            id: words
            anchors.left: said.beside ? shown.right : said.left
            anchors.leftMargin: said.beside ? 12 : 0
            anchors.right: said.right
            y: said.beside ? Math.round((parent.height - height) / 2) : shown.visible ? shown.height + Theme.gap : 0
            visible: text.length > 0 || !shown.visible
            text: root.styled.length > 0 ? Theme.legible(root.styled) : root.text
            color: Theme.text
            font.pixelSize: Theme.body
            font.weight: root.chosen ? Font.DemiBold : Font.Normal
            wrapMode: Text.Wrap
            textFormat: root.styled.length > 0 ? Text.StyledText : Text.PlainText
            Accessible.ignored: true
        }
    }
}
