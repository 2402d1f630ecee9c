package dev.realmstep.config;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A device of the realm.
 *
 * @param name what the file calls it
 * @param compatible the string that names its kind; {@link #model} is empty if it names none
 * @param base the address of its registers as numbered in the lower half; {@link #guestBase} is where the guest reaches them
 * @param size of its registers in bytes
 * @param placement the half in which the guest reaches it
 * @param ripas the state promised for its addresses, where the file says one
 * @param irq the INTID of its interrupt, a shared peripheral interrupt (32 to 1019)
 * @param console what its serial line is connected to
 * @param file the contents of a disk
 * @param diskMode what becomes of what the guest writes to a disk
 * @param seed what an entropy device's bytes follow from
 * @param epoch what a clock shows at the start, in seconds since 1970
 * @param source where the file says so
 */
public record DeviceDescription(
        String name,
        String compatible,
        long base,
        long size,
        Placement placement,
        Optional<Ripas> ripas,
        OptionalInt irq,
        Optional<ConsoleBackend> console,
        Optional<FileReference> file,
        DiskMode diskMode,
        OptionalLong seed,
        OptionalLong epoch,
        SourceLocation source) {
    /** What the serial line of a UART is connected to. */
    public enum ConsoleBackend implements Keyword {
        /** The terminal or the debug console of whoever runs the realm. */
        STDIO;

        @Override
        public String keyword() {
            return "stdio";
        }
    }

    /** The whole statement. */
    public TextRange range() {
        return source.range();
    }

    public Optional<DeviceModel> model() {
        return DeviceModel.ofCompatible(compatible);
    }

    /** The address behind its registers, in the lower half's numbers. */
    public long end() {
        return base + size;
    }

    /** The IPA at which the guest reaches the registers. */
    public long guestBase(IpaSpace space) {
        return placement == Placement.UNPROTECTED ? space.unprotectedAlias(base) : base;
    }
}
