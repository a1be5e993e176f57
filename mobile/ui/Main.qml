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

    Loader {
        anchors.fill: parent
        active: root.app.stage === "open" || (root.app.stage === "locked" && !root.app.unlock.keyGone)
        visible: root.app.stage === "open"
        focus: visible
        sourceComponent: home
    }
    Loader {
        anchors.fill: parent
        active: root.app.stage !== "open"
        focus: active
        sourceComponent: root.app.stage === "enrol" ? enrol : root.app.stage === "secret" ? secret : locked
    }
    // Qt 6.4 cannot load bound components through a Loader, so these reach for root and the linter is told so.
    // qmllint disable unqualified
    Component { id: home; HomePage { app: root.app } }
    Component { id: enrol; EnrolPage { model: root.app.enrol; settings: root.app.settings } }
    Component { id: secret; SecretPage { model: root.app.unlock } }
    Component { id: locked; UnlockPage { model: root.app.unlock; clock: root.app.visit.clock } }
    // qmllint enable unqualified

    Shortcut { sequence: "Ctrl+L"; enabled: root.app.stage === "open"; onActivated: root.app.lock() }
    Shortcut { sequences: ["Alt+Left", "Back"]; enabled: root.app.stage === "open"; onActivated: root.app.back() }
}
