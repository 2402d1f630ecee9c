package dev.realmstep.cli;

/** What the command's exit status says; documented in docs/command-line.md and stable. */
public final class ExitStatus {
    /** What was asked for is done. */
    public static final int DONE = 0;

    /** The guest, a test or a check failed. */
    public static final int FAILED = 1;

    /** The command line or an input file is wrong. */
    public static final int BAD_INPUT = 2;

    /** A limit of instructions or time was hit. */
    public static final int LIMIT = 3;

    private ExitStatus() {}
}
