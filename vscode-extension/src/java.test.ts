import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { findJava, JavaNotFoundError, javaVersion, type Surroundings } from './java';

describe('finding Java', () => {
    let root: string;

    beforeEach(() => {
        root = mkdtempSync(path.join(tmpdir(), 'java-'));
    });

    afterEach(() => {
        rmSync(root, { recursive: true });
    });

    /** Lays an installation of this version, as JDKs describe themselves. */
    function install(folder: string, version: string): string {
        const home = path.join(root, folder);
        mkdirSync(path.join(home, 'bin'), { recursive: true });
        writeFileSync(path.join(home, 'release'), `IMPLEMENTOR="Somebody"\nJAVA_VERSION="${version}"\n`);
        writeFileSync(path.join(home, 'bin', 'java'), '');
        return home;
    }

    /** A macOS, because its system folders are not on the machines that run these tests as a rule. */
    function surroundings(environment: NodeJS.ProcessEnv = {}): Surroundings {
        return { platform: 'darwin', environment, userHome: root };
    }

    test('the release file tells the version, of old releases too', () => {
        assert.equal(javaVersion(install('new', '25.0.1')), 25);
        assert.equal(javaVersion(install('old', '1.8.0_392')), 8);
        assert.equal(javaVersion(path.join(root, 'none')), undefined);
    });

    test('the configured Java comes first', () => {
        const configured = install('configured', '26');
        const other = install('other', '25');
        assert.equal(findJava(configured, surroundings({ JAVA_HOME: other })), path.join(configured, 'bin', 'java'));
    });

    test('a configured Java that cannot be used is refused, whatever else there is', () => {
        const old = install('old', '17.0.15');
        const environment = { JAVA_HOME: install('good', '25') };
        assert.throws(() => findJava(old, surroundings(environment)), {
            name: 'JavaNotFoundError',
            message: `realmstep.java.home is ${old}, which is Java 17; 25 or newer is needed.`,
        });
        assert.throws(
            () => findJava(path.join(root, 'none'), surroundings(environment)),
            /there is no Java installation/,
        );
    });

    test('an old JAVA_HOME is passed over for a new JDK_HOME', () => {
        const environment = { JAVA_HOME: install('17', '17.0.15'), JDK_HOME: install('25', '25.0.3') };
        assert.equal(findJava('', surroundings(environment)), path.join(root, '25', 'bin', 'java'));
    });

    test('a link on the PATH leads to the installation', () => {
        const home = path.join(install('somewhere', '25.0.3'));
        mkdirSync(path.join(root, 'bin'));
        symlinkSync(path.join(home, 'bin', 'java'), path.join(root, 'bin', 'java'));
        const found = findJava('', surroundings({ PATH: `/nowhere:${path.join(root, 'bin')}` }));
        assert.match(found, /somewhere\/bin\/java$/);
    });

    test('version managers and the folders of the system are searched', () => {
        install('.sdkman/candidates/java/17.0.9-tem', '17.0.9');
        const bundle = install('Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home', '25');
        assert.equal(findJava('', surroundings()), path.join(bundle, 'bin', 'java'));
        const managed = install('.sdkman/candidates/java/25.0.1-tem', '25.0.1');
        assert.equal(findJava('', surroundings()), path.join(managed, 'bin', 'java'));
    });

    test('on Windows the folders of the vendors are searched', () => {
        install('Eclipse Adoptium/jdk-25.0.1', '25.0.1');
        const found = findJava('', { platform: 'win32', environment: { ProgramFiles: root }, userHome: root });
        assert.match(found, /jdk-25\.0\.1.bin.java\.exe$/);
    });

    test('where there is none, the message says what to do', () => {
        assert.throws(
            () => findJava('', surroundings({ JAVA_HOME: install('21', '21') })),
            (error: unknown) =>
                error instanceof JavaNotFoundError && /Java 25 or newer.*realmstep\.java\.home/.test(error.message),
        );
    });
});
