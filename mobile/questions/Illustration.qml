// SPDX-License-Identifier: EUPL-1.2
// The picture that belongs to the words of a question.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Picture {
    id: root
    required property Answer answer
    property bool shown: true

    objectName: "illustration_" + answer.name
    Layout.maximumWidth: parent ? parent.width : box
    box: Math.round(Math.min(parent ? parent.width : 360, 360 * Math.min(Theme.scale, 1.4)))
    source: shown ? answer.illustration : ""
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Picture for: %1").arg(answer.label)
}
