package dev.realmstep.debuginfo;

import java.util.Optional;

/**
 * A function that is running at an address.
 *
 * @param source the line it has got to; for all but the innermost that of the call that was inlined
 */
public record InlinedCall(String function, Optional<SourceLocation> source) {}
