// SPDX-License-Identifier: EUPL-1.2
// One moment of the wait clock: to be tapped, or tapped with its time.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Balieblik.Theme

AbstractButton {
    id: root
    required property string kind
    required property string label
    required property string time
    required property string measured
    required property string reason
    required property string phase // "done", "next", "later" or "skipped"
    property bool correctable: true
    readonly property bool tappable: phase === "next" || phase === "later"
    readonly property color ink: phase === "next" ? Theme.primaryInk : tappable ? Theme.text : phase === "done" ? Theme.good : Theme.muted
    signal tapped()
    signal correctionWanted()

    objectName: "lap_" + kind
    text: label
    padding: Theme.margin
    implicitHeight: Math.max(Theme.hugeTouch + 24, implicitContentHeight + 2 * padding)
    activeFocusOnTab: true
    enabled: tappable || correctable
    Accessible.role: Accessible.Button
    Accessible.name: time.length > 0 ? qsTr("%1: %2").arg(label).arg(time) : label
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    onClicked: tappable ? tapped() : correctionWanted()

    background: Rectangle {
        radius: Theme.radius + 4
        color: root.phase === "next" ? Theme.primary : root.phase === "done" ? Theme.goodSurface : root.down ? Theme.raised : Theme.surface
        opacity: root.phase === "next" && root.down ? 0.85 : 1
        border.width: root.phase === "next" ? 0 : 1
        border.color: root.phase === "done" ? Theme.good : Theme.border
    }
    contentItem: ColumnLayout {
        spacing: 2
        Item { Layout.fillHeight: true } // the words stay together in the middle
        Text {
            Layout.fillWidth: true
            text: root.label
            color: root.ink
            font.pixelSize: root.phase === "next" ? Theme.title : Theme.large
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Text {
            objectName: "lapTime_" + root.kind
            Layout.fillWidth: true
            visible: text.length > 0
            text: root.time.length > 0 ? "\u2713 " + root.time
                : root.phase === "next" ? qsTr("Tap now when this happens")
                : root.phase === "skipped" ? qsTr("Not tapped. Tap to fill it in.") : ""
            color: root.ink
            font.pixelSize: root.time.length > 0 ? Theme.title : Theme.body
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Text {
            Layout.fillWidth: true
            visible: root.measured.length > 0
            text: qsTr("Measured %1. Corrected: %2").arg(root.measured).arg(root.reason)
            color: Theme.text
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Text {
            visible: root.phase === "done" && root.correctable && root.measured.length === 0
            text: qsTr("Tap to correct")
            color: Theme.muted
            font.pixelSize: Theme.small
            Accessible.ignored: true
        }
        Item { Layout.fillHeight: true }
    }
    FocusRing { shown: root.visualFocus }
}
