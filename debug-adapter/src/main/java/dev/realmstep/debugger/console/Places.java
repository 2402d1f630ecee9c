package dev.realmstep.debugger.console;

import dev.realmstep.debugger.Breakpoint;
import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.EvaluationException;

/** Places in code as users type them: FUNCTION, FILE:LINE, LINE of the current file, *ADDRESS. */
final class Places {
    private Places() {}

    static Breakpoint.Place parse(String text, DebugSession session, Selection selection) throws EvaluationException {
        String place = text.strip();
        if (place.isEmpty()) {
            return new Breakpoint.Place.Address(selection.frame().programCounter());
        }
        if (place.startsWith("*")) {
            return new Breakpoint.Place.Address(address(place.substring(1).strip(), session, selection));
        }
        int colon = place.lastIndexOf(':');
        if (colon > 0) {
            return new Breakpoint.Place.Line(place.substring(0, colon), Numbers.count(place.substring(colon + 1)));
        }
        if (Character.isDigit(place.charAt(0))) {
            String file = selection
                    .frame()
                    .line()
                    .orElseThrow(() -> new EvaluationException("there is no current source file: give FILE:LINE"))
                    .file();
            return new Breakpoint.Place.Line(file, Numbers.count(place));
        }
        return new Breakpoint.Place.Function(place);
    }

    /** A plain number needs no frame, so that it may be named before the realm runs. */
    private static long address(String text, DebugSession session, Selection selection) throws EvaluationException {
        long address = text.matches("[0-9][0-9a-fA-FxX_]*")
                ? Numbers.parse(text)
                : session.evaluateAddress(text, selection.frame());
        if (address % Integer.BYTES != 0) {
            throw new EvaluationException(
                    "no instruction is at 0x%x: their addresses are multiples of 4".formatted(address));
        }
        return address;
    }
}
