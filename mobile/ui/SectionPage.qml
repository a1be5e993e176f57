// SPDX-License-Identifier: EUPL-1.2
// The questions of one section.
pragma ComponentBehavior: Bound
import QtCore
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Balieblik.Theme
import Balieblik.Model
import Balieblik.Questions

Sheet {
    id: root
    required property AppViewModel app
    required property VisitViewModel model
    readonly property FormViewModel form: model.form
    property string photoFor: ""
    property Answer codeFor: null
    property bool document: false // a PDF will do as well

    function handle(answer: Answer, what: string) {
        if (what === "clock")
            app.go("clock");
        else if (what === "add")
            form.addRepeat(answer.reference);
        else if (what === "remove" && answer.kind === "Instance")
            form.removeRepeat(answer.reference);
        else if (what === "remove")
            form.removePhoto(answer.reference);
        else if (what === "camera") {
            photoFor = answer.reference;
            camera.open();
        } else if (what === "scan" || what === "code") {
            codeFor = answer;
            what === "scan" ? scan.open() : codePicker.open();
        } else if (what === "file" || what === "document") {
            photoFor = answer.reference;
            document = what === "document";
            warning.open();
        }
    }
    function reveal(reference: string) {
        const at = form.answers.indexOf(reference);
        const item = at >= 0 ? questions.itemAt(at) : null;
        if (item)
            root.bring(item);
    }

    objectName: "sectionPage"
    spacing: Theme.margin

    // The questions of another section have their place only after the next layout.
    Timer {
        id: later
        property string reference: ""
        interval: 30
        onTriggered: root.reveal(reference)
    }
    Connections {
        target: root.form
        function onSectionChanged() { root.contentY = 0; }
        function onReached(reference: string) { later.reference = reference; later.start(); }
    }

    Card {
        visible: root.model.returned.length > 0
        color: Theme.dangerSurface
        Heading { text: qsTr("Sent back by the reviewer"); color: Theme.danger }
        Body { objectName: "returnedReason"; text: root.model.returned }
    }
    Heading { objectName: "sectionTitle"; level: 1; text: root.form.sectionTitle }
    Picture {
        objectName: "sectionPicture"
        Layout.maximumWidth: root.width - 2 * Theme.margin
        box: Math.round(Math.min(root.width - 2 * Theme.margin, 360 * Math.min(Theme.scale, 1.4)))
        source: root.form.sectionPicture
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Picture for: %1").arg(root.form.sectionTitle)
    }
    Repeater {
        id: questions
        model: root.form.answers
        Card {
            id: card
            required property Answer answer
            readonly property bool plain: !answer.isQuestion || loader.blank

            objectName: "card_" + answer.name
            visible: answer.isQuestion || answer.label.length > 0 || answer.illustration.length > 0 || answer.canAdd
            padding: plain ? 0 : Theme.margin
            // A question that shows nothing for want of room must not get room by that.
            sides: answer.isQuestion ? Theme.margin : 0
            color: plain ? "transparent" : Theme.surface
            border.width: plain ? 0 : answer.problem.length > 0 ? 2 : 1
            border.color: answer.problem.length > 0 ? Theme.danger : Theme.line

            QuestionLoader {
                id: loader
                Layout.fillWidth: true
                answer: card.answer
                camera: root.model.hasCamera
                onAsked: what => root.handle(card.answer, what)
            }
        }
    }

    Dialogue {
        id: warning
        objectName: "importWarning"
        heading: qsTr("Choose a photo from this device?")
        Body { text: qsTr("Balieblik takes a copy, without place and time. The original stays where it is, unprotected: remove it yourself.") }
        Body { text: qsTr("No people, no names and no desk numbers, please.") }
        ActionButton {
            objectName: "chooseFile"
            Layout.fillWidth: true
            kind: "primary"
            text: qsTr("Choose a file")
            onClicked: {
                warning.close();
                picker.open();
            }
        }
        ActionButton {
            objectName: "cancelImport"
            Layout.fillWidth: true
            text: qsTr("Cancel")
            onClicked: warning.close()
        }
    }
    Dialogue {
        id: camera
        objectName: "cameraDialogue"
        heading: qsTr("Take a photo")
        Body { text: qsTr("No people, no names and no desk numbers, please.") }
        Loader {
            id: view
            Layout.fillWidth: true
            active: camera.opened
            source: "CameraView.qml"
        }
        Connections {
            target: view.item
            function onTaken(picture: var) {
                camera.close();
                root.form.addPicture(root.photoFor, picture);
            }
        }
        ActionButton {
            objectName: "cancelCamera"
            Layout.fillWidth: true
            text: qsTr("Cancel")
            onClicked: camera.close()
        }
    }
    Dialogue {
        id: scan
        objectName: "codeDialogue"
        heading: qsTr("Scan the code")
        Body { text: qsTr("Hold the code before the camera, so that it fills the frame. Nothing is recorded.") }
        Loader {
            id: codeView
            Layout.fillWidth: true
            active: scan.opened
            Component.onCompleted: setSource("ScanView.qml", { anyCode: true })
        }
        Connections {
            target: codeView.item
            function onFound(text: string) {
                scan.close();
                root.codeFor.propose(text);
            }
        }
        ActionButton {
            objectName: "cancelCode"
            Layout.fillWidth: true
            text: qsTr("Cancel")
            onClicked: scan.close()
        }
    }
    FileDialog {
        id: codePicker
        title: qsTr("Read the code from a picture")
        currentFolder: StandardPaths.standardLocations(StandardPaths.PicturesLocation)[0]
        nameFilters: [qsTr("Photos (*.jpg *.jpeg *.png)")]
        onAccepted: root.form.readCode(root.codeFor.reference, selectedFile)
    }
    FileDialog {
        id: picker
        title: qsTr("Choose a photo")
        currentFolder: StandardPaths.standardLocations(StandardPaths.PicturesLocation)[0]
        nameFilters: root.document ? [qsTr("Photos and PDF (*.jpg *.jpeg *.png *.pdf)")] : [qsTr("Photos (*.jpg *.jpeg *.png)")]
        onAccepted: root.document ? root.form.addDocument(root.photoFor, selectedFile) : root.form.addPhoto(root.photoFor, selectedFile)
    }
}
