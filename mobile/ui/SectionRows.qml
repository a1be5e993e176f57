// SPDX-License-Identifier: EUPL-1.2
// The sections of the questionnaire with what each still misses, and the check at the end.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

ColumnLayout {
    id: root
    required property AppViewModel app
    required property FormViewModel form
    signal chosen()
    signal reached(row: Item)

    spacing: 4
    Layout.fillWidth: true

    Repeater {
        model: root.form.sections
        SectionRow {
            id: row
            objectName: "section_" + index
            current: root.app.page === "section" && root.form.section === index
            onCurrentChanged: if (current) root.reached(row)
            onClicked: {
                root.form.goTo(index);
                root.app.go("section");
                root.chosen();
            }
        }
    }
    Item { Layout.preferredHeight: Theme.gap }
    ActionButton {
        objectName: "openMissing"
        Layout.fillWidth: true
        kind: root.app.page === "missing" ? "primary" : "plain"
        text: root.form.missing > 0 ? qsTr("What is missing (%1)").arg(root.form.missing) : qsTr("Check and hand in")
        onClicked: {
            root.app.go("missing");
            root.chosen();
        }
    }
}
