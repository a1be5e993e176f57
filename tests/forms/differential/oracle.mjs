// SPDX-License-Identifier: EUPL-1.2
// Another engine behind the protocol of `balieblik-form run`: npm's @getodk/xforms-engine in plain Node, so that the
// same requests can be put to both. Knows init, answer, createNewRepeat, removeRepeat, setLanguage and state.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

// The engine is written for browsers: it finds its document types and parser in the global scope when it loads.
export async function loadEngine() {
    const { JSDOM } = await import('jsdom');
    const { window } = new JSDOM('<!doctype html>');
    const names = ['DOMParser', 'XMLSerializer', 'Node', 'Document', 'XMLDocument', 'Element', 'Attr', 'Text', 'Comment',
        'CDATASection', 'ProcessingInstruction', 'DocumentType', 'CharacterData', 'HTMLElement', 'document', 'XPathResult',
        'File', 'Blob', 'FormData', 'XPathEvaluator', 'XPathExpression', 'NodeFilter', 'TreeWalker', 'NamedNodeMap'];
    for (const name of names)
        if (window[name] !== undefined && (globalThis[name] === undefined || name === 'Blob' || name === 'File'))
            globalThis[name] = window[name];
    globalThis.window ??= window;
    // Its parser is WebAssembly inside the bundle; two names of CommonJS decide how it is read.
    globalThis.__dirname ??= '.';
    globalThis.require ??= createRequire(import.meta.url);
    return import('@getodk/xforms-engine');
}

const leafKinds = new Set(['input', 'model-value', 'select', 'note', 'trigger', 'rank', 'range', 'upload']);
const bit = (truth) => (truth ? 1 : 0);

function textOf(range) {
    return range === null || range === undefined ? undefined : range.asString;
}

function valueOf(node) {
    return node.currentState.instanceValue ?? node.instanceState?.value ?? '';
}

export function stateOf(root) {
    const rows = [];
    const visit = (node) => {
        const state = node.currentState;
        const row = [node.nodeType, state.reference, bit(state.relevant), bit(state.required), bit(state.readonly)];
        if (leafKinds.has(node.nodeType)) {
            const facts = { violation: node.validationState.violation?.condition ?? null };
            if (state.valueOptions)
                facts.options = state.valueOptions.map((option) => [option.value, textOf(option.label) ?? '']);
            const label = textOf(state.label);
            if (label !== undefined) facts.label = label;
            row.push(valueOf(node), facts);
        }
        rows.push(row);
        for (const child of state.children ?? []) visit(child);
    };
    visit(root);
    return rows;
}

function find(root, reference) {
    let found = null;
    const visit = (node) => {
        if (node.currentState.reference === reference && (!found || node.nodeType !== 'root')) found = node;
        for (const child of node.currentState.children ?? []) visit(child);
    };
    visit(root);
    if (!found) throw new Error(`no node ${reference}`);
    return found;
}

export class Oracle {
    constructor(engine) {
        this.engine = engine;
        this.root = null;
    }

    async init({ xml, att = {} }) {
        const fetchFormAttachment = async (url) => {
            const address = String(url);
            const name = address.slice(address.lastIndexOf('/') + 1);
            const body = att[address] ?? att[name];
            if (body === undefined) return new Response('', { status: 404 });
            const type = name.endsWith('.csv') ? 'text/csv' : name.endsWith('.geojson') ? 'application/geo+json' : 'text/xml';
            return new Response(body, { status: 200, headers: { 'content-type': type } });
        };
        const result = await this.engine.loadForm(xml, { fetchFormAttachment });
        if (result.status === 'failure') throw result.error;
        this.root = result.createInstance().root;
        return 'Scenario';
    }

    answer([reference, ...values]) {
        const node = find(this.root, reference);
        if (node.nodeType === 'select') node.selectValues(values.flatMap((value) => String(value).split(' ')).filter(Boolean));
        else if (node.nodeType === 'rank') node.setValues(values.flatMap((value) => String(value).split(' ')).filter(Boolean));
        else if (node.nodeType === 'trigger') node.setValue(values[0] === true || values[0] === 'OK' || values[0] === 'true');
        else node.setValue(values[0]);
        return valueOf(node);
    }

    createNewRepeat([reference]) {
        const range = find(this.root, reference);
        range.addInstances(range.currentState.children.length - 1);
        return reference;
    }

    removeRepeat([reference]) {
        const instance = find(this.root, reference);
        const range = instance.parent;
        range.removeInstances(range.currentState.children.indexOf(instance), 1);
        return reference;
    }

    setLanguage([language]) {
        const found = this.root.languages.find((each) => each.language === language);
        if (!found) throw new Error(`no language ${language}`);
        this.root.setLanguage(found);
        return language;
    }

    async serialize() {
        return (await this.root.prepareInstancePayload({ payloadType: 'monolithic' })).data[0].get('xml_submission_file').text();
    }

    async handle(request) {
        if (request.op === 'state') return { state: stateOf(this.root) };
        if (request.op === 'init') return { res: await this.init(request) };
        return { res: await this[request.op](request.args ?? []) };
    }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
    const oracle = new Oracle(await loadEngine());
    for await (const line of createInterface({ input: process.stdin })) {
        let reply;
        try {
            reply = await oracle.handle(JSON.parse(line));
        } catch (error) {
            reply = { err: String(error?.message ?? error) };
        }
        process.stdout.write(`${JSON.stringify(reply)}\n`);
    }
}
