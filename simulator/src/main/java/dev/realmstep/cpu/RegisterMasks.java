package dev.realmstep.cpu;

/** Which bits of the large control registers exist in this machine: those of features that it lacks are RES0. */
final class RegisterMasks {
    /** M, A, C, SA, SA0, nAA, UMA, I, EnDB, DZE, UCT, nTWI, nTWE, WXN, SPAN, UCI, EnDA, EnIB, EnIA, MSCEn, BT0, BT1, DSSBS, EPAN. */
    static final long SCTLR =
            bits(0, 1, 2, 3, 4, 6, 9, 12, 13, 14, 15, 16, 18, 19, 23, 26, 27, 30, 31, 33, 35, 36, 44, 57);

    /** All but HCD and RW (see below), and what belongs to NV, RAS, MTE and SCXTNUM. */
    static final long HCR = bits(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23)
            | bits(24, 25, 26, 27, 28, 30, 32, 33, 34, 37, 38, 40, 41, 44, 46, 48, 49, 50, 52, 54, 55);

    /** RW: EL1 is AArch64, always. */
    static final long HCR_RW = bits(31);

    /** NS, IRQ, FIQ, EA, SMD, HCE, SIF, ST, TWI, TWE, APK, API, ECVEn, HXEn, GPF, NSE. */
    static final long SCR = bits(0, 1, 2, 3, 7, 8, 9, 11, 12, 13, 16, 17, 28, 38, 48, 62);

    /** Two reserved bits, and RW: the next lower level is AArch64, always. */
    static final long SCR_RES1 = bits(4, 5, 10);

    /** AHP, DN, FZ, RMode, FZ16: no exception is ever trapped. */
    static final long FPCR = bits(19, 22, 23, 24, 25, 26);

    /** QC, and IDC, IXC, UFC, OFC, DZC, IOC. */
    static final long FPSR = bits(0, 1, 2, 3, 4, 7, 27);

    private RegisterMasks() {}

    private static long bits(int... positions) {
        long mask = 0;
        for (int position : positions) {
            mask |= 1L << position;
        }
        return mask;
    }
}
