package dev.realmstep.config;

/** The boards that a machine may be. */
public enum BoardModel {
    /** Arm's Fixed Virtual Platform "Base RevC", as far as software of the normal world drives it. */
    FVP("fvp", 0x8000_0000L, 0x7C00_0000L, "Arm's Fixed Virtual Platform (Base RevC): eight processing elements");

    private final String spelling;
    private final long ramBase;
    private final long ramSize;
    private final String summary;

    BoardModel(String spelling, long ramBase, long ramSize, String summary) {
        this.spelling = spelling;
        this.ramBase = ramBase;
        this.ramSize = ramSize;
        this.summary = summary;
    }

    /** How a description names it. */
    public String spelling() {
        return spelling;
    }

    /** Physical address of the normal world's RAM. */
    public long ramBase() {
        return ramBase;
    }

    /** In bytes. */
    public long ramSize() {
        return ramSize;
    }

    /** One phrase that says what it is. */
    public String summary() {
        return summary;
    }

    /** Whether all of [address, address + bytes) is RAM of the normal world. */
    public boolean isRam(long address, long bytes) {
        long offset = address - ramBase;
        return offset >= 0 && bytes >= 0 && offset <= ramSize - bytes;
    }
}
