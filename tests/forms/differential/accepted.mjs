// SPDX-License-Identifier: EUPL-1.2
// Where the two engines may differ, each with its reason in the specification (https://getodk.github.io/xforms-spec/).
export const accepted = {
    // Whole forms that one of the two does not open.
    forms: [],
    // Steps that one of the two refuses.
    steps: [],
    // Single facts about a node.
    facts: [],
};
