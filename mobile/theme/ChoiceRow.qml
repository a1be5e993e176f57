// SPDX-License-Identifier: EUPL-1.2
// One answer to choose: a whole row to touch, with a mark that does not depend on colour alone.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Balieblik.Theme

// Qt gives away the role of its own kinds of button only, whatever Accessible.role says: hence a radio button, of which
// nothing but the role and the touch is used. What is chosen is decided behind it.
T.RadioButton {
    id: root
    property bool chosen: false
    property string styled: "" // its words with what the questionnaire wants emphasised
    property string spoken: text // a choice may be a picture alone
    property url picture
    property bool bare: false // its mark shows only when it is chosen
    property string mark: "" // shown in the circle instead of a dot: the number of a scale

    Layout.fillWidth: true
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 2 * Theme.gap)
    implicitWidth: implicitContentWidth + 24
    activeFocusOnTab: true
    autoExclusive: false
    checked: chosen
    onToggled: checked = Qt.binding(() => root.chosen)
    Accessible.name: spoken.length > 0 ? (mark.length > 0 ? mark + ". " + spoken : spoken) : mark
    Accessible.checked: chosen
    Accessible.onPressAction: clicked()
    Accessible.onToggleAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: ChoiceBack { chosen: root.chosen; down: root.down }
    leftPadding: 12
    rightPadding: 12
    contentItem: ChoiceFace { chosen: root.chosen; mark: root.mark; text: root.text; styled: root.styled; picture: root.picture; bare: root.bare }
    FocusRing { shown: root.visualFocus }
}
