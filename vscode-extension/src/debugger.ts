/** The debugger type `realmstep`: its configurations, its adapter, and the trace of what they say to each other. */
import {
    commands,
    debug,
    DebugAdapterExecutable,
    type DebugConfiguration,
    DebugConfigurationProviderTriggerKind,
    type Disposable,
    type ExtensionContext,
    type LogOutputChannel,
    type Uri,
    window,
    workspace,
} from 'vscode';
import { completeConfiguration, configurationFor, DEBUG_TYPE } from './debugConfiguration';
import { showProblem } from './problems';
import { commandLineOf } from './server';

/** Registers all that debugging needs. */
export function registerDebugger(context: ExtensionContext, log: LogOutputChannel): Disposable[] {
    const adapter = () => commandLineOf('dap', context.extensionPath);
    return [
        debug.registerDebugConfigurationProvider(DEBUG_TYPE, {
            resolveDebugConfiguration: (_folder, configuration) => resolve(configuration, adapter, log),
        }),
        debug.registerDebugConfigurationProvider(
            DEBUG_TYPE,
            { provideDebugConfigurations },
            DebugConfigurationProviderTriggerKind.Dynamic,
        ),
        debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPE, {
            createDebugAdapterDescriptor: () => {
                const { command, args } = adapter();
                return new DebugAdapterExecutable(command, args);
            },
        }),
        debug.registerDebugAdapterTrackerFactory(DEBUG_TYPE, { createDebugAdapterTracker: () => trace(log) }),
        commands.registerCommand('realmstep.debugFile', debugFile),
    ];
}

/** What F5 calls before a session starts; no result ends the attempt, so what stands in the way is said here. */
function resolve(
    configuration: DebugConfiguration,
    adapter: () => unknown,
    log: LogOutputChannel,
): DebugConfiguration | undefined {
    const complete = completeConfiguration(configuration, currentRealmFile());
    if (complete === undefined) {
        void window.showErrorMessage(
            'There is nothing to debug: open a .realm file, or name one as "program" in launch.json.',
        );
        return undefined;
    }
    try {
        adapter();
    } catch (error) {
        showProblem('The debug adapter cannot start', error, log);
        return undefined;
    }
    return complete;
}

/** The workspace's realms, for the list of configurations that nobody had to write. */
async function provideDebugConfigurations(): Promise<DebugConfiguration[]> {
    const files = await workspace.findFiles('**/*.realm');
    return files.map(file => configurationFor(file.fsPath)).sort((a, b) => a.name.localeCompare(b.name));
}

/** Debugs the file whose editor's button was pressed, or the one in the active editor. */
async function debugFile(file?: Uri): Promise<void> {
    const program = file?.fsPath ?? currentRealmFile();
    const configuration = completeConfiguration({}, program);
    if (configuration !== undefined) {
        await debug.startDebugging(file && workspace.getWorkspaceFolder(file), configuration);
    }
}

function currentRealmFile(): string | undefined {
    const document = window.activeTextEditor?.document;
    return document?.languageId === 'realm' && document.uri.scheme === 'file' ? document.uri.fsPath : undefined;
}

function trace(log: LogOutputChannel) {
    if (!workspace.getConfiguration('realmstep').get<boolean>('trace.debugAdapter', false)) {
        return undefined;
    }
    return {
        onWillReceiveMessage: (message: unknown) => {
            log.info(`to the debug adapter: ${JSON.stringify(message)}`);
        },
        onDidSendMessage: (message: unknown) => {
            log.info(`from the debug adapter: ${JSON.stringify(message)}`);
        },
    };
}
