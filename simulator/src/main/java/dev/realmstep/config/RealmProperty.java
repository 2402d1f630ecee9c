package dev.realmstep.config;

/** What can be said of a realm: the first words of the statements in a {@code realm} block. */
public enum RealmProperty implements Property {
    RMM("rmm", "VERSION", false, "The version of the RMM specification that the monitor offers. Default: 1.0."),
    IPA_BITS(
            "ipa-bits",
            "N",
            false,
            "The width of the realm's addresses, 32 to 48. Bit N-1 tells the protected half (0) from the "
                    + "unprotected (1)."
                    + " Default: the narrowest that has all RAM and devices in its lower half, at least 33."),
    HASH("hash", "sha256|sha512", false, "The hash of the realm's measurements. Default: sha512."),
    RPV(
            "rpv",
            "text\"…\"|hex\"…\"|base64\"…\"",
            false,
            "The Realm Personalization Value, at most 64 bytes, padded with zeros behind. Default: all zero."),
    VCPUS(
            "vcpus",
            "N",
            false,
            "The number of virtual CPUs (RECs). The first one runs, the others wait for PSCI CPU_ON." + " Default: 1."),
    SVE("sve", "BITS|off", false, "The longest SVE vector in bits, a multiple of 128 up to 2048. Default: off."),
    PMU("pmu", "N|off", false, "The number of event counters of the performance monitors, 0 to 31. Default: off."),
    BREAKPOINTS("breakpoints", "N", false, "The number of hardware breakpoints, 2 to 64. Default: 2."),
    WATCHPOINTS("watchpoints", "N", false, "The number of hardware watchpoints, 2 to 64. Default: 2."),
    LPA2("lpa2", "on|off", false, "Whether the realm's translation tables use the format of FEAT_LPA2. Default: off."),
    RAM(
            "ram",
            "BASE .. END | BASE size BYTES [ripas ram|empty]",
            true,
            "A range of RAM in the protected half, in whole granules of 4 KiB. Its RIPAS is RAM unless said "
                    + "otherwise."),
    DEVICE(
            "device",
            "NAME \"COMPATIBLE\" at ADDRESS [size BYTES] [unprotected|protected] [irq N] …",
            true,
            "A device. The address is the one in the lower half; an unprotected device answers in the upper half."),
    GIC(
            "gic",
            "DISTRIBUTOR REDISTRIBUTORS",
            false,
            "The addresses of the GICv3's distributor and first redistributor, in the lower half; it answers in the "
                    + "upper. Default: as kvmtool has it, the distributor at 0x3fff_0000 and the redistributors below."),
    LOAD(
            "load",
            "kernel|initrd|firmware|image \"FILE\" [at ADDRESS]",
            true,
            "A file that is in memory, and measured, before the realm's first instruction."),
    DTB(
            "dtb",
            "generated | none | \"FILE\" [at ADDRESS]",
            false,
            "The device tree that the guest finds. Default: none."),
    CMDLINE("cmdline", "\"TEXT\"", false, "The kernel's command line, in the generated device tree. Default: none."),
    SYMBOLS(
            "symbols",
            "\"FILE\"|\"FOLDER\"",
            true,
            "An ELF file with debug information for the guest, such as a vmlinux; or a module of Linux, NAME.ko, or a "
                    + "folder with modules, whose symbols are there once the guest has loaded them."),
    PLATFORM_KEY(
            "platform-key",
            "\"FILE\"",
            false,
            "The private key that signs platform tokens (CPAK): PEM, P-384. Default: the simulated platform's own."),
    REALM_KEY(
            "realm-key",
            "\"FILE\"",
            false,
            "The private key that signs realm tokens (RAK): PEM, P-384. Default: the simulated platform's own."),
    ENTRY(
            "entry",
            "ADDRESS",
            false,
            "The address of the first instruction. Default: the entry of the kernel or firmware.");

    private final String keyword;
    private final String syntax;
    private final boolean repeatable;
    private final String documentation;

    RealmProperty(String keyword, String syntax, boolean repeatable, String documentation) {
        this.keyword = keyword;
        this.syntax = syntax;
        this.repeatable = repeatable;
        this.documentation = documentation;
    }

    @Override
    public String keyword() {
        return keyword;
    }

    @Override
    public String syntax() {
        return syntax;
    }

    @Override
    public boolean repeatable() {
        return repeatable;
    }

    @Override
    public String documentation() {
        return documentation;
    }
}
