// A reporter for node --test: a line for each test, the whole error of each failure, and one line of totals at the end.
export default async function* report(events) {
    let passed = 0;
    let failed = 0;
    for await (const { type, data } of events) {
        if (type === 'test:stdout' || type === 'test:stderr') {
            yield data.message;
        } else if (type === 'test:pass' && data.details.type !== 'suite') {
            passed++;
            yield `ok      ${data.name} (${Math.round(data.details.duration_ms)} ms)\n`;
        } else if (type === 'test:fail' && data.details.error.failureType !== 'subtestsFailed') {
            failed++;
            const { cause } = data.details.error;
            yield `FAILED  ${data.name}\n${cause?.stack ?? cause ?? data.details.error}\n`;
        }
    }
    yield `${passed} passed, ${failed} failed\n`;
}
