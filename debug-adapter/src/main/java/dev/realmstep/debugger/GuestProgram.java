package dev.realmstep.debugger;

/**
 * A program that the realm started with.
 *
 * @param file what describes it
 * @param extent the addresses that it takes where it runs
 */
public record GuestProgram(String file, AddressRange extent) {
    /** The file without its folders. */
    public String name() {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
