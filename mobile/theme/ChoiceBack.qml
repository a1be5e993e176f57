// SPDX-License-Identifier: EUPL-1.2
// The frame of a choice.
import QtQuick
import Balieblik.Theme

Rectangle {
    id: root
    property bool chosen: false
    property bool down: false

    radius: Theme.radius
    color: root.chosen ? Theme.selected : root.down ? Theme.raised : Theme.surface
    border.width: root.chosen ? 2 : 1
    border.color: root.chosen ? Theme.primary : Theme.border
}
