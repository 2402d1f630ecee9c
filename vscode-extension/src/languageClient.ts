/** The client of the language server: starts it with the extension, and again when asked or when its Java changes. */
import { commands, Disposable, type ExtensionContext, type LogOutputChannel, workspace } from 'vscode';
import { LanguageClient, State } from 'vscode-languageclient/node';
import { showProblem } from './problems';
import { commandLineOf } from './server';

const ID = 'realmstep';

// What .realm files load is checked as well, and changes when a guest is built anew.
const LOADED_FILES = '**/{Image,vmlinux,*.elf,*.bin,*.img,*.dtb,*.cpio,*.gz}';

/** Starts the language server; disposing of the result stops it. */
export function startLanguageClient(context: ExtensionContext, log: LogOutputChannel): Disposable[] {
    const loadedFiles = workspace.createFileSystemWatcher(LOADED_FILES);
    let client: LanguageClient | undefined;

    const stop = async () => {
        const stopping = client;
        client = undefined;
        // A client whose server never answered has nothing to stop, and fails to.
        await stopping?.dispose().catch(() => undefined);
    };
    const restart = async () => {
        if (client?.state === State.Starting) {
            return; // it cannot be stopped yet, and a second one would start beside it
        }
        await stop();
        try {
            client = new LanguageClient(ID, 'Realmstep', commandLineOf('lsp', context.extensionPath), {
                documentSelector: [
                    { language: 'realm', scheme: 'file' },
                    { language: 'realm', scheme: 'untitled' },
                ],
                outputChannel: log,
                synchronize: { fileEvents: loadedFiles },
            });
        } catch (error) {
            showProblem('The language server cannot start', error, log);
            return;
        }
        client.start().catch(() => undefined); // the client itself tells the user
    };

    void restart();
    return [
        loadedFiles,
        commands.registerCommand('realmstep.restartLanguageServer', restart),
        workspace.onDidChangeConfiguration(change => {
            if (change.affectsConfiguration('realmstep.java.home')) {
                void restart();
            }
        }),
        new Disposable(() => void stop()),
    ];
}
