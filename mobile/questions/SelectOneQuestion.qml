// SPDX-License-Identifier: EUPL-1.2
// One of a few answers.
import QtQuick

Question {
    id: root

    ChoiceGrid { answer: root.answer }
}
