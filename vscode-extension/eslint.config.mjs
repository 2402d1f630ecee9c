import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
    { ignores: ['dist/', 'target/'] },
    js.configs.recommended,
    {
        files: ['src/**/*.ts'],
        extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            // node:test runs and awaits what its functions are given.
            '@typescript-eslint/no-floating-promises': [
                'error',
                {
                    allowForKnownSafeCalls: [
                        { from: 'package', name: ['test', 'describe', 'it'], package: 'node:test' },
                    ],
                },
            ],
        },
    },
    {
        files: ['**/*.mjs'],
        languageOptions: {
            globals: {
                console: 'readonly',
                fetch: 'readonly',
                process: 'readonly',
                setTimeout: 'readonly',
                URL: 'readonly',
            },
        },
    },
    {
        // Some of its functions run in the browser.
        files: ['e2e/workbench.mjs'],
        languageOptions: { globals: { document: 'readonly' } },
    },
);
