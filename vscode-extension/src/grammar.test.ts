import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, parseRawGrammar, Registry } from 'vscode-textmate';

const GRAMMAR = 'syntaxes/realm.tmLanguage.json';

/** The grammar as VS Code itself reads it. */
async function loadGrammar(): Promise<IGrammar> {
    const engine = loadWASM(readFileSync('node_modules/vscode-oniguruma/release/onig.wasm')).then(() => ({
        createOnigScanner,
        createOnigString,
    }));
    const registry = new Registry({
        onigLib: engine,
        loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR)),
    });
    const grammar = await registry.loadGrammar('source.realm');
    assert.ok(grammar);
    return grammar;
}

describe('highlighting', async () => {
    const grammar = await loadGrammar();

    /** The words of a line that are not plain, each with its scope without the language's name at the end. */
    function scopes(line: string): [string, string][] {
        const { tokens } = grammar.tokenizeLine(line, null);
        return tokens.flatMap(({ startIndex, endIndex, scopes }): [string, string][] => {
            const scope = scopes.at(-1) ?? '';
            return scope === 'source.realm' ? [] : [[line.slice(startIndex, endIndex), scope.replace(/\.realm$/, '')]];
        });
    }

    test('a device has a name, and clauses with values', () => {
        assert.deepEqual(scopes('  device uart "arm,pl011" at 0x900_0000 unprotected irq 33 console stdio'), [
            ['device', 'keyword.other.property'],
            ['uart', 'entity.name.device'],
            ['"arm,pl011"', 'string.quoted.double'],
            ['at', 'keyword.other.clause'],
            ['0x900_0000', 'constant.numeric'],
            ['unprotected', 'constant.language'],
            ['irq', 'keyword.other.clause'],
            ['33', 'constant.numeric'],
            ['console', 'keyword.other.clause'],
            ['stdio', 'constant.language'],
        ]);
    });

    test('a machine has its board, and symbols of its realms', () => {
        assert.deepEqual(scopes('machine "m" {'), [
            ['machine', 'storage.type'],
            ['"m"', 'string.quoted.double'],
        ]);
        assert.deepEqual(scopes('  board "fvp"'), [
            ['board', 'keyword.other.property'],
            ['"fvp"', 'string.quoted.double'],
        ]);
        assert.deepEqual(scopes('  realm-symbols "realm.elf"'), [
            ['realm-symbols', 'keyword.other.property'],
            ['"realm.elf"', 'string.quoted.double'],
        ]);
    });

    test('ram is a property at the start of a line and a value behind ripas', () => {
        assert.deepEqual(scopes('ram 0x8000_0000 .. 0x9000_0000 ripas ram # all of it'), [
            ['ram', 'keyword.other.property'],
            ['0x8000_0000', 'constant.numeric'],
            ['..', 'keyword.operator.range'],
            ['0x9000_0000', 'constant.numeric'],
            ['ripas', 'keyword.other.clause'],
            ['ram', 'constant.language'],
            ['# all of it', 'comment.line.number-sign'],
        ]);
    });

    test('bytes tell their encoding, and a text keeps what looks like a comment', () => {
        assert.deepEqual(scopes('rpv text"first # realm"'), [
            ['rpv', 'keyword.other.property'],
            ['text', 'storage.type.bytes'],
            ['"first # realm"', 'string.quoted.double'],
        ]);
    });

    test('a text whose quote is missing ends with its line', () => {
        assert.deepEqual(scopes('cmdline "console=ttyS0'), [
            ['cmdline', 'keyword.other.property'],
            ['"console=ttyS0', 'string.quoted.double'],
        ]);
    });

    test('a longer word that begins like a keyword is plain', () => {
        assert.deepEqual(scopes('ram-disk at-once dev-null'), []);
    });
});
