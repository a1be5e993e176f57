// SPDX-License-Identifier: EUPL-1.2
// A PIN or pass-phrase under its name; what is typed can be shown, because rain and gloves make typing errors.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

ColumnLayout {
    id: root
    required property bool pin
    required property string name
    property alias text: field.text
    signal submitted()

    function take() { field.forceActiveFocus(); }
    function clear() { field.clear(); }

    Layout.fillWidth: true
    spacing: 4
    // Qt gives a field of hidden characters no name, so a screen reader says that of the group around it.
    Accessible.role: Accessible.Grouping
    Accessible.name: root.name
    Body { text: root.name; font.weight: Font.DemiBold }
    RowLayout {
        spacing: Theme.gap
        Field {
            id: field
            objectName: root.objectName + "Field"
            echoMode: shown.current ? TextInput.Normal : TextInput.Password
            inputMethodHints: (root.pin ? Qt.ImhDigitsOnly : Qt.ImhNone) | Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
            maximumLength: 200
            Accessible.name: root.name
            Accessible.passwordEdit: true
            onAccepted: root.submitted()
        }
        BarButton {
            id: shown
            objectName: root.objectName + "Show"
            text: current ? qsTr("Hide") : qsTr("Show")
            Accessible.name: text + ": " + root.name
            onClicked: current = !current
        }
    }
}
