// SPDX-License-Identifier: EUPL-1.2
// One answer to choose: a whole row to touch, with a mark that does not depend on colour alone.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Balieblik.Theme

// Qt gives away the role of its own kinds of button only, whatever Accessible.role says: hence a radio button, of which
// nothing but the role and the touch is used. What is chosen is decided behind it.
T.RadioButton {
    id: root
    property bool chosen: false
    property bool many: false   // one of several that may be chosen together
    property string mark: ""    // shown in the circle instead of a dot: the number of a scale

    Layout.fillWidth: true
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 2 * Theme.gap)
    implicitWidth: implicitContentWidth + 24
    activeFocusOnTab: true
    autoExclusive: false
    checked: chosen
    onToggled: checked = Qt.binding(() => root.chosen)
    Accessible.name: text.length > 0 ? (mark.length > 0 ? mark + ". " + text : text) : mark
    Accessible.checked: chosen
    Accessible.onPressAction: clicked()
    Accessible.onToggleAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.radius
        color: root.chosen ? Theme.selected : root.down ? Theme.raised : Theme.surface
        border.width: root.chosen ? 2 : 1
        border.color: root.chosen ? Theme.primary : Theme.border
    }
    leftPadding: 12
    rightPadding: 12
    contentItem: RowLayout {
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
    FocusRing { shown: root.visualFocus }
}
