// Starts a VS Code on a fresh profile with the packaged extension in it, and a headless Chromium that shows it.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const EXTENSION = join(import.meta.dirname, '..');
const VSIX = join(EXTENSION, 'target', 'realmstep.vsix');
const SAMPLES = join(EXTENSION, '..', 'samples');
const INSTALLED = process.env.E2E_HOME ?? join(homedir(), '.cache', 'realmstep', 'e2e');

const START_TIMEOUT_MS = 30_000;
const ACTION_TIMEOUT_MS = 30_000;

// They keep the window free of prompts, tips and calls over the network.
const SETTINGS = {
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.enableExperiments': false,
    'telemetry.telemetryLevel': 'off',
    'extensions.autoCheckUpdates': false,
    'extensions.autoUpdate': false,
    'extensions.ignoreRecommendations': true,
    'security.workspace.trust.enabled': false,
    'chat.disableAIFeatures': true,
    'git.enabled': false,
    'debug.internalConsoleOptions': 'openOnSessionStart',
};

/**
 * Starts everything. The samples are copied: a test edits them, and a guest's sources must be found wherever they lie.
 * @returns the page that shows VS Code, the folder it has open, and what ends it all
 */
export async function startCode() {
    const folder = mkdtempSync(join(tmpdir(), 'realmstep-e2e-'));
    const workspace = join(folder, 'samples');
    cpSync(SAMPLES, workspace, { recursive: true });
    const ending = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })];
    const stop = async () => {
        for (const end of ending.reverse()) {
            await end();
        }
    };
    try {
        const server = await startServer(folder);
        ending.push(server.stop);
        const browser = await chromium.launch({
            executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
            args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-component-update'],
        });
        ending.push(() => browser.close());
        const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
        page.setDefaultTimeout(ACTION_TIMEOUT_MS);
        await page.goto(`${server.url}/?folder=${encodeURIComponent(workspace)}`);
        await page.waitForSelector('.monaco-workbench .explorer-folders-view');
        return { page, workspace, stop };
    } catch (error) {
        await stop();
        throw error;
    }
}

async function startServer(folder) {
    const profile = join(folder, 'user');
    mkdirSync(join(profile, 'User'), { recursive: true });
    writeFileSync(join(profile, 'User', 'settings.json'), JSON.stringify(SETTINGS));

    // The server itself, without code-server's front, which adds a log-in.
    const node = join(INSTALLED, 'node');
    const main = [
        join(INSTALLED, 'vscode', 'out', 'server-main.js'),
        '--accept-server-license-terms',
        ...['--server-data-dir', join(folder, 'data'), '--user-data-dir', profile],
        ...['--extensions-dir', join(folder, 'extensions')],
    ];
    const env = { ...process.env, HOME: folder };
    execFileSync(node, [...main, '--install-extension', VSIX], { env, stdio: 'pipe' });

    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const logFile = join(folder, 'server.log');
    const log = openSync(logFile, 'w');
    const listen = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
    const server = spawn(node, [...main, ...listen, '--disable-workspace-trust', '--telemetry-level', 'off'], {
        env,
        stdio: ['ignore', log, log],
        detached: true, // a process group of its own, to be ended with all its children
    });
    const exited = new Promise(resolve => server.once('exit', resolve));
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await answers(`${url}/version`))) {
        if (Date.now() > deadline || server.exitCode !== null) {
            throw new Error(`the VS Code server did not start:\n${readFileSync(logFile, 'utf8')}`);
        }
        await new Promise(resolve => setTimeout(resolve, 100));
    }
    const stop = async () => {
        process.kill(-server.pid, 'SIGTERM');
        await exited;
    };
    return { url, stop };
}

const answers = url =>
    fetch(url).then(
        response => response.ok,
        () => false,
    );

function freePort() {
    return new Promise(resolve => {
        const probe = createServer().listen(0, '127.0.0.1', () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}
