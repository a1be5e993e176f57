// SPDX-License-Identifier: EUPL-1.2
// Where the keyboard is. Drawn around its parent.
import QtQuick
import Balieblik.Theme

Rectangle {
    id: root
    required property bool shown

    anchors.fill: parent
    anchors.margins: -4
    radius: Theme.radius + 4
    color: "transparent"
    border.width: 3
    border.color: Theme.focus
    visible: root.shown
}
