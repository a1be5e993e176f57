// SPDX-License-Identifier: EUPL-1.2
// Where the two engines may differ, each with its reason in the specification (https://getodk.github.io/xforms-spec/).
export const accepted = {
    // Whole forms that one of the two does not open.
    forms: [],
    // Steps that one of the two refuses.
    steps: [
        {
            when: ({ ours, theirs }) => !ours && theirs === '',
            why: 'the other engine stops with an error that has no message; nothing in the specification refuses the step',
        },
    ],
    // Single facts about a node.
    facts: [],
};
