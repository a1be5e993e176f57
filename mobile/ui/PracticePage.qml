// SPDX-License-Identifier: EUPL-1.2
// A practice visit's score with its explanation.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model

Sheet {
    id: root
    required property AppViewModel app
    required property PracticeViewModel model

    objectName: "practicePage"

    Heading { level: 1; text: qsTr("Practice visit: what it would have been worth") }
    Notice { kind: "info"; text: qsTr("Only for practice. Real visits never show a score, so that it cannot steer you. Nothing of this is sent.") }
    Notice { kind: "danger"; text: root.model.error }
    Card {
        Body { quiet: true; text: qsTr("Index, 0 to 100") }
        Heading { objectName: "practiceIndex"; level: 1; text: root.model.index }
        Body { visible: text.length > 0; text: root.model.wait }
        Body { objectName: "practiceSummary"; visible: text.length > 0; text: root.model.summary }
    }
    Repeater {
        model: root.model.dimensions
        Card {
            id: card
            required property string label
            required property string score
            required property string weight
            required property real share
            required property string explanation

            RowLayout {
                Heading { text: card.label }
                Text {
                    text: card.score
                    color: Theme.text
                    font.pixelSize: Theme.large
                    font.weight: Font.DemiBold
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                }
            }
            ProgressLine { value: card.share; name: card.label + " " + card.score }
            Body { quiet: true; font.pixelSize: Theme.small; text: qsTr("Weight in the index: %1").arg(card.weight) }
            Body { objectName: "practiceExplanation"; font.pixelSize: Theme.small; text: card.explanation }
        }
    }
    Card {
        visible: root.model.beside.length > 0
        Body { objectName: "practiceBeside"; font.pixelSize: Theme.small; text: root.model.beside }
    }
    ActionButton {
        objectName: "throwAwayPractice"
        Layout.fillWidth: true
        kind: "primary"
        text: qsTr("Throw this practice visit away")
        onClicked: root.model.throwAway()
    }
}
