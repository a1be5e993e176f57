// SPDX-License-Identifier: EUPL-1.2
// One question that needs attention, and why.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Balieblik.Theme

AbstractButton {
    id: root
    required property string reference
    required property string label
    required property string sentence
    required property string section
    required property bool hard

    text: label
    padding: 12
    Layout.fillWidth: true
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 2 * padding)
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: section + ". " + label + ". " + sentence
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.raised : Theme.surface
        border.width: 1
        border.color: root.hard ? Theme.danger : Theme.border
    }
    contentItem: RowLayout {
        spacing: Theme.gap
        ColumnLayout {
            spacing: 2
            Body { text: root.section; quiet: true; font.pixelSize: Theme.small; Accessible.ignored: true }
            Body { text: root.label; font.weight: Font.DemiBold; Accessible.ignored: true }
            Body { text: root.sentence; color: root.hard ? Theme.danger : Theme.warning; font.pixelSize: Theme.small; Accessible.ignored: true }
        }
        Text {
            text: "›"
            color: Theme.muted
            font.pixelSize: Theme.title
            Accessible.ignored: true
        }
    }
    FocusRing { shown: root.visualFocus }
}
