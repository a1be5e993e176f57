// SPDX-License-Identifier: EUPL-1.2
// The window.
import QtQuick
import QtQuick.Controls.Basic
import Balieblik.Theme

ApplicationWindow {
    objectName: "window"
    width: 1280
    height: 800
    minimumWidth: 320
    minimumHeight: 480
    visible: true
    title: qsTr("Balieblik")
    color: Theme.background
}
