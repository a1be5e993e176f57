// SPDX-License-Identifier: EUPL-1.2
// Reads pages that will be wanted soon on another thread, one after the other, while somebody looks at the first one.
import QtQml

QtObject {
    id: root
    required property var pages
    property bool started: false

    function start() {
        started = true;
        next(0);
    }
    function next(at: int) {
        if (at === pages.length)
            return;
        const page = Qt.createComponent(pages[at], Component.Asynchronous, root);
        if (page.status === Component.Loading)
            page.statusChanged.connect(() => root.next(at + 1));
        else
            next(at + 1);
    }
}
