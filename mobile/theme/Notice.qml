// SPDX-License-Identifier: EUPL-1.2
// A sentence that must be noticed. `kind`: "info", "good", "warning" or "danger". Hidden while it has no text.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Rectangle {
    id: root
    property string kind: "info"
    property alias text: words.text
    readonly property color ink: kind === "danger" ? Theme.danger : kind === "warning" ? Theme.warning : kind === "good" ? Theme.good : Theme.text

    Layout.fillWidth: true
    visible: text.length > 0
    implicitWidth: words.implicitWidth + 28
    implicitHeight: words.implicitHeight + 24
    radius: Theme.radius
    color: kind === "danger" ? Theme.dangerSurface : kind === "warning" ? Theme.warningSurface : kind === "good" ? Theme.goodSurface : Theme.raised
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Rectangle {
        width: 4
        height: parent.height - 16
        x: 6
        y: 8
        radius: 2
        color: root.ink
    }
    Text {
        id: words
        anchors.fill: parent
        anchors.margins: 12
        anchors.leftMargin: 20
        color: root.ink
        font.pixelSize: Theme.body
        wrapMode: Text.Wrap
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
}
