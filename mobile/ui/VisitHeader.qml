// SPDX-License-Identifier: EUPL-1.2
// Above every page of a visit: where, how far, in which language, and the running clock.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Rectangle {
    id: root
    required property AppViewModel app
    required property VisitViewModel model
    required property bool wide
    readonly property FormViewModel form: model.form
    // Large text on a narrow screen: the question needs the room, so what is rarely wanted moves into the menu.
    readonly property bool tight: !wide && Theme.scale > 1.3
    signal menuWanted()
    signal sectionsWanted()

    implicitHeight: column.implicitHeight + Theme.gap
    color: Theme.surface

    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        spacing: 2

        GridLayout {
            columns: root.wide ? 2 : 1
            columnSpacing: Theme.gap
            rowSpacing: 2
            RowLayout {
                spacing: 4
                BarButton {
                    objectName: "leaveVisit"
                    text: root.wide ? qsTr("‹ Assignments") : "‹"
                    Accessible.name: qsTr("Back to the assignments; everything is kept")
                    onClicked: root.app.go("assignments")
                }
                Heading {
                    objectName: "visitPlace"
                    text: root.model.place
                    maximumLineCount: root.tight ? 2 : 1
                    elide: Text.ElideRight
                    // A long word gets smaller rather than being cut in two.
                    wrapMode: root.tight ? Text.WordWrap : Text.NoWrap
                    fontSizeMode: root.tight ? Text.HorizontalFit : Text.FixedSize
                    minimumPixelSize: Theme.small / 2
                    verticalAlignment: Text.AlignVCenter
                    font.pixelSize: root.tight ? Theme.small : Theme.large
                }
                Pill { objectName: "practiceMark"; kind: "warning"; text: root.model.practice ? qsTr("Practice") : "" }
                BarButton {
                    objectName: "visitMenu"
                    text: qsTr("More")
                    onClicked: root.menuWanted()
                }
            }
            Flow {
                Layout.fillWidth: !root.wide
                Layout.minimumWidth: root.wide ? clockButton.implicitWidth + Theme.gap + languageButton.implicitWidth : 0
                spacing: Theme.gap
                BarButton {
                    id: clockButton
                    objectName: "openClock"
                    visible: root.model.hasLaps
                    current: root.app.page === "clock"
                    text: root.model.clock.running ? (root.tight ? root.model.clock.elapsed : qsTr("Clock %1").arg(root.model.clock.elapsed))
                        : root.tight ? qsTr("Clock") : qsTr("Wait clock")
                    Accessible.name: root.model.clock.running ? qsTr("Clock %1").arg(root.model.clock.elapsed) : qsTr("Wait clock")
                    onClicked: root.app.go(current ? "section" : "clock")
                }
                BarButton {
                    objectName: "openSections"
                    visible: !root.wide
                    text: qsTr("Sections")
                    onClicked: root.sectionsWanted()
                }
                BarButton {
                    id: languageButton
                    objectName: "visitLanguage"
                    visible: !root.tight
                    text: root.form.language === "nl" ? "English" : "Nederlands"
                    onClicked: root.app.settings.language = root.form.language === "nl" ? "en" : "nl"
                }
            }
        }
        RowLayout {
            spacing: Theme.gap
            ProgressLine {
                value: root.form.asked > 0 ? root.form.answered / root.form.asked : 0
                name: progress.words
            }
            Text {
                id: progress
                objectName: "visitProgress"
                readonly property string words: root.form.asked === 0 ? qsTr("Nothing required") : qsTr("%1 of %2 answered").arg(root.form.answered).arg(root.form.asked)
                text: root.tight && root.form.asked > 0 ? root.form.answered + "/" + root.form.asked : words
                color: Theme.muted
                font.pixelSize: Theme.small
                Accessible.role: Accessible.StaticText
                Accessible.name: words
            }
        }
        Notice { objectName: "visitError"; kind: "danger"; text: root.form.error.length > 0 ? root.form.error : root.model.error }
    }
}
