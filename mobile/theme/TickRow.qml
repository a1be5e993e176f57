// SPDX-License-Identifier: EUPL-1.2
// One of several answers that may be chosen together: a check box.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Balieblik.Theme

// As for ChoiceRow: the kind of button decides what a screen reader says.
T.CheckBox {
    id: root
    property bool chosen: false
    property string styled: "" // its words with what the questionnaire wants emphasised
    property string spoken: text // a choice may be a picture alone
    property url picture
    property bool bare: false // its mark shows only when it is chosen

    Layout.fillWidth: true
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 2 * Theme.gap)
    implicitWidth: implicitContentWidth + 24
    activeFocusOnTab: true
    checked: chosen
    onToggled: checked = Qt.binding(() => root.chosen)
    Accessible.name: spoken
    Accessible.checked: chosen
    Accessible.onPressAction: clicked()
    Accessible.onToggleAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: ChoiceBack { chosen: root.chosen; down: root.down }
    leftPadding: 12
    rightPadding: 12
    contentItem: ChoiceFace { many: true; chosen: root.chosen; text: root.text; styled: root.styled; picture: root.picture; bare: root.bare }
    FocusRing { shown: root.visualFocus }
}
