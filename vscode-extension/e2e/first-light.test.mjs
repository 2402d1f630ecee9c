// The product as a user meets it: a real VS Code, the packaged extension, both servers, a guest in a realm.
//   E2E_SCREENSHOT   where to put the picture of VS Code stopped in the guest (default target/e2e/stopped.png);
//                    the one in docs/images was made so
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startCode } from './code.mjs';
import { Workbench } from './workbench.mjs';

const RESULTS = join(import.meta.dirname, '..', 'target', 'e2e');
const SCREENSHOT = process.env.E2E_SCREENSHOT ?? join(RESULTS, 'stopped.png');

// What is shown, by the samples' own words.
// The UART at 0x100_0000 answers in the upper half of a 33-bit space, which begins at 1 << 32.
const MISTAKE = {
    file: 'bad/earlycon.realm',
    code: 'RS411',
    wrong: 'earlycon=uart8250,mmio,0x1000000"',
    right: 'earlycon=uart8250,mmio,0x101000000"',
    fix: 'Change to 0x101000000',
};
const SOURCE = 'hello/main.c';
const BREAKPOINT = 'if (rsi_realm_config(&config)';

/** Repeats a check until it holds: the last failure is thrown if it does not in ten seconds. */
async function eventually(check) {
    for (let left = 100; ; left--) {
        try {
            return check();
        } catch (error) {
            if (left === 0) {
                throw error;
            }
            await new Promise(resolve => setTimeout(resolve, 100));
        }
    }
}

describe('first light', () => {
    let code;
    let workbench;
    let failed = false;

    before(async () => {
        mkdirSync(RESULTS, { recursive: true });
        mkdirSync(dirname(SCREENSHOT), { recursive: true });
        code = await startCode();
        workbench = new Workbench(code.page);
    });

    after(() => code?.stop());

    /** A test that builds on those before it: after a failure there is nothing to learn from the rest. */
    function step(name, body) {
        test(name, async () => {
            assert.ok(!failed, 'not tried: a step before it failed');
            try {
                await body();
            } catch (error) {
                failed = true;
                await workbench.screenshot(join(RESULTS, 'failed.png'));
                throw error;
            }
        });
    }

    const fileText = path => readFileSync(join(code.workspace, path), 'utf8');

    /** The number of the first line of a file that holds a text, from 1. */
    function lineOf(path, text) {
        const index = fileText(path)
            .split('\n')
            .findIndex(line => line.includes(text));
        assert.notEqual(index, -1, `${path} has no line with ${text}`);
        return index + 1;
    }

    step('a mistake in a .realm file is marked', async () => {
        await workbench.openFile(MISTAKE.file);
        await workbench.waitForSquiggle();
        await workbench.waitForProblem(MISTAKE.code);
    });

    step('the quick fix corrects it', async () => {
        await workbench.openFile(MISTAKE.file); // and the keyboard is in the editor again
        await workbench.goToLine(lineOf(MISTAKE.file, MISTAKE.wrong));
        await workbench.press('F8'); // to the mistake itself
        await workbench.press('Escape');
        await workbench.applyQuickFix(MISTAKE.fix);
        await workbench.waitForProblem(MISTAKE.code, false);
        await workbench.run('File: Save All');
        await eventually(() => assert.ok(fileText(MISTAKE.file).includes(MISTAKE.right)));
    });

    step('F5 on a .realm file stops at the breakpoint in the source of the guest', async () => {
        await workbench.run('View: Close All Editors');
        await workbench.openFile(SOURCE);
        await workbench.goToLine(lineOf(SOURCE, BREAKPOINT));
        await workbench.press('F9');
        await workbench.openFile('hello/hello.realm');
        await workbench.press('F5');
        await workbench.waitForStopAt('main.c', lineOf(SOURCE, BREAKPOINT));
        await workbench.waitForCallStack('main');
    });

    step('the console of the guest is shown', async () => {
        await workbench.waitForConsole('Hello from a realm.');
    });

    step('a step reaches the next line and changes registers', async () => {
        await workbench.expandVariables('Registers');
        const before = await workbench.variable('pc');
        await workbench.press('F10');
        await workbench.waitForStopAt('main.c', lineOf(SOURCE, '    print_configuration();'));
        const after = await workbench.changedVariable('pc', before);
        assert.match(after, /^0x[0-9a-f]+/);
    });

    step('a local variable has its value after the line that gives it', async () => {
        await workbench.press('F10');
        await workbench.waitForStopAt('main.c', lineOf(SOURCE, 'uint64_t unprotected ='));
        await workbench.press('F10');
        await workbench.waitForStopAt('main.c', lineOf(SOURCE, 'struct Place places[] ='));
        await workbench.expandVariables('Locals');
        assert.match(await workbench.variable('unprotected'), /4294967296|0x100000000/);
        await workbench.expandVariables('Registers');
        await workbench.screenshot(SCREENSHOT);
    });

    step('the Disassembly View shows the instructions', async () => {
        await workbench.run('Open Disassembly View');
        await workbench.waitForDisassembly('bl');
        await workbench.screenshot(join(RESULTS, 'disassembly.png'));
    });

    step('the guest runs to its end', async () => {
        await workbench.press('F5');
        await workbench.waitForEndOfSession();
        await workbench.waitForConsole('256 MiB are 65536 granules');
    });
});
