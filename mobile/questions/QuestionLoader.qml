// SPDX-License-Identifier: EUPL-1.2
// Picks the file that shows a kind of question.
pragma ComponentBehavior: Bound
import QtQuick
import Balieblik.Model

Loader {
    id: root
    required property Answer answer
    property bool camera: false // is there one?
    readonly property bool blank: item ? (item as Question).blank : false
    signal asked(what: string)

    Component.onCompleted: setSource(Qt.resolvedUrl(answer.kind + "Question.qml"), answer.kind === "Photo" || answer.kind === "Barcode" ? { answer: root.answer, camera: root.camera } : { answer: root.answer })

    Connections {
        target: root.item
        function onAsked(what: string) { root.asked(what); }
    }
}
