// SPDX-License-Identifier: EUPL-1.2
// A code: typed as it is printed. A scanner that acts as a keyboard types it too.
import QtQuick
import Balieblik.Theme

TextQuestion {
    id: root

    Body {
        quiet: true
        text: qsTr("Type the digits or letters below the code.")
    }
}
