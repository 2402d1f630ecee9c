/** Tells the user what went wrong, with the way out one click away. */
import { commands, env, type LogOutputChannel, Uri, window } from 'vscode';
import { JavaNotFoundError } from './java';

const SHOW_LOG = 'Show Log';
const OPEN_SETTING = 'Open Setting';
const GET_JAVA = 'Get Java';

/**
 * Shows a failure, without waiting for the user to answer. What is not a missing Java is written to the log whole.
 * @param what what could not be done, as the beginning of a sentence
 */
export function showProblem(what: string, error: unknown, log: LogOutputChannel): void {
    if (error instanceof JavaNotFoundError) {
        log.error(error.message);
        void offer(error.message, [OPEN_SETTING, GET_JAVA]);
    } else {
        log.error(what, error);
        void offer(`${what}: ${error instanceof Error ? error.message : String(error)}`, [SHOW_LOG]);
    }
}

async function offer(message: string, actions: string[]): Promise<void> {
    switch (await window.showErrorMessage(message, ...actions)) {
        case OPEN_SETTING:
            await commands.executeCommand('workbench.action.openSettings', 'realmstep.java.home');
            break;
        case GET_JAVA:
            await env.openExternal(Uri.parse('https://adoptium.net/temurin/releases/'));
            break;
        case SHOW_LOG:
            await commands.executeCommand('realmstep.showLog');
            break;
    }
}
