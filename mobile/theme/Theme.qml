// SPDX-License-Identifier: EUPL-1.2
// Sizes, colours and type of the whole app. Text colours keep at least 4.5:1 on every surface they are used on (WCAG
// 2.2 AA), borders of controls at least 3:1, and everything that is touched is at least 48 pixels high.
pragma Singleton
import QtQuick

QtObject {
    id: root

    // Set once by the window from the settings.
    property bool dark: false
    property real scale: 1.0

    readonly property color background: dark ? "#0e1618" : "#f3f6f6"
    readonly property color surface: dark ? "#182326" : "#ffffff"
    readonly property color raised: dark ? "#223034" : "#e8eeee"
    readonly property color border: dark ? "#7d9296" : "#6b7f83"
    readonly property color line: dark ? "#33454a" : "#d3dddd"
    readonly property color text: dark ? "#eef4f4" : "#12211f"
    readonly property color muted: dark ? "#b3c3c5" : "#4a5c5f"
    readonly property color primary: dark ? "#7fd6df" : "#0a5560"
    readonly property color primaryInk: dark ? "#04282d" : "#ffffff"
    readonly property color selected: dark ? "#1f4b52" : "#d6edef"
    readonly property color danger: dark ? "#ffb4a8" : "#a6200f"
    readonly property color dangerSurface: dark ? "#4a1d17" : "#fdeae6"
    readonly property color warning: dark ? "#f5cf7a" : "#6a4600"
    readonly property color warningSurface: dark ? "#40310f" : "#fdf1d6"
    readonly property color good: dark ? "#8fdca6" : "#135f2e"
    readonly property color goodSurface: dark ? "#173a24" : "#e1f3e6"
    readonly property color focus: dark ? "#ffd54a" : "#0b57d0"

    readonly property int gap: 8
    readonly property int margin: 16
    readonly property int radius: 10
    readonly property int touch: Math.round(Math.max(48, 40 * scale))
    readonly property int hugeTouch: Math.round(Math.max(88, 72 * scale))

    readonly property int small: Math.round(14 * scale)
    readonly property int body: Math.round(16 * scale)
    readonly property int large: Math.round(19 * scale)
    readonly property int title: Math.round(24 * scale)
    readonly property int display: Math.round(44 * Math.min(scale, 1.5))

    // How far lines may run before they are tiring to read.
    readonly property int column: Math.round(760 * Math.min(scale, 1.4))

    // Room for two panes beside each other, given that text grows.
    function wide(width: real): bool {
        return width >= 880 * Math.min(root.scale, 1.3);
    }

    // Colours that a questionnaire gives its words stay where they can be read on the present surface.
    function legible(styled: string): string {
        return styled.replace(/<font color="([^"]*)">/g, (whole, name) => root.contrast(Qt.color(name), root.surface) >= 4.5 ? whole : `<font color="${root.warning}">`);
    }
    function contrast(one: color, other: color): real {
        const light = Math.max(root.luminance(one), root.luminance(other));
        return (light + 0.05) / (Math.min(root.luminance(one), root.luminance(other)) + 0.05);
    }
    function luminance(of: color): real {
        const part = (value) => value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        return 0.2126 * part(of.r) + 0.7152 * part(of.g) + 0.0722 * part(of.b);
    }
}
