package dev.realmstep.cpu.isa.scalable;

import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;

/** The formats of floating-point elements. */
final class ScalableFloatingPoint {
    private static final FloatingPointFormat[] FORMATS = {
        FloatingPointFormat.HALF, FloatingPointFormat.HALF, FloatingPointFormat.SINGLE, FloatingPointFormat.DOUBLE
    };

    private ScalableFloatingPoint() {}

    /** @param size the logarithm of an element's bytes, 1 to 3 */
    static FloatingPointFormat format(int size) {
        return FORMATS[size];
    }
}
