package dev.realmstep.cpu;

/** What integer instructions tell when a result had to be kept within the range of its elements: FPSR.QC. */
@FunctionalInterface
public interface CumulativeSaturation {
    /** For the instructions of SVE, whose saturation leaves no trace. */
    CumulativeSaturation UNRECORDED = () -> {};

    void setCumulativeSaturation();
}
