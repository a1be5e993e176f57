// SPDX-License-Identifier: EUPL-1.2
// Running text.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Text {
    property bool quiet: false

    Layout.fillWidth: true
    color: quiet ? Theme.muted : Theme.text
    font.pixelSize: Theme.body
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    lineHeight: 1.15
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
