// SPDX-License-Identifier: EUPL-1.2
// A button that says in words what it does. `kind`: "primary" (the one thing to do next), "plain" or "danger".
import QtQuick
import QtQuick.Controls.Basic
import Balieblik.Theme

Button {
    id: root
    property string kind: "plain"
    property int minimumHeight: Theme.touch
    readonly property color ink: !enabled ? Theme.muted : kind === "primary" ? Theme.primaryInk : kind === "danger" ? Theme.danger : Theme.primary

    implicitHeight: Math.max(minimumHeight, implicitContentHeight + 2 * Theme.gap)
    leftPadding: Theme.margin
    rightPadding: Theme.margin
    font.pixelSize: Theme.body
    font.weight: Font.DemiBold
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: Text {
        text: root.text
        font: root.font
        color: root.ink
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.kind === "primary" ? (root.enabled ? Theme.primary : Theme.raised) : root.down ? Theme.raised : Theme.surface
        opacity: root.kind === "primary" && root.down ? 0.85 : 1
        border.width: root.kind === "primary" ? 0 : 1
        border.color: !root.enabled ? Theme.line : root.kind === "danger" ? Theme.danger : Theme.border
    }
    FocusRing { shown: root.visualFocus }
}
