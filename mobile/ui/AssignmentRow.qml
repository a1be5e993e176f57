// SPDX-License-Identifier: EUPL-1.2
// One assignment in the list.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Balieblik.Theme

AbstractButton {
    id: root
    required property string key
    required property string place
    required property string contact
    required property string when
    required property string deadline
    required property string phase
    required property string tint
    property bool current: false

    objectName: "assignment"
    text: place
    padding: Theme.margin
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: place + ". " + root.phase + ". " + when + ". " + deadline
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.radius
        color: root.current ? Theme.selected : root.down ? Theme.raised : Theme.surface
        border.width: root.current ? 2 : 1
        border.color: root.current ? Theme.primary : Theme.line
    }
    contentItem: ColumnLayout {
        spacing: 4
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap
            Text {
                text: root.place
                width: Math.min(implicitWidth, parent.width)
                color: Theme.text
                font.pixelSize: Theme.large
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            Pill { objectName: "assignmentState"; kind: root.tint; text: root.phase }
        }
        Body { text: root.when; Accessible.ignored: true }
        Body { text: root.contact; quiet: true; font.pixelSize: Theme.small; Accessible.ignored: true }
        Body { text: root.deadline; quiet: true; font.pixelSize: Theme.small; Accessible.ignored: true }
    }
    FocusRing { shown: root.visualFocus }
}
