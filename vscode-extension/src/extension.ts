/** The extension's way in: VS Code calls `activate` when a .realm file is opened or a realm is debugged. */
import { commands, type ExtensionContext, window } from 'vscode';
import { registerDebugger } from './debugger';
import { startLanguageClient } from './languageClient';

export function activate(context: ExtensionContext): void {
    const log = window.createOutputChannel('Realmstep', { log: true });
    context.subscriptions.push(
        log,
        commands.registerCommand('realmstep.showLog', () => {
            log.show();
        }),
        ...registerDebugger(context, log),
        ...startLanguageClient(context, log),
    );
}
