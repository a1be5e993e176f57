// SPDX-License-Identifier: EUPL-1.2
// The sections beside the questions, where there is room.
import QtQuick
import Balieblik.Theme
import Balieblik.Model

Rectangle {
    id: root
    required property AppViewModel app
    required property FormViewModel form

    color: Theme.surface

    Sheet {
        id: sheet
        anchors.fill: parent
        spacing: 0
        SectionRows {
            app: root.app
            form: root.form
            onReached: row => Qt.callLater(sheet.bring, row)
        }
    }
}
