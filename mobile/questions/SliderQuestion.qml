// SPDX-License-Identifier: EUPL-1.2
// A number between two bounds with many stops between. No handle stands anywhere before the first touch, so that no
// number is suggested.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Balieblik.Theme

Question {
    id: root
    readonly property bool upright: answer.says("vertical")
    readonly property bool given: answer.at >= 0

    RowLayout {
        spacing: Theme.margin
        ActionButton {
            objectName: "less_" + root.answer.name
            enabled: root.given && root.answer.at > 0 && !root.answer.readOnly
            text: "−"
            Accessible.name: qsTr("Less")
            onClicked: root.answer.proposeStop(root.answer.at - 1)
        }
        Text {
            objectName: "value_" + root.answer.name
            Layout.fillWidth: true
            text: root.given ? root.answer.shown : qsTr("Touch the line")
            color: root.given ? Theme.text : Theme.muted
            font.pixelSize: root.given ? Theme.title : Theme.body
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        ActionButton {
            objectName: "more_" + root.answer.name
            enabled: root.given && root.answer.at + 1 < root.answer.steps && !root.answer.readOnly
            text: "+"
            Accessible.name: qsTr("More")
            onClicked: root.answer.proposeStop(root.answer.at + 1)
        }
    }
    Slider {
        id: slider
        objectName: "slider_" + root.answer.name
        Layout.fillWidth: !root.upright
        Layout.preferredHeight: root.upright ? 280 : Theme.touch
        Layout.alignment: Qt.AlignHCenter
        orientation: root.upright ? Qt.Vertical : Qt.Horizontal
        from: 0
        to: root.answer.steps - 1
        stepSize: 1
        snapMode: Slider.SnapAlways
        enabled: !root.answer.readOnly
        value: Math.max(0, root.answer.at)
        Accessible.role: Accessible.Slider
        Accessible.name: root.answer.label
        onPressedChanged: if (!pressed) root.answer.proposeStop(Math.round(value))
        Keys.onReleased: event => { if ([Qt.Key_Left, Qt.Key_Right, Qt.Key_Up, Qt.Key_Down, Qt.Key_Home, Qt.Key_End].includes(event.key)) root.answer.proposeStop(Math.round(value)); }

        background: Rectangle {
            x: root.upright ? (slider.width - width) / 2 : slider.leftPadding
            y: root.upright ? slider.topPadding : (slider.height - height) / 2
            implicitWidth: root.upright ? 8 : 200
            implicitHeight: root.upright ? 200 : 8
            width: root.upright ? 8 : slider.availableWidth
            height: root.upright ? slider.availableHeight : 8
            radius: 4
            color: Theme.border
        }
        handle: Rectangle {
            x: root.upright ? (slider.width - width) / 2 : slider.leftPadding + slider.visualPosition * (slider.availableWidth - width)
            y: root.upright ? slider.topPadding + slider.visualPosition * (slider.availableHeight - height) : (slider.height - height) / 2
            visible: root.given || slider.pressed || slider.visualFocus
            width: 36
            height: 36
            radius: 18
            color: Theme.primary
            FocusRing { shown: slider.visualFocus }
        }
    }
    RowLayout {
        visible: !root.answer.says("no-ticks")
        Body { text: root.answer.shownStop(0); quiet: true }
        Body { text: root.answer.shownStop(root.answer.steps - 1); quiet: true; horizontalAlignment: root.upright ? Text.AlignLeft : Text.AlignRight }
    }
}
