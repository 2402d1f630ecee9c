/** How to start one of the two servers, which are one Java program that speaks over its standard input and output. */
import { homedir } from 'node:os';
import * as path from 'node:path';
import { workspace } from 'vscode';
import { findJava } from './java';

/** A server, by the name of the subcommand that starts it. */
export type Server = 'dap' | 'lsp';

export interface CommandLine {
    readonly command: string;
    readonly args: string[];
}

// A quick start matters most: the smallest collector, and the first compiler alone.
const JVM_FLAGS = [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '--sun-misc-unsafe-memory-access=allow',
    '--enable-native-access=ALL-UNNAMED',
];

/**
 * The command line of a server.
 * @param extensionFolder where the extension is installed
 * @throws JavaNotFoundError if there is no Java to run it
 */
export function commandLineOf(server: Server, extensionFolder: string): CommandLine {
    const java = findJava(workspace.getConfiguration('realmstep').get('java.home', ''), {
        platform: process.platform,
        environment: process.env,
        userHome: homedir(),
    });
    const libraries = path.join(extensionFolder, 'dist', 'lib', '*');
    return { command: java, args: [...JVM_FLAGS, '-cp', libraries, 'dev.realmstep.cli.Main', server] };
}
