// SPDX-License-Identifier: EUPL-1.2
// The window: which lock stands before the work, and the work behind it. While the screen is locked the work stays as
// it is and is not shown.
import QtQuick
import QtQuick.Controls.Basic
import Balieblik.Theme
import Balieblik.Model

ApplicationWindow {
    id: root
    required property AppViewModel app

    objectName: "window"
    width: 1280
    height: 800
    minimumWidth: 320
    minimumHeight: 480
    visible: true
    title: qsTr("Balieblik")
    color: Theme.background

    Binding { target: Theme; property: "dark"; value: root.app.settings.dark }
    Binding { target: Theme; property: "scale"; value: root.app.settings.textPercent / 100 }

    PageLoader {
        anchors.fill: parent
        visible: root.app.stage === "open"
        focus: visible
        file: root.app.stage === "open" || (root.app.stage === "locked" && !root.app.unlock.keyGone) ? "HomePage.qml" : ""
        // With its size from the start: else it would show itself once for a window without any.
        given: () => ({ app: root.app, width: width, height: height })
    }
    PageLoader {
        anchors.fill: parent
        focus: root.app.stage !== "open"
        file: root.app.stage === "enrol" ? "EnrolPage.qml" : root.app.stage === "secret" ? "SecretPage.qml" : root.app.stage === "locked" ? "UnlockPage.qml" : ""
        given: () => file === "EnrolPage.qml" ? { model: root.app.enrol, settings: root.app.settings }
            : file === "SecretPage.qml" ? { model: root.app.unlock }
            : { model: root.app.unlock, clock: root.app.visit.clock, recovery: root.app.recovery, sync: root.app.sync }
    }

    PagesAhead {
        id: ahead
        pages: ["HomePage.qml", "SplitPage.qml", "AssignmentsPage.qml", "VisitPage.qml", "SectionPage.qml"]
    }
    Connections {
        target: root
        enabled: !ahead.started
        function onFrameSwapped() { ahead.start(); }
    }

    Shortcut { sequence: "Ctrl+L"; enabled: root.app.stage === "open"; onActivated: root.app.lock() }
    Shortcut { sequences: ["Alt+Left", "Back"]; enabled: root.app.stage === "open"; onActivated: root.app.back() }
}
