// Makes what the extension ships: dist/extension.js, the bundle, and dist/lib, the Java libraries of both servers.
// With --tests it bundles the unit tests into target/tests instead.
import { build } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const LIBRARIES = '../debug-adapter/target/lib';

const common = {
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
};

async function buildTests() {
    const tests = readdirSync('src')
        .filter(name => name.endsWith('.test.ts'))
        .map(name => join('src', name));
    rmSync('target/tests', { recursive: true, force: true });
    await build({ ...common, entryPoints: tests, outdir: 'target/tests', sourcemap: 'inline' });
}

async function buildExtension() {
    const jars = existsSync(LIBRARIES) ? readdirSync(LIBRARIES).filter(name => name.endsWith('.jar')) : [];
    if (jars.length === 0) {
        throw new Error(`no Java libraries in ${LIBRARIES}: run "mvn package" in the project's root`);
    }
    rmSync('dist', { recursive: true, force: true });
    mkdirSync('dist/lib', { recursive: true });
    mkdirSync('target', { recursive: true }); // where the package goes
    jars.forEach(jar => copyFileSync(join(LIBRARIES, jar), join('dist/lib', jar)));
    copyFileSync('../LICENSE', 'LICENSE');
    await build({
        ...common,
        entryPoints: ['src/extension.ts'],
        outfile: 'dist/extension.js',
        external: ['vscode'],
        minify: true,
        sourcemap: false,
    });
}

try {
    await (process.argv.includes('--tests') ? buildTests() : buildExtension());
} catch (error) {
    console.error(`build.mjs: ${error.message}`);
    process.exit(1);
}
