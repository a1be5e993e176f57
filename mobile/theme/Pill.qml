// SPDX-License-Identifier: EUPL-1.2
// A short state in words, on a tint. `kind` as of Notice.
import QtQuick
import Balieblik.Theme

Rectangle {
    id: root
    property string kind: "info"
    property alias text: words.text

    visible: text.length > 0
    implicitWidth: words.implicitWidth + 20
    implicitHeight: words.implicitHeight + 8
    radius: height / 2
    color: kind === "danger" ? Theme.dangerSurface : kind === "warning" ? Theme.warningSurface : kind === "good" ? Theme.goodSurface : Theme.raised
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Text {
        id: words
        anchors.centerIn: parent
        width: Math.min(implicitWidth, root.width - 20)
        elide: Text.ElideRight
        color: root.kind === "danger" ? Theme.danger : root.kind === "warning" ? Theme.warning : root.kind === "good" ? Theme.good : Theme.text
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
}
