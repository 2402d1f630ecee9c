// What a user does in VS Code and sees there, in the user's words; only this file knows VS Code's elements.
export class Workbench {
    #page;

    constructor(page) {
        this.#page = page;
    }

    /** Opens a file of the workspace by its path, as far as it is needed to be the first one found. */
    async openFile(path) {
        await this.#page.keyboard.press('Control+P');
        await this.#choose(path, path.split('/').pop());
        await this.#page.waitForSelector(`.tab.active[data-resource-name="${path.split('/').pop()}"]`);
        await this.#page.waitForSelector('.editor-instance .view-line');
    }

    /** Runs a command by its title in the command palette. */
    async run(title) {
        await this.#page.keyboard.press('F1');
        await this.#choose(title, title);
    }

    async press(keys) {
        await this.#page.keyboard.press(keys);
    }

    /** Takes a picture, with the top of all lists in it and the mouse out of the way. */
    async screenshot(path) {
        await this.#scrollVariablesToTop().catch(() => undefined); // there is nothing to scroll before the first session
        await this.#page.mouse.move(0, 0);
        await this.#page.waitForTimeout(500);
        await this.#page.screenshot({ path });
    }

    // --- the editor

    /** Puts the cursor on a line, counted from 1. */
    async goToLine(line) {
        await this.press('Control+G');
        await this.#page.waitForSelector('.quick-input-widget input');
        await this.#page.keyboard.type(String(line));
        await this.press('Enter');
        await this.#page.waitForSelector('.quick-input-widget', { state: 'hidden' });
    }

    /** Waits for an error to be underlined. */
    async waitForSquiggle() {
        await this.#page.waitForSelector('.editor-instance .squiggly-error', { state: 'attached' });
    }

    /** Waits until the Problems view has a problem with this code, or has none any more. */
    async waitForProblem(code, present = true) {
        await this.run('Problems: Focus on Problems View');
        const row = this.#page.locator('.markers-panel .monaco-list-row', { hasText: code });
        await row.first().waitFor({ state: present ? 'visible' : 'detached' });
    }

    /** Applies the quick fix with this title at the cursor. */
    async applyQuickFix(title) {
        await this.press('Control+.');
        const fix = this.#page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
        await fix.waitFor();
        await fix.click();
    }

    // --- the debugger

    /** Waits until the session has stopped, with the yellow line of the editor on this line of this file. */
    async waitForStopAt(file, line) {
        await this.#page.waitForSelector(`.tab.active[data-resource-name="${file}"]`);
        await this.#page.waitForFunction(wanted => {
            const top = element => element.getBoundingClientRect().top;
            const marker = document.querySelector('.editor-instance .debug-top-stack-frame-line');
            const numbers = [...document.querySelectorAll('.editor-instance .line-numbers')];
            // Both belong to the same row of the screen, give or take the rounding of the layout.
            const shown = marker && numbers.find(number => Math.abs(top(number) - top(marker)) < 4);
            return shown?.textContent.trim() === String(wanted);
        }, line);
    }

    async waitForCallStack(text) {
        await this.#page.locator('.debug-call-stack .monaco-list-row', { hasText: text }).first().waitFor();
    }

    /** Opens a scope or a group of variables, unless it is open. */
    async expandVariables(name) {
        // VS Code opens the first scope by itself, sometimes, a moment after the stop.
        await this.#page.waitForTimeout(1000);
        const row = this.#page.locator('.debug-variables .monaco-list-row', { hasText: name }).first();
        await this.#scrollVariablesTo(row);
        if ((await row.getAttribute('aria-expanded')) === 'false') {
            await row.locator('.monaco-tl-twistie').click();
        }
    }

    /** The value shown for a variable or register, once there is one. */
    async variable(name) {
        const expression = this.#page
            .locator('.debug-variables .monaco-list-row .expression', {
                has: this.#page.locator('.name', { hasText: new RegExp(`^${name}\\s*[:=]?\\s*$`) }),
            })
            .first();
        await this.#scrollVariablesTo(expression);
        return (await expression.locator('.value').textContent()).trim();
    }

    /** Waits until a variable or register shows something else than before, and gives that. */
    async changedVariable(name, before) {
        for (let tries = 0; tries < 100; tries++) {
            const now = await this.variable(name);
            if (now !== before) {
                return now;
            }
            await this.#page.waitForTimeout(100);
        }
        throw new Error(`${name} is still ${before}`);
    }

    async waitForConsole(text) {
        await this.run('Debug Console: Focus on Debug Console View');
        await this.#page.locator('.repl .monaco-list-row', { hasText: text }).first().waitFor();
    }

    /** Waits for an instruction in the Disassembly View, by a text of its row. */
    async waitForDisassembly(text) {
        await this.#page.locator('.disassembly-view .monaco-list-row', { hasText: text }).first().waitFor();
    }

    async waitForEndOfSession() {
        await this.#page.waitForSelector('.debug-toolbar', { state: 'hidden' });
    }

    /** Scrolls the variables until an element is there: the list has elements only for the rows in sight. */
    async #scrollVariablesTo(element) {
        for (let tries = 0; (await element.count()) === 0; tries++) {
            if (tries > 50) {
                throw new Error(`there is no ${element} among the variables`);
            }
            await (tries === 0 ? this.#scrollVariablesToTop() : this.#scrollVariables(100));
        }
    }

    async #scrollVariablesToTop() {
        for (let i = 0; i < 20; i++) {
            await this.#scrollVariables(-200);
        }
    }

    async #scrollVariables(pixels) {
        await this.#page.locator('.debug-variables').hover({ timeout: 1000 });
        await this.#page.mouse.wheel(0, pixels);
        await this.#page.waitForTimeout(50);
    }

    async #choose(typed, shown) {
        await this.#page.waitForSelector('.quick-input-widget input');
        await this.#page.keyboard.type(typed);
        // The list follows the typing with a delay; Enter takes what has the focus in it.
        await this.#page.locator('.quick-input-list .monaco-list-row.focused', { hasText: shown }).waitFor();
        await this.#page.keyboard.press('Enter');
    }
}
