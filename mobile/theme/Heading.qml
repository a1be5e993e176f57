// SPDX-License-Identifier: EUPL-1.2
// A heading of a page (level 1) or of a part of it (level 2).
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Text {
    id: root
    // Of a questionnaire: its words, and the same with what it wants emphasised ("" if nothing).
    property string words: ""
    property string styled: ""
    property int level: 2

    Layout.fillWidth: true
    color: Theme.text
    font.pixelSize: level === 1 ? Theme.title : Theme.large
    font.weight: Font.DemiBold
    wrapMode: Text.Wrap
    textFormat: root.styled.length > 0 ? Text.StyledText : Text.PlainText
    text: root.styled.length > 0 ? Theme.legible(root.styled) : root.words
    Accessible.role: Accessible.Heading
    Accessible.name: root.words.length > 0 ? root.words : root.text
}
