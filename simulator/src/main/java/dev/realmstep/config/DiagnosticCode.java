package dev.realmstep.config;

import static dev.realmstep.config.Severity.ERROR;
import static dev.realmstep.config.Severity.INFORMATION;
import static dev.realmstep.config.Severity.WARNING;

import java.util.Locale;

/**
 * The kinds of finding. A number, once given, keeps its meaning.
 *
 * <p>RS1xx is syntax, RS2xx the IPA space, RS3xx RIPAS, RS4xx devices and the early console, RS5xx images and the device
 * tree, RS6xx the limits of the RMM, RS7xx portability between virtual machine monitors.
 */
public enum DiagnosticCode {
    NOT_TEXT(101, ERROR),
    EMPTY_FILE(102, ERROR),
    FILE_TOO_LARGE(103, ERROR),
    FILE_UNREADABLE(104, ERROR),
    UNEXPECTED_TEXT(105, ERROR),
    UNBALANCED_BRACE(106, ERROR),
    UNCLOSED_TEXT(107, ERROR),
    MALFORMED_NUMBER(108, ERROR),
    MALFORMED_BYTES(109, ERROR),
    UNKNOWN_KEYWORD(110, ERROR),
    DUPLICATE_PROPERTY(111, ERROR),
    MISSING_VALUE(112, ERROR),
    UNKNOWN_VALUE(113, ERROR),
    DUPLICATE_NAME(114, ERROR),
    TOO_MANY_FINDINGS(115, INFORMATION),

    IPA_BITS_OUT_OF_RANGE(201, ERROR),
    CROSSES_MIDPOINT(202, ERROR),
    RAM_IN_UNPROTECTED_HALF(203, ERROR),
    OUTSIDE_IPA_SPACE(204, ERROR),
    NOT_GRANULE_ALIGNED(205, ERROR),
    RAM_OVERLAP(206, ERROR),
    EMPTY_RANGE(207, ERROR),
    ADDRESS_IN_UPPER_HALF(208, ERROR),
    NO_RAM(209, ERROR),

    RAM_NOT_RIPAS_RAM(301, WARNING),
    LOAD_NOT_RIPAS_RAM(302, ERROR),
    IMPOSSIBLE_INITIAL_RIPAS(303, ERROR),
    EMULATED_MMIO_PROTECTED(304, ERROR),
    RIPAS_OF_UNPROTECTED(305, ERROR),
    ENTRY_NOT_RIPAS_RAM(306, ERROR),

    DEVICE_OVERLAP(401, ERROR),
    DEVICE_IN_RAM(402, ERROR),
    DUPLICATE_IRQ(403, ERROR),
    IRQ_OUT_OF_RANGE(404, ERROR),
    UNKNOWN_COMPATIBLE(405, ERROR),
    CLAUSE_NOT_OF_DEVICE(406, ERROR),
    DUPLICATE_CONSOLE(407, ERROR),
    GIC_MISPLACED(409, ERROR),
    DISK_NOT_WHOLE_SECTORS(410, ERROR),
    EARLYCON_LOWER_HALF(411, ERROR),
    EARLYCON_OTHER_WIDTH(412, ERROR),
    EARLYCON_NO_DEVICE(413, ERROR),
    EARLYCON_OTHER_KIND(414, ERROR),
    EARLYCON_NO_ADDRESS(415, ERROR),
    EARLYCON_MISSPELT(416, WARNING),
    DISK_WITHOUT_FILE(417, ERROR),
    DEVICE_WITHOUT_INTERRUPT(418, WARNING),

    FILE_MISSING(501, ERROR),
    IMAGE_UNREADABLE(502, ERROR),
    LOAD_OUTSIDE_RAM(503, ERROR),
    LOAD_OVERLAP(504, ERROR),
    MALFORMED_ELF(505, ERROR),
    FOREIGN_ELF(506, ERROR),
    LOAD_ADDRESS(507, ERROR),
    MALFORMED_DEVICE_TREE(508, ERROR),
    NOTHING_TO_RUN(509, WARNING),
    COMMAND_LINE_UNUSED(510, WARNING),
    MALFORMED_KERNEL(511, ERROR),
    FOREIGN_KERNEL(512, ERROR),
    NO_KERNEL(513, ERROR),
    CANNOT_BE_UNPACKED(514, ERROR),
    NO_ROOM(515, ERROR),
    SECOND_INITRD(516, ERROR),
    NO_SYMBOLS(517, ERROR),
    NO_MODULES(518, WARNING),

    RPV_TOO_LONG(601, ERROR),
    UNKNOWN_HASH(602, ERROR),
    VCPUS_OUT_OF_RANGE(603, ERROR),
    SVE_VECTOR_LENGTH(604, ERROR),
    PMU_COUNTERS_OUT_OF_RANGE(605, ERROR),
    DEBUG_RESOURCES_OUT_OF_RANGE(606, ERROR),
    RMM_VERSION_NOT_OFFERED(607, ERROR),
    RIPAS_DEV_NOT_OFFERED(608, ERROR),
    CANNOT_BE_BUILT(609, ERROR),

    HASH_DEFAULTS_DIFFER(701, INFORMATION),
    RAM_NOT_BLOCK_MULTIPLE(702, INFORMATION);

    private final int number;
    private final Severity severity;

    DiagnosticCode(int number, Severity severity) {
        this.number = number;
        this.severity = severity;
    }

    /** As it is printed and looked up: {@code RS} and three digits. */
    public String code() {
        return "RS" + number;
    }

    public Severity severity() {
        return severity;
    }

    /** The section of the documentation that explains it, relative to the project's root. */
    public String documentation() {
        return "docs/diagnostics.md#" + code().toLowerCase(Locale.ROOT);
    }
}
