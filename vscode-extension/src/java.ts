/** Finds the Java that runs the servers, without running any: each installation tells its version in its file `release`. */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import * as path from 'node:path';

/** The language level the servers are compiled for. */
export const OLDEST_JAVA = 25;

/** Where to look. */
export interface Surroundings {
    readonly platform: NodeJS.Platform;
    readonly environment: NodeJS.ProcessEnv;
    /** The user's own folder, in which version managers install. */
    readonly userHome: string;
}

/** There is no Java to use; the message says what to do. */
export class JavaNotFoundError extends Error {
    override readonly name = 'JavaNotFoundError';
}

/**
 * The executable `java` to start.
 * @param configured the value of the setting `realmstep.java.home`, empty when it is not set
 * @throws JavaNotFoundError if the configured Java cannot be used, or if none is configured and none is found
 */
export function findJava(configured: string, surroundings: Surroundings): string {
    if (configured !== '') {
        const version = javaVersion(configured);
        if (version === undefined) {
            throw new JavaNotFoundError(`realmstep.java.home is ${configured}, where there is no Java installation.`);
        }
        if (version < OLDEST_JAVA) {
            throw new JavaNotFoundError(
                `realmstep.java.home is ${configured}, which is Java ${String(version)}; ${String(OLDEST_JAVA)} or newer is needed.`,
            );
        }
        return executableOf(configured, surroundings.platform);
    }
    for (const home of candidateHomes(surroundings)) {
        if ((javaVersion(home) ?? 0) >= OLDEST_JAVA) {
            return executableOf(home, surroundings.platform);
        }
    }
    throw new JavaNotFoundError(
        `Realmstep needs Java ${String(OLDEST_JAVA)} or newer, and none was found. ` +
            'Install one, or name its folder in the setting realmstep.java.home.',
    );
}

/** The feature release of the Java installed in a folder, or nothing where there is none. */
export function javaVersion(home: string): number | undefined {
    let release: string;
    try {
        release = readFileSync(path.join(home, 'release'), 'utf8');
    } catch {
        return undefined; // not readable is not usable
    }
    const version = /^JAVA_VERSION="(?:1\.)?(\d+)/m.exec(release)?.[1];
    return version === undefined ? undefined : Number(version);
}

/** Folders that may be a Java installation, those the user chose first; the command `realmstep` looks in the same ones. */
function* candidateHomes({ platform, environment, userHome }: Surroundings): Generator<string> {
    for (const variable of ['JAVA_HOME', 'JDK_HOME']) {
        const home = environment[variable];
        if (home !== undefined && home !== '') {
            yield home;
        }
    }
    yield* homesOnPath(platform, environment);
    yield* foldersIn(path.join(userHome, '.sdkman', 'candidates', 'java'));
    yield* foldersIn(path.join(userHome, '.jdks'));
    if (platform === 'win32') {
        for (const vendor of ['Eclipse Adoptium', 'Java', 'Microsoft', 'Zulu', 'Amazon Corretto']) {
            yield* foldersIn(path.join(environment.ProgramFiles ?? 'C:\\Program Files', vendor));
        }
    } else if (platform === 'darwin') {
        for (const folder of [userHome, '/']) {
            for (const bundle of foldersIn(path.join(folder, 'Library', 'Java', 'JavaVirtualMachines'))) {
                yield path.join(bundle, 'Contents', 'Home');
            }
        }
    } else {
        yield* foldersIn('/usr/lib/jvm');
        yield* foldersIn('/opt/java');
    }
}

/** What stands on the PATH is often a link to a link to the installation. */
function* homesOnPath(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): Generator<string> {
    const separator = platform === 'win32' ? ';' : ':';
    for (const folder of (environment.PATH ?? environment.Path ?? '').split(separator)) {
        const executable = path.join(folder, executableName(platform));
        if (folder !== '' && existsSync(executable)) {
            yield path.dirname(path.dirname(realpathSync(executable)));
        }
    }
}

function foldersIn(parent: string): string[] {
    try {
        return readdirSync(parent)
            .sort()
            .map(name => path.join(parent, name));
    } catch {
        return []; // most of these places exist on few machines
    }
}

function executableOf(home: string, platform: NodeJS.Platform): string {
    return path.join(home, 'bin', executableName(platform));
}

function executableName(platform: NodeJS.Platform): string {
    return platform === 'win32' ? 'java.exe' : 'java';
}
