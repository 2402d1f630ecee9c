// The debug adapter as the test client of the protocol's own authors finds it: `realmstep dap` on samples/hello.
import { DebugClient } from '@vscode/debugadapter-testsupport';
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, before, beforeEach, describe, test } from 'node:test';

const PROJECT = join(import.meta.dirname, '..', '..', '..');
const COMMAND = join(PROJECT, 'realmstep');
const REALM = join(PROJECT, 'samples', 'hello', 'hello.realm');
const SOURCE = join(PROJECT, 'samples', 'hello', 'main.c');

const TIMEOUT_MS = 30_000;

/** The number of the first line of main.c that holds a text, from 1. */
function lineOf(text) {
    const index = readFileSync(SOURCE, 'utf8')
        .split('\n')
        .findIndex(line => line.includes(text));
    assert.notEqual(index, -1, `main.c has no line with ${text}`);
    return index + 1;
}

describe('debugging samples/hello', () => {
    let client;
    let ended;
    let kill;

    // The first start may have to build; and a command that does not start at all is better told here.
    before(() => execFileSync(COMMAND, ['--help'], { stdio: ['ignore', 'ignore', 'pipe'] }));

    beforeEach(() => {
        const adapter = spawn(COMMAND, ['dap'], { stdio: ['pipe', 'pipe', 'inherit'] });
        ended = once(adapter, 'exit');
        kill = () => adapter.kill('SIGKILL');
        client = new DebugClient(undefined, undefined, 'realmstep');
        client.defaultTimeout = TIMEOUT_MS;
        client.connect(adapter.stdout, adapter.stdin);
    });

    afterEach(async () => {
        kill();
        await ended;
    });

    /** Launches the guest and waits until it has stopped at the first line with a text; gives the frame it stopped in. */
    async function stopAt(text) {
        await client.hitBreakpoint({ program: REALM }, { path: SOURCE, line: lineOf(text) });
        return topFrame();
    }

    async function threadId() {
        return (await client.threadsRequest()).body.threads[0].id;
    }

    async function topFrame() {
        const { body } = await client.stackTraceRequest({ threadId: await threadId() });
        return body.stackFrames[0];
    }

    /** Steps over, and gives the frame after it. */
    async function stepOver(granularity = 'statement') {
        const threadOfStep = await threadId();
        const [stopped] = await Promise.all([
            client.waitForEvent('stopped'),
            client.nextRequest({ threadId: threadOfStep, granularity }),
        ]);
        assert.equal(stopped.body.reason, 'step');
        return topFrame();
    }

    /** The variables of the first scope whose name matches, each name with its value. */
    async function variables(frame, scopeName) {
        const { scopes } = (await client.scopesRequest({ frameId: frame.id })).body;
        const scope = scopes.find(each => scopeName.test(each.name));
        assert.ok(scope, `no scope like ${scopeName} among ${scopes.map(each => each.name)}`);
        const { body } = await client.variablesRequest({ variablesReference: scope.variablesReference });
        return new Map(body.variables.map(variable => [variable.name, variable.value]));
    }

    test('a launched guest runs to its end and says so', async () => {
        await Promise.all([
            client.configurationSequence(),
            client.launch({ program: REALM }),
            client.assertOutput('stdout', 'Hello from a realm.', TIMEOUT_MS),
            client.waitForEvent('exited').then(exited => assert.equal(exited.body.exitCode, 0)),
            client.waitForEvent('terminated'),
        ]);
    });

    test('a guest stops on entry before it has printed anything', async () => {
        let printed = '';
        client.on('output', event => (printed += event.body.category === 'stdout' ? event.body.output : ''));
        await Promise.all([
            client.configurationSequence(),
            client.launch({ program: REALM, stopOnEntry: true }),
            client.waitForEvent('stopped').then(stopped => assert.equal(stopped.body.reason, 'entry')),
        ]);
        assert.equal(printed, '');
    });

    test('a breakpoint stops at its line, in its function', async () => {
        const frame = await stopAt('print_version();');
        assert.equal(frame.name, 'main');
        assert.equal(frame.line, lineOf('    print_version();'));
    });

    test('a step over a call reaches the next line', async () => {
        await stopAt('    print_version();');
        const frame = await stepOver();
        assert.equal(frame.name, 'main');
        assert.equal(frame.line, lineOf('if (rsi_realm_config(&config)'));
    });

    test('locals have the values that the source gives them', async () => {
        await stopAt('uint64_t tables = tables_needed(granules, 1);');
        const frame = await stepOver();
        const locals = await variables(frame, /local/i);
        assert.match(locals.get('granules'), /\b65536\b/); // 256 MiB of 4 KiB
        // 65536 entries take 128 tables of 512 at level 3, whose 128 entries take 1 at level 2, and that 1 at level 1.
        assert.match(locals.get('tables'), /\b130\b/);
    });

    test('a step by instruction moves the program counter by one instruction or a branch', async () => {
        const before = await stopAt('uint64_t granules = ');
        const pc = (await variables(before, /register/i)).get('pc');
        const after = await stepOver('instruction');
        assert.equal(BigInt(after.instructionPointerReference), BigInt(before.instructionPointerReference) + 4n);
        assert.notEqual((await variables(after, /register/i)).get('pc'), pc);
    });

    test('disassembly gives as many instructions as asked for, from where asked', async () => {
        const frame = await stopAt('    print_version();');
        const { body } = await client.customRequest('disassemble', {
            memoryReference: frame.instructionPointerReference,
            instructionOffset: -2,
            instructionCount: 5,
        });
        const addresses = body.instructions.map(each => BigInt(each.address));
        const here = BigInt(frame.instructionPointerReference);
        assert.deepEqual(addresses, [here - 8n, here - 4n, here, here + 4n, here + 8n]);
        assert.match(body.instructions[2].instruction, /^bl\s/); // the call of print_version
    });

    test('disconnecting ends the adapter', async () => {
        await stopAt('    print_version();');
        await client.disconnectRequest({ terminateDebuggee: true });
        const [status] = await ended;
        assert.equal(status, 0);
    });
});
