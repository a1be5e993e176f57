// SPDX-License-Identifier: EUPL-1.2
// The body of a page: scrolls, keeps lines short enough to read, and brings what has the keyboard into view.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Window
import Balieblik.Theme

Flickable {
    id: root
    default property alias content: column.data
    property alias spacing: column.spacing
    property int lineWidth: Theme.column

    function bring(item: Item) {
        const top = item.mapToItem(root.contentItem, 0, 0).y - Theme.margin;
        const bottom = top + item.height + 2 * Theme.margin;
        if (top < root.contentY || item.height > root.height)
            root.contentY = Math.max(0, top);
        else if (bottom > root.contentY + root.height)
            root.contentY = Math.min(bottom - root.height, Math.max(0, root.contentHeight - root.height));
    }
    function contains(item: Item): bool {
        for (let at = item; at; at = at.parent)
            if (at === root.contentItem)
                return true;
        return false;
    }

    contentWidth: width
    contentHeight: column.implicitHeight + 2 * Theme.margin
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    ScrollBar.vertical: ScrollBar {}

    Connections {
        target: root.Window.window
        function onActiveFocusItemChanged() {
            const item = root.Window.activeFocusItem;
            if (item && root.contains(item))
                root.bring(item);
        }
    }

    ColumnLayout {
        id: column
        x: Math.max(Theme.margin, (root.width - width) / 2)
        y: Theme.margin
        width: Math.min(root.width - 2 * Theme.margin, root.lineWidth)
        spacing: Theme.margin
    }
}
