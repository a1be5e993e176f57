// SPDX-License-Identifier: EUPL-1.2
// The wait clock: four buttons that a cold, wet finger hits at once, the running time, and ten seconds to take a tap
// back. Nothing here tells where or why somebody waits.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Sheet {
    id: root
    required property ClockViewModel model
    property bool locked: false
    readonly property bool beside: Theme.wide(width) && width > height

    objectName: "clockPage"
    lineWidth: beside ? Math.round(1100 * Math.min(Theme.scale, 1.2)) : Theme.column
    spacing: Theme.gap + 4

    Text {
        objectName: "elapsed"
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: root.model.elapsed.length > 0 ? root.model.elapsed : "0:00"
        color: root.model.running ? Theme.primary : Theme.muted
        font.pixelSize: Theme.display
        font.weight: Font.DemiBold
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("Running time %1").arg(text)
    }
    Notice { objectName: "clockError"; kind: "danger"; text: root.model.error }
    Notice { objectName: "clockNotice"; kind: "warning"; text: root.model.notice }
    ActionButton {
        objectName: "undoLap"
        Layout.fillWidth: true
        visible: root.model.undoSeconds > 0
        minimumHeight: Theme.touch + 12
        text: qsTr("Undo the last tap (%1 s)").arg(root.model.undoSeconds)
        onClicked: root.model.undo()
    }
    GridLayout {
        Layout.fillWidth: true
        columns: root.beside ? 2 : 1
        columnSpacing: Theme.gap + 4
        rowSpacing: Theme.gap + 4
        Repeater {
            model: root.model.laps
            LapButton {
                Layout.fillWidth: true
                Layout.fillHeight: true // as high as the one beside it
                Layout.preferredWidth: 1
                correctable: !root.locked
                onTapped: root.model.tap(kind)
                onCorrectionWanted: correction.ask(kind, label, time)
            }
        }
    }
    CorrectionDialogue {
        id: correction
        model: root.model
    }
}
