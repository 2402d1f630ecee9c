package dev.realmstep.debuginfo;

import java.util.Optional;

/**
 * An address at which a breakpoint stops.
 *
 * @param function the function it is in; empty when unknown
 * @param source the source line it stands for, if the program has line numbers there
 */
public record BreakpointLocation(long address, String function, Optional<SourceLocation> source) {}
