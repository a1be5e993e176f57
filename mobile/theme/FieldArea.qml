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
    // Asked when the key is pressed: what comes next is not known before the page is whole.
    Keys.priority: Keys.BeforeItem
    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
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
