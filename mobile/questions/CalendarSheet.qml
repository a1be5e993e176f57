// SPDX-License-Identifier: EUPL-1.2
// A month to pick a day from, weeks beginning as the language has them.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Balieblik.Theme

Dialogue {
    id: root
    property date chosen: new Date()
    // The day as the form writes it: "2026-03-12".
    signal picked(day: string)

    // From the form's notation; today when there is none.
    function show(day: string) {
        const parts = day.split("-").map(Number);
        chosen = parts.length === 3 ? new Date(parts[0], parts[1] - 1, parts[2]) : new Date();
        grid.year = chosen.getFullYear();
        grid.month = chosen.getMonth();
        open();
    }
    function turn(months: int) {
        const to = new Date(grid.year, grid.month + months, 1);
        grid.year = to.getFullYear();
        grid.month = to.getMonth();
    }

    RowLayout {
        ActionButton {
            text: "‹"
            Accessible.name: qsTr("Previous month")
            onClicked: root.turn(-1)
        }
        Text {
            Layout.fillWidth: true
            text: Qt.locale().standaloneMonthName(grid.month) + " " + grid.year
            color: Theme.text
            font.pixelSize: Theme.large
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        ActionButton {
            text: "›"
            Accessible.name: qsTr("Next month")
            onClicked: root.turn(1)
        }
    }
    DayOfWeekRow {
        Layout.fillWidth: true
        delegate: Text {
            required property string shortName
            text: shortName
            color: Theme.muted
            font.pixelSize: Theme.small
            horizontalAlignment: Text.AlignHCenter
        }
    }
    MonthGrid {
        id: grid
        Layout.fillWidth: true
        delegate: AbstractButton {
            id: day
            required property var model
            readonly property bool inside: model.month === grid.month
            readonly property bool current: model.year === root.chosen.getFullYear() && model.month === root.chosen.getMonth() && model.day === root.chosen.getDate()

            implicitHeight: Theme.touch
            enabled: inside
            activeFocusOnTab: inside
            Accessible.role: Accessible.Button
            Accessible.name: model.day + " " + Qt.locale().standaloneMonthName(model.month)
            Accessible.onPressAction: clicked()
            Keys.onReturnPressed: clicked()
            Keys.onEnterPressed: clicked()
            onClicked: {
                root.picked(Qt.formatDate(new Date(model.year, model.month, model.day), "yyyy-MM-dd"));
                root.close();
            }

            background: Rectangle {
                radius: Theme.radius
                color: day.current && day.inside ? Theme.primary : day.down ? Theme.raised : "transparent"
                border.width: day.model.today && day.inside ? 2 : 0
                border.color: Theme.primary
            }
            contentItem: Text {
                text: day.model.day
                opacity: day.inside ? 1 : 0
                color: day.current ? Theme.primaryInk : Theme.text
                font.pixelSize: Theme.body
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }
            FocusRing { shown: day.visualFocus }
        }
    }
    ActionButton {
        Layout.fillWidth: true
        text: qsTr("Cancel")
        onClicked: root.close()
    }
}
