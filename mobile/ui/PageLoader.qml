// SPDX-License-Identifier: EUPL-1.2
// A page named by its file: it is read when it is first shown, so that the first one opens without the others.
import QtQuick

Loader {
    id: root
    required property string file // none: no page
    required property var given   // a function: the properties of the page that is wanted now
    property bool ready: false

    function show() { setSource(file, file.length > 0 ? given.call(root) : {}); }

    onFileChanged: if (ready) show()
    Component.onCompleted: {
        ready = true;
        show();
    }
}
