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
    // What each page is given.
    readonly property var given: ({
        "VisitPage.qml": { app: app, model: app.visit },
        "SyncPage.qml": { model: app.sync },
        "SettingsPage.qml": { app: app, model: app.settings, unlock: app.unlock },
        "PracticePage.qml": { app: app, model: app.practice },
        "SplitPage.qml": { app: app },
        "BriefingPage.qml": { app: app, model: app.briefing },
        "AssignmentsPage.qml": { app: app }
    })

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
        PageLoader {
            objectName: "page_" + root.page
            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            file: root.app.inVisit ? "VisitPage.qml"
                : root.page === "sync" ? "SyncPage.qml"
                : root.page === "settings" ? "SettingsPage.qml"
                : root.page === "practice" ? "PracticePage.qml"
                : root.wide ? "SplitPage.qml"
                : root.page === "briefing" ? "BriefingPage.qml" : "AssignmentsPage.qml"
            given: () => root.given[file]
        }
        NavigationBar {
            visible: !root.wide && !root.app.inVisit
            Layout.fillWidth: true
            app: root.app
        }
    }
}
