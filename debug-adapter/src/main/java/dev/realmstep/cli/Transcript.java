package dev.realmstep.cli;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.Stop;

/** What a session says besides what the guest writes. */
interface Transcript {
    /** A line of a script is about to be carried out. */
    void command(String line);

    /** What a command that only looks has found. */
    void answer(String text);

    /** A command cannot be carried out. */
    void failure(String why);

    /** The realm stands somewhere, or is over. */
    void stop(DebugSession session, Stop stop);
}
