// SPDX-License-Identifier: EUPL-1.2
// A heading of a page (level 1) or of a part of it (level 2).
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Text {
    property int level: 2

    Layout.fillWidth: true
    color: Theme.text
    font.pixelSize: level === 1 ? Theme.title : Theme.large
    font.weight: Font.DemiBold
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.Heading
    Accessible.name: text
}
