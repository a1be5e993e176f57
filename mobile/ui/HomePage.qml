// SPDX-License-Identifier: EUPL-1.2
// The unlocked app: the page that is asked for, and the way to the others (beside it where there is room, else below).
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

FocusScope {
    id: root
    required property AppViewModel app
    readonly property bool wide: Theme.wide(width)
    readonly property string page: app.page

    GridLayout {
        anchors.fill: parent
        columns: root.wide ? 2 : 1
        columnSpacing: 0
        rowSpacing: 0

        NavigationBar {
            visible: root.wide && !root.app.inVisit
            Layout.fillHeight: true
            Layout.preferredWidth: Math.round(200 * Math.min(Theme.scale, 1.4))
            app: root.app
            upright: true
        }
        Loader {
            objectName: "page_" + root.page
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            sourceComponent: root.app.inVisit ? visit
                : root.page === "sync" ? sync
                : root.page === "settings" ? settings
                : root.page === "practice" ? practice
                : root.wide ? split
                : root.page === "briefing" ? briefing : assignments
        }
        NavigationBar {
            visible: !root.wide && !root.app.inVisit
            Layout.fillWidth: true
            app: root.app
        }
    }

    // Qt 6.4 cannot load bound components through a Loader, so these reach for root and the linter is told so.
    // qmllint disable unqualified
    Component { id: assignments; AssignmentsPage { app: root.app } }
    Component { id: briefing; BriefingPage { app: root.app; model: root.app.briefing } }
    Component {
        id: split
        RowLayout {
            spacing: 0
            AssignmentsPage {
                Layout.fillHeight: true
                Layout.preferredWidth: Math.round(400 * Math.min(Theme.scale, 1.3))
                app: root.app
            }
            Rectangle { Layout.fillHeight: true; Layout.preferredWidth: 1; color: Theme.line }
            BriefingPage {
                Layout.fillWidth: true
                Layout.fillHeight: true
                app: root.app
                model: root.app.briefing
                beside: true
            }
        }
    }
    Component { id: visit; VisitPage { app: root.app; model: root.app.visit } }
    Component { id: practice; PracticePage { app: root.app; model: root.app.practice } }
    Component { id: sync; SyncPage { model: root.app.sync } }
    Component { id: settings; SettingsPage { app: root.app; model: root.app.settings; unlock: root.app.unlock } }
    // qmllint enable unqualified
}
