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
        {
            when: ({ next, xml }) => xml.includes(`<secret ref="${next.args[0]}"`),
            why: 'a secret is an input that is not shown; the other engine does not know it',
        },
        {
            when: ({ ours, theirs }) => !ours && theirs === 'Invalid array length',
            why: 'a count that is no whole number is rounded down; the other engine stops',
        },
    ],
    // Single facts about a node.
    facts: [
        {
            when: ({ kind, ours, theirs, xml }) => kind === 'value' && ours === '0' && theirs === '' && /sum\(/.test(xml),
            why: 'XPath 1.0, 4.4: the sum of no nodes is 0; the other engine has none',
        },
        {
            when: ({ kind, xml }) => kind === 'label' && /<value form="long">|<output ref=/.test(xml),
            why: 'the forms of a text are alternatives and an output may name a node by ref; the other engine shows all forms in a row, and no ref',
        },
        {
            when: ({ kind, reference, xml }) => kind.startsWith('only') && xml.includes(`<secret ref="${reference}"`),
            why: 'a secret is an input that is not shown; the other engine does not know it',
        },
        {
            when: ({ kind, xml }) => kind === 'relevant' && /<select1? ref="([^"]+)">(?:(?!<\/select).)*<itemset nodeset="[^"]*\1[ \])]/s.test(xml),
            why: 'a list that depends on its own answer never settles: that answer is refused and nothing changes; the other engine goes on with what it had half computed',
        },
        {
            when: ({ kind, ours, theirs, reference, xml }) => kind === 'value' && ours !== '' && theirs === '' && xml.includes(`<range ref="${reference}" start="10" end="1"`),
            why: 'a range may run downwards; the other engine drops what it held',
        },
    ],
};
