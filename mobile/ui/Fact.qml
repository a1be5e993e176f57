// SPDX-License-Identifier: EUPL-1.2
// A fact under its name. Hidden while there is nothing to say.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

ColumnLayout {
    id: root
    required property string name
    required property string value

    visible: value.length > 0
    spacing: 0
    Layout.fillWidth: true
    Body { text: root.name; quiet: true; font.pixelSize: Theme.small }
    Body { objectName: root.objectName.length > 0 ? root.objectName + "Value" : ""; text: root.value }
}
