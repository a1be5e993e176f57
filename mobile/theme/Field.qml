// SPDX-License-Identifier: EUPL-1.2
// One line to type in. Its label is shown above it and is its accessible name.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Balieblik.Theme

TextField {
    id: root
    property bool wrong: false

    Layout.fillWidth: true
    implicitHeight: Math.max(Theme.touch, contentHeight + 2 * Theme.gap)
    leftPadding: 12
    rightPadding: 12
    font.pixelSize: Theme.body
    color: Theme.text
    placeholderTextColor: Theme.muted
    selectionColor: Theme.primary
    selectedTextColor: Theme.primaryInk
    selectByMouse: true
    Accessible.role: Accessible.EditableText

    background: Rectangle {
        radius: Theme.radius
        color: root.readOnly ? Theme.raised : Theme.surface
        border.width: root.wrong ? 2 : 1
        border.color: root.wrong ? Theme.danger : Theme.border
    }
    FocusRing { shown: root.activeFocus }
}
