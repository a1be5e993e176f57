// SPDX-License-Identifier: EUPL-1.2
// Running text.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Text {
    id: root
    // Of a questionnaire: its words, and the same with what it wants emphasised ("" if nothing).
    property string words: ""
    property string styled: ""
    property bool quiet: false

    Layout.fillWidth: true
    color: quiet ? Theme.muted : Theme.text
    font.pixelSize: Theme.body
    wrapMode: Text.Wrap
    textFormat: root.styled.length > 0 ? Text.StyledText : Text.PlainText
    text: root.styled.length > 0 ? Theme.legible(root.styled) : root.words
    lineHeight: 1.15
    Accessible.role: Accessible.StaticText
    Accessible.name: root.words.length > 0 ? root.words : root.text
}
