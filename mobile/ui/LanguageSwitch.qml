// SPDX-License-Identifier: EUPL-1.2
// Dutch or English, each named in its own language.
import QtQuick
import Balieblik.Theme
import Balieblik.Model

Row {
    id: root
    required property SettingsViewModel settings

    spacing: 4
    BarButton {
        objectName: "language_nl"
        text: "Nederlands"
        current: root.settings.language === "nl"
        onClicked: root.settings.language = "nl"
    }
    BarButton {
        objectName: "language_en"
        text: "English"
        current: root.settings.language === "en"
        onClicked: root.settings.language = "en"
    }
}
