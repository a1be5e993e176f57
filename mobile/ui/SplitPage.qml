// SPDX-License-Identifier: EUPL-1.2
// On a wide screen: the assignments, and beside them the briefing of the one that is chosen.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

RowLayout {
    id: root
    required property AppViewModel app

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
