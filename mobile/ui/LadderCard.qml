// SPDX-License-Identifier: EUPL-1.2
// A visit's way: saved, received, complete, backed up. A rung is reached only with a signed receipt.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Card {
    id: root
    required property string place
    required property string when
    required property int rung
    required property string rungText
    required property string note
    readonly property var names: [qsTr("Saved"), qsTr("Received"), qsTr("Complete"), qsTr("Backed up")]

    objectName: "ladder"

    Heading { text: root.place }
    Body { text: root.when; quiet: true; font.pixelSize: Theme.small }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        Repeater {
            model: root.names
            Pill {
                required property string modelData
                required property int index
                objectName: "rung_" + index
                kind: index <= root.rung ? "good" : "info"
                text: (index <= root.rung ? "✓ " : "○ ") + modelData
            }
        }
    }
    Body { objectName: "rungText"; text: root.rungText }
    Body { visible: text.length > 0; text: root.note; color: Theme.warning }
}
