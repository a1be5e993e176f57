// SPDX-License-Identifier: EUPL-1.2
// One section: its name and how much of it is there, in words and not by colour alone.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Balieblik.Theme

AbstractButton {
    id: root
    required property int index
    required property string label
    required property int missing
    required property int answered
    required property int asked
    property bool current: false
    readonly property string progress: asked === 0 ? qsTr("Nothing required") : answered === asked && missing === 0 ? qsTr("✓ complete") : qsTr("%1 of %2").arg(answered).arg(asked)

    text: label
    padding: 10
    Layout.fillWidth: true
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 2 * padding)
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: label + ". " + progress
    Accessible.checked: current
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.radius
        color: root.current ? Theme.selected : root.down ? Theme.raised : "transparent"
        border.width: root.current ? 2 : 0
        border.color: Theme.primary
    }
    contentItem: GridLayout {
        // Large text leaves a name no room beside the count.
        columns: Theme.scale > 1.3 ? 1 : 2
        columnSpacing: Theme.gap
        rowSpacing: 0
        Text {
            Layout.fillWidth: true
            text: root.label
            color: Theme.text
            font.pixelSize: Theme.body
            font.weight: root.current ? Font.DemiBold : Font.Normal
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Text {
            text: root.progress
            color: root.progress.startsWith("✓") ? Theme.good : Theme.muted
            font.pixelSize: Theme.small
            Accessible.ignored: true
        }
    }
    FocusRing { shown: root.visualFocus }
}
