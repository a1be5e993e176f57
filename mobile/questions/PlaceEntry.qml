// SPDX-License-Identifier: EUPL-1.2
// How a place gets into an answer: by measuring or by typing latitude and longitude.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

ColumnLayout {
    id: root
    required property Answer answer
    required property PositionViewModel position

    Layout.fillWidth: true
    spacing: Theme.gap
    enabled: !answer.readOnly

    ActionButton {
        objectName: "here_" + root.answer.name
        visible: root.position.available
        enabled: !root.position.searching
        text: root.position.searching ? qsTr("Searching for this place…") : qsTr("Use this place")
        onClicked: root.position.find()
    }
    Notice { kind: "warning"; text: root.position.error }
    RowLayout {
        spacing: Theme.gap
        Field {
            id: typed
            objectName: "field_" + root.answer.name
            placeholderText: qsTr("Latitude, longitude")
            wrong: root.answer.problem.length > 0
            inputMethodHints: Qt.ImhPreferNumbers | Qt.ImhNoPredictiveText
            Accessible.name: qsTr("%1: latitude, longitude").arg(root.answer.label)
            onAccepted: add.clicked()
        }
        ActionButton {
            id: add
            objectName: "add_" + root.answer.name
            enabled: typed.text.length > 0
            text: qsTr("Add")
            onClicked: {
                root.answer.proposeTyped(typed.text);
                if (root.answer.problem.length === 0)
                    typed.clear();
            }
        }
    }
}
