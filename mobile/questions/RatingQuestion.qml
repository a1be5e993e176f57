// SPDX-License-Identifier: EUPL-1.2
// Stars. Each is a button with its number as its name.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Balieblik.Theme

Question {
    id: root

    Flow {
        width: root.width
        // Five of them stay on one line of a phone.
        spacing: root.width < 6 * Theme.touch ? 0 : Theme.gap
        Repeater {
            model: Math.min(root.answer.steps, 20)
            T.RadioButton {
                id: star
                required property int index
                readonly property bool chosen: index === root.answer.at
                readonly property bool lit: index <= root.answer.at

                objectName: "choice_" + root.answer.name + "_" + root.answer.stop(index)
                width: Theme.touch
                height: Theme.touch
                activeFocusOnTab: true
                autoExclusive: false
                checked: chosen
                onToggled: checked = Qt.binding(() => star.chosen)
                enabled: !root.answer.readOnly
                Accessible.name: qsTr("%1 of %2 stars").arg(root.answer.stop(index)).arg(root.answer.stop(root.answer.steps - 1))
                Accessible.checked: star.chosen
                Accessible.onPressAction: clicked()
                Accessible.onToggleAction: clicked()
                Keys.onReturnPressed: clicked()
                Keys.onEnterPressed: clicked()
                onClicked: root.answer.proposeStop(index)

                contentItem: Text {
                    text: star.lit ? "★" : "☆"
                    color: star.lit ? Theme.primary : Theme.border
                    font.pixelSize: Math.round(32 * Math.min(Theme.scale, 1.5))
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    Accessible.ignored: true
                }
                FocusRing { shown: star.visualFocus }
            }
        }
    }
}
