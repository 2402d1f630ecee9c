package dev.realmstep.config;

/** What can be said of a machine: the first words of the statements in a {@code machine} block. */
public enum MachineProperty implements Property {
    BOARD(
            "board",
            "\"fvp\"",
            false,
            "What the machine is: its processing elements, RAM and devices. Default: \"fvp\"."),
    LOAD(
            "load",
            "firmware|image \"FILE\" [at ADDRESS]",
            true,
            "A file that is in RAM before the first instruction, and again after a reset. The addresses are physical."),
    ENTRY(
            "entry",
            "ADDRESS",
            false,
            "The physical address of the first instruction, at EL2 of the normal world. Default: the entry of the first "
                    + "firmware."),
    SYMBOLS(
            "symbols",
            "\"FILE\"",
            true,
            "An ELF file with debug information for what runs in the normal world. Those of loaded ELF files are known "
                    + "without."),
    REALM_SYMBOLS(
            "realm-symbols",
            "\"FILE\"",
            true,
            "An ELF file with debug information for what runs in realms, at the addresses at which it runs there."),
    PLATFORM_KEY(
            "platform-key",
            "\"FILE\"",
            false,
            "The private key that signs platform tokens (CPAK): PEM, P-384. Default: the simulated platform's own."),
    REALM_KEY(
            "realm-key",
            "\"FILE\"",
            false,
            "The private key that signs realm tokens (RAK): PEM, P-384. Default: the simulated platform's own.");

    private final String keyword;
    private final String syntax;
    private final boolean repeatable;
    private final String documentation;

    MachineProperty(String keyword, String syntax, boolean repeatable, String documentation) {
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
