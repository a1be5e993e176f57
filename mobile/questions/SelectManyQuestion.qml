// SPDX-License-Identifier: EUPL-1.2
// Any number of answers from a list.
import QtQuick

Question {
    id: root

    ChoiceGrid { answer: root.answer }
}
