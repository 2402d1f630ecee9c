/** Makes debugging work without a launch.json: what a configuration leaves out is taken from the file in the editor. */
import type { DebugConfiguration } from 'vscode';

export const DEBUG_TYPE = 'realmstep';

/** The configuration that debugs one .realm file. */
export function configurationFor(realmFile: string): DebugConfiguration {
    const name = realmFile.split(/[/\\]/).pop() ?? realmFile;
    return { type: DEBUG_TYPE, request: 'launch', name: `Debug ${name}`, program: realmFile };
}

/**
 * Completes a configuration.
 * @param configuration as VS Code hands it over: without any property when there is no launch.json
 * @param currentRealmFile path of the .realm file in the editor, if one is there
 * @returns nothing if there is no .realm file to debug
 */
export function completeConfiguration(
    configuration: Partial<DebugConfiguration>,
    currentRealmFile: string | undefined,
): DebugConfiguration | undefined {
    if (configuration.program !== undefined) {
        return { ...configurationFor(String(configuration.program)), ...configuration };
    }
    return currentRealmFile === undefined ? undefined : { ...configurationFor(currentRealmFile), ...configuration };
}
