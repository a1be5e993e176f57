// SPDX-License-Identifier: EUPL-1.2
// Several lines to type in; Tab leaves it, as everywhere else.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Balieblik.Theme

TextArea {
    id: root
    property bool wrong: false

    Layout.fillWidth: true
    implicitHeight: Math.max(Theme.touch * 2.5, contentHeight + 24)
    padding: 12
    font.pixelSize: Theme.body
    color: Theme.text
    placeholderTextColor: Theme.muted
    selectionColor: Theme.primary
    selectedTextColor: Theme.primaryInk
    wrapMode: TextEdit.Wrap
    textFormat: TextEdit.PlainText
    selectByMouse: true
    KeyNavigation.priority: KeyNavigation.BeforeItem
    KeyNavigation.tab: nextItemInFocusChain(true)
    KeyNavigation.backtab: nextItemInFocusChain(false)
    Accessible.role: Accessible.EditableText
    Accessible.multiLine: true

    background: Rectangle {
        radius: Theme.radius
        color: root.readOnly ? Theme.raised : Theme.surface
        border.width: root.wrong ? 2 : 1
        border.color: root.wrong ? Theme.danger : Theme.border
    }
    FocusRing { shown: root.activeFocus }
}
