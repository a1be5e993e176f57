// SPDX-License-Identifier: EUPL-1.2
// A whole number between two bounds, such as a mark of 1 to 10: every number is a button, none is chosen beforehand.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Balieblik.Theme

Question {
    id: root
    readonly property int steps: Math.max(1, Math.floor((answer.maximum - answer.minimum) / Math.max(1, answer.step)) + 1)

    Flow {
        width: root.width
        spacing: Theme.gap
        Repeater {
            model: Math.min(root.steps, 101)
            AbstractButton {
                id: number
                required property int index
                readonly property string mark: String(root.answer.minimum + index * Math.max(1, root.answer.step))
                readonly property bool chosen: Number(root.answer.value) === Number(mark) && root.answer.value.length > 0

                objectName: "choice_" + root.answer.name + "_" + mark
                width: Theme.touch + 8
                height: Theme.touch + 8
                activeFocusOnTab: true
                enabled: !root.answer.readOnly
                Accessible.role: Accessible.RadioButton
                Accessible.name: mark
                Accessible.checkable: true
                Accessible.checked: chosen
                Accessible.onPressAction: clicked()
                Keys.onReturnPressed: clicked()
                Keys.onEnterPressed: clicked()
                onClicked: root.answer.propose(mark)

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
