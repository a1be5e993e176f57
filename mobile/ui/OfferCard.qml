// SPDX-License-Identifier: EUPL-1.2
// A visit that was begun on another tablet and is kept by the office: it can go on here.
import QtQuick
import QtQuick.Layouts
import Balieblik.Theme

Card {
    id: root
    required property string key
    required property string place
    required property string from
    required property string note
    required property bool asked
    signal wanted
    signal dismissed

    objectName: "draftOffer"

    Heading { text: qsTr("The office kept a visit that you began") }
    Body { objectName: "offerPlace"; text: root.place; font.weight: Font.DemiBold }
    Body { quiet: true; text: root.from }
    Body { quiet: true; visible: !root.asked; text: qsTr("Answers and times come along. Photos stay on the other tablet; take them again if you can.") }
    Notice { objectName: "offerNote"; kind: root.asked ? "info" : "warning"; text: root.note }
    ActionButton {
        objectName: "takeOver"
        Layout.fillWidth: true
        visible: !root.asked
        text: qsTr("Take it back and go on here")
        onClicked: root.wanted()
    }
    ActionButton {
        objectName: "dismissOffer"
        Layout.fillWidth: true
        text: root.asked ? qsTr("Leave it after all") : qsTr("Not needed here")
        onClicked: root.dismissed()
    }
    Body { quiet: true; visible: !root.asked; text: qsTr("If you do not need it: the office keeps it all the same, and it is shown again when something is added to it elsewhere.") }
}
