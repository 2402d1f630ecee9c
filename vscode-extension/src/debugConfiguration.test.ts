import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { completeConfiguration, configurationFor } from './debugConfiguration';

describe('completing a debug configuration', () => {
    test('without a launch.json the .realm file in the editor is debugged', () => {
        assert.deepEqual(completeConfiguration({}, '/realms/hello.realm'), {
            type: 'realmstep',
            request: 'launch',
            name: 'Debug hello.realm',
            program: '/realms/hello.realm',
        });
    });

    test('a configuration keeps all that it says', () => {
        const written = {
            type: 'realmstep',
            request: 'launch',
            name: 'Mine',
            program: '/realms/smp.realm',
            stopOnEntry: true,
            sourceMap: { '/build': '/home/me' },
        };
        assert.deepEqual(completeConfiguration(written, '/realms/hello.realm'), written);
    });

    test('a configuration without a program takes the file in the editor', () => {
        const written = { type: 'realmstep', request: 'launch', name: 'Mine', stopOnEntry: true };
        assert.deepEqual(completeConfiguration(written, '/realms/hello.realm'), {
            ...written,
            program: '/realms/hello.realm',
        });
    });

    test('with nothing to debug there is no configuration', () => {
        assert.equal(completeConfiguration({}, undefined), undefined);
    });

    test('a configuration is named after the file, on Windows too', () => {
        assert.equal(configurationFor('C:\\realms\\hello.realm').name, 'Debug hello.realm');
    });
});
