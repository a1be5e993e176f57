// SPDX-License-Identifier: EUPL-1.2
// A whole number between two bounds, such as a mark of 1 to 10: every number is a button, none is chosen beforehand.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Balieblik.Theme

Question {
    id: root
    readonly property int count: Math.min(root.answer.steps, 101)
    // As many beside each other as fit, and then rows of the same length: ten marks stand as five and five.
    readonly property int fitting: Math.max(1, Math.floor((width + Theme.gap) / (Theme.touch + 8 + Theme.gap)))
    readonly property int rows: Math.ceil(count / Math.min(count, fitting))

    Grid {
        columns: Math.ceil(root.count / root.rows)
        spacing: Theme.gap
        Repeater {
            model: root.count
            T.RadioButton {
                id: number
                required property int index
                readonly property string mark: root.answer.stop(index)
                readonly property bool chosen: root.answer.at === index

                objectName: "choice_" + root.answer.name + "_" + mark
                width: Theme.touch + 8
                height: Theme.touch + 8
                activeFocusOnTab: true
                autoExclusive: false
                checked: chosen
                onToggled: checked = Qt.binding(() => number.chosen)
                enabled: !root.answer.readOnly
                Accessible.name: mark
                Accessible.checked: number.chosen
                Accessible.onPressAction: clicked()
                Accessible.onToggleAction: clicked()
                Keys.onReturnPressed: clicked()
                Keys.onEnterPressed: clicked()
                onClicked: root.answer.proposeStop(index)

                background: Rectangle {
                    radius: Theme.radius
                    color: number.chosen ? Theme.primary : number.down ? Theme.raised : Theme.surface
                    border.width: 1
                    border.color: number.chosen ? Theme.primary : Theme.border
                }
                contentItem: Text {
                    text: number.mark
                    color: number.chosen ? Theme.primaryInk : Theme.text
                    font.pixelSize: Theme.body
                    font.weight: Font.DemiBold
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    Accessible.ignored: true
                }
                FocusRing { shown: number.visualFocus }
            }
        }
    }
}
