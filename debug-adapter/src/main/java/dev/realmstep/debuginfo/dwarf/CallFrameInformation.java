package dev.realmstep.debuginfo.dwarf;

import org.jspecify.annotations.Nullable;

/** How to unwind from each address, from .debug_frame and .eh_frame (DWARF 5 section 6.4). */
public final class CallFrameInformation {
    private final CallFrameSection frames;
    private final CallFrameSection exceptionFrames;

    CallFrameInformation(DwarfFile file) {
        this.frames = new CallFrameSection(file, file.sections().frames(), false);
        this.exceptionFrames = new CallFrameSection(file, file.sections().exceptionFrames(), true);
    }

    /** The rules at {@code pc} (as linked), or null where nothing is said. */
    public @Nullable UnwindRules rulesAt(long pc) throws DebugInformationException {
        UnwindRules rules = frames.rulesAt(pc);
        return rules == null ? exceptionFrames.rulesAt(pc) : rules;
    }
}
