// SPDX-License-Identifier: EUPL-1.2
// A question over the page: it fits every window, scrolls when it must, and Escape leaves everything as it was.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Templates as T
import Balieblik.Theme

Popup {
    id: root
    property alias heading: heading.text
    default property alias content: column.data

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(parent ? parent.width - 2 * Theme.margin : 480, Math.round(520 * Math.min(Theme.scale, 1.4)))
    height: Math.min(implicitHeight, parent ? parent.height - 2 * Theme.margin : implicitHeight)
    modal: true
    focus: true
    padding: Theme.margin
    closePolicy: Popup.CloseOnEscape

    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: 1
        border.color: Theme.border
    }

    implicitHeight: column.implicitHeight + 2 * padding

    Flickable {
        anchors.fill: parent
        contentHeight: column.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar {}
        ColumnLayout {
            id: column
            width: parent.width
            spacing: Theme.gap + 4
            Heading { id: heading }
        }
    }
}
