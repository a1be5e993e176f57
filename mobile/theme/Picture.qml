// SPDX-License-Identifier: EUPL-1.2
// A picture of the questionnaire in a box: never larger than it is, and no room for one that cannot be shown.
import QtQuick

Item {
    id: root
    property alias source: image.source
    property int box: 96
    readonly property real fit: Math.min(1, box / Math.max(1, image.implicitWidth), box / Math.max(1, image.implicitHeight))

    visible: image.status === Image.Ready || image.status === Image.Loading
    implicitWidth: image.status === Image.Ready ? Math.round(image.implicitWidth * fit) : box
    implicitHeight: image.status === Image.Ready ? Math.round(image.implicitHeight * fit) : box

    Image {
        id: image
        anchors.fill: parent
        // Sharp on screens with small pixels, and no more is decoded than is shown.
        sourceSize.width: 2 * root.box
        sourceSize.height: 2 * root.box
        fillMode: Image.PreserveAspectFit
        asynchronous: true
    }
}
