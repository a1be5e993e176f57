// SPDX-License-Identifier: EUPL-1.2
// A visit being filled in: one page per section, the way between them, and everything that may end it.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

FocusScope {
    id: root
    required property AppViewModel app
    required property VisitViewModel model
    readonly property FormViewModel form: model.form
    readonly property bool wide: Theme.wide(width)
    readonly property string page: app.page
    // Large text on a narrow screen: the way on has the words, the way back its sign.
    readonly property bool tight: !wide && Theme.scale > 1.3

    function next() { form.last ? app.go("missing") : form.goTo(form.section + 1); }
    function previous() { page === "section" ? form.goTo(form.section - 1) : app.go("section"); }

    objectName: "visitPage"

    Shortcut { sequences: ["Ctrl+PgDown", "Ctrl+Right"]; enabled: root.page === "section"; onActivated: root.next() }
    Shortcut { sequences: ["Ctrl+PgUp", "Ctrl+Left"]; enabled: root.page !== "section" || !root.form.first; onActivated: root.previous() }
    Shortcut { sequence: "Ctrl+T"; enabled: root.model.hasLaps; onActivated: root.app.go(root.page === "clock" ? "section" : "clock") }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        VisitHeader {
            Layout.fillWidth: true
            app: root.app
            model: root.model
            wide: root.wide
            onMenuWanted: menu.open()
            onSectionsWanted: sections.open()
        }
        Rectangle {
            objectName: "newerForm"
            Layout.fillWidth: true
            Layout.preferredHeight: newer.implicitHeight + Theme.gap
            visible: root.model.move.version.length > 0
            color: Theme.selected
            RowLayout {
                id: newer
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.leftMargin: Theme.margin
                anchors.rightMargin: Theme.gap
                spacing: Theme.gap
                Body { text: qsTr("A newer version of this questionnaire has arrived."); font.pixelSize: Theme.small }
                BarButton { objectName: "openMove"; text: qsTr("Look"); onClicked: moving.open() }
            }
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0
            SectionList {
                visible: root.wide
                Layout.fillHeight: true
                Layout.preferredWidth: Math.round(280 * Math.min(Theme.scale, 1.3))
                app: root.app
                form: root.form
            }
            Rectangle { visible: root.wide; Layout.fillHeight: true; Layout.preferredWidth: 1; color: Theme.line }
            Loader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                focus: true
                sourceComponent: root.page === "clock" ? clock : root.page === "missing" ? missing : section
            }
        }
        Rectangle { Layout.fillWidth: true; Layout.preferredHeight: 1; color: Theme.line }
        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: steps.implicitHeight + 2 * Theme.gap
            color: Theme.surface
            RowLayout {
                id: steps
                anchors.fill: parent
                anchors.margins: Theme.gap
                spacing: Theme.gap
                ActionButton {
                    objectName: "previousSection"
                    Layout.fillWidth: true
                    Layout.preferredWidth: root.tight ? 1 : 2
                    text: root.page !== "section" ? qsTr("‹ Questions") : root.tight ? "‹" : qsTr("‹ Previous")
                    Accessible.name: root.page === "section" ? qsTr("‹ Previous") : text
                    enabled: root.page !== "section" || !root.form.first
                    onClicked: root.previous()
                }
                ActionButton {
                    objectName: "nextSection"
                    Layout.fillWidth: true
                    Layout.preferredWidth: 3 // longer words, and the one that is wanted
                    visible: root.page === "section"
                    kind: "primary"
                    text: root.form.last ? qsTr("Check and hand in") : qsTr("Next ›")
                    onClicked: root.next()
                }
            }
        }
    }

    // Qt 6.4 cannot load bound components through a Loader, so these reach for root and the linter is told so.
    // qmllint disable unqualified
    Component { id: section; SectionPage { app: root.app; model: root.model } }
    Component { id: clock; ClockPage { model: root.model.clock } }
    Component { id: missing; MissingPage { app: root.app; model: root.model } }
    // qmllint enable unqualified

    Dialogue {
        id: sections
        objectName: "sectionsDialogue"
        heading: qsTr("Sections")
        SectionRows { app: root.app; form: root.form; onChosen: sections.close() }
    }
    MoveDialogue {
        id: moving
        model: root.model.move
    }
    Connections {
        target: root.model.move
        function onMoved() { moving.close(); }
    }
    VisitMenu {
        id: menu
        app: root.app
        model: root.model
    }
}
