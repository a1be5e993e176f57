// SPDX-License-Identifier: EUPL-1.2
// How much is done, as a line; the figures stand beside it in words.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Rectangle {
    id: root
    required property real value // 0..1
    required property string name

    Layout.fillWidth: true
    implicitHeight: 8
    radius: 4
    color: Theme.line
    Accessible.role: Accessible.ProgressBar
    Accessible.name: name

    Rectangle {
        width: parent.width * Math.max(0, Math.min(1, root.value))
        height: parent.height
        radius: 4
        color: Theme.primary
    }
}
