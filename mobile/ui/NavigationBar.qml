// SPDX-License-Identifier: EUPL-1.2
// The way between the app's main pages, and the lock.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Rectangle {
    id: root
    required property AppViewModel app
    property bool upright: false

    implicitHeight: grid.implicitHeight + Theme.gap
    color: Theme.surface
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Main pages")

    Rectangle {
        width: root.upright ? 1 : parent.width
        height: root.upright ? parent.height : 1
        x: root.upright ? parent.width - 1 : 0
        color: Theme.line
    }
    GridLayout {
        id: grid
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: root.upright ? Theme.gap : Theme.gap / 2
        columns: root.upright ? 1 : root.width < 370 * Theme.scale ? 2 : 4
        rowSpacing: 4
        columnSpacing: 0

        Heading {
            visible: root.upright
            Layout.margins: Theme.gap
            text: qsTr("Balieblik")
            color: Theme.primary
        }
        BarButton {
            objectName: "nav_assignments"
            Layout.fillWidth: true
            text: qsTr("Assignments")
            font.pixelSize: root.upright ? Theme.body : Theme.small
            leftPadding: root.upright ? 12 : 4
            rightPadding: root.upright ? 12 : 4
            current: root.app.page === "assignments" || root.app.page === "briefing"
            onClicked: root.app.go("assignments")
        }
        BarButton {
            objectName: "nav_sync"
            Layout.fillWidth: true
            text: root.app.sync.waiting > 0 ? qsTr("Sending (%1)").arg(root.app.sync.waiting) : qsTr("Sending")
            font.pixelSize: root.upright ? Theme.body : Theme.small
            leftPadding: root.upright ? 12 : 4
            rightPadding: root.upright ? 12 : 4
            current: root.app.page === "sync"
            onClicked: root.app.go("sync")
        }
        BarButton {
            objectName: "nav_settings"
            Layout.fillWidth: true
            text: qsTr("Settings")
            font.pixelSize: root.upright ? Theme.body : Theme.small
            leftPadding: root.upright ? 12 : 4
            rightPadding: root.upright ? 12 : 4
            current: root.app.page === "settings"
            onClicked: root.app.go("settings")
        }
        BarButton {
            objectName: "nav_lock"
            Layout.fillWidth: true
            text: qsTr("Lock")
            font.pixelSize: root.upright ? Theme.body : Theme.small
            onClicked: root.app.lock()
        }
    }
}
