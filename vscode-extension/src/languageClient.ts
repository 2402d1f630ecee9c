/** The client of the language server: starts it with the extension, and again when asked or when its Java changes. */
import { commands, Disposable, type ExtensionContext, type LogOutputChannel, workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';
import { showProblem } from './problems';
import { commandLineOf } from './server';

const ID = 'realmstep';

/** Starts the language server; disposing of the result stops it. */
export function startLanguageClient(context: ExtensionContext, log: LogOutputChannel): Disposable[] {
    let client: LanguageClient | undefined;
    // One change at a time: a restart that comes while the server still starts waits for it.
    let pending = Promise.resolve();

    const stop = async () => {
        const stopping = client;
        client = undefined;
        await stopping?.dispose();
    };
    const restart = () => {
        pending = pending
            .then(stop)
            .then(async () => {
                client = new LanguageClient(ID, 'Realmstep', commandLineOf('lsp', context.extensionPath), {
                    documentSelector: [
                        { language: 'realm', scheme: 'file' },
                        { language: 'realm', scheme: 'untitled' },
                    ],
                    outputChannel: log,
                });
                await client.start();
            })
            .catch((error: unknown) => showProblem('The language server did not start', error, log));
        return pending;
    };

    void restart();
    return [
        commands.registerCommand('realmstep.restartLanguageServer', restart),
        workspace.onDidChangeConfiguration(change => {
            if (change.affectsConfiguration('realmstep.java.home')) {
                void restart();
            }
        }),
        new Disposable(() => void pending.then(stop)),
    ];
}
