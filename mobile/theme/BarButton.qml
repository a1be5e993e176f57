// SPDX-License-Identifier: EUPL-1.2
// A button of a bar: quiet, without a frame, with a mark when it stands for the page that is shown.
import QtQuick
import QtQuick.Controls.Basic
import Balieblik.Theme

Button {
    id: root
    property bool current: false

    implicitHeight: Math.max(Theme.touch, implicitContentHeight + Theme.gap)
    implicitWidth: Math.max(Theme.touch, implicitContentWidth + leftPadding + rightPadding)
    leftPadding: Theme.gap + 2
    rightPadding: Theme.gap + 2
    font.pixelSize: Theme.body
    font.weight: current ? Font.DemiBold : Font.Normal
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.checked: current
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: Text {
        text: root.text
        font: root.font
        color: root.enabled ? Theme.primary : Theme.muted
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.raised : root.current ? Theme.selected : "transparent"
    }
    FocusRing { shown: root.visualFocus }
}
