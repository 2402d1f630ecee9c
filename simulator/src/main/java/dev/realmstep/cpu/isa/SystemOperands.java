package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.SystemRegister;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that operands of system instructions have in assembly language. */
public final class SystemOperands {
    private static final String[] BARRIERS = {
        "", "oshld", "oshst", "osh", "", "nshld", "nshst", "nsh", "", "ishld", "ishst", "ish", "", "ld", "st", "sy"
    };
    private static final String[] PREFETCH_TYPES = {"pld", "pli", "pst"};
    private static final Map<Integer, Operation> OPERATIONS = operations();

    private record Operation(String name, boolean takesRegister) {}

    private SystemOperands() {}

    private static Map<Integer, Operation> operations() {
        Map<Integer, Operation> map = new HashMap<>();
        addCacheMaintenance(map);
        addAddressTranslation(map);
        addTlbMaintenance(map);
        return Map.copyOf(map);
    }

    private static void addCacheMaintenance(Map<Integer, Operation> map) {
        add(map, 0, 7, 1, 0, "ic ialluis", false);
        add(map, 0, 7, 5, 0, "ic iallu", false);
        add(map, 3, 7, 5, 1, "ic ivau", true);
        add(map, 0, 7, 6, 1, "dc ivac", true);
        add(map, 0, 7, 6, 2, "dc isw", true);
        add(map, 0, 7, 10, 2, "dc csw", true);
        add(map, 0, 7, 14, 2, "dc cisw", true);
        add(map, 3, 7, 4, 1, "dc zva", true);
        add(map, 3, 7, 10, 1, "dc cvac", true);
        add(map, 3, 7, 11, 1, "dc cvau", true);
        add(map, 3, 7, 12, 1, "dc cvap", true);
        add(map, 3, 7, 13, 1, "dc cvadp", true);
        add(map, 3, 7, 14, 1, "dc civac", true);
        add(map, 6, 7, 14, 1, "dc cipapa", true);
    }

    private static void addAddressTranslation(Map<Integer, Operation> map) {
        add(map, 0, 7, 8, 0, "at s1e1r", true);
        add(map, 0, 7, 8, 1, "at s1e1w", true);
        add(map, 0, 7, 8, 2, "at s1e0r", true);
        add(map, 0, 7, 8, 3, "at s1e0w", true);
        add(map, 0, 7, 9, 0, "at s1e1rp", true);
        add(map, 0, 7, 9, 1, "at s1e1wp", true);
        add(map, 4, 7, 8, 0, "at s1e2r", true);
        add(map, 4, 7, 8, 1, "at s1e2w", true);
        add(map, 4, 7, 8, 4, "at s12e1r", true);
        add(map, 4, 7, 8, 5, "at s12e1w", true);
        add(map, 4, 7, 8, 6, "at s12e0r", true);
        add(map, 4, 7, 8, 7, "at s12e0w", true);
        add(map, 6, 7, 8, 0, "at s1e3r", true);
        add(map, 6, 7, 8, 1, "at s1e3w", true);
    }

    private static void addTlbMaintenance(Map<Integer, Operation> map) {
        addTlb(map, 0, 3, 0, "vmalle1", false);
        addTlb(map, 0, 3, 1, "vae1", true);
        addTlb(map, 0, 3, 2, "aside1", true);
        addTlb(map, 0, 3, 3, "vaae1", true);
        addTlb(map, 0, 3, 5, "vale1", true);
        addTlb(map, 0, 3, 7, "vaale1", true);
        addTlb(map, 4, 3, 0, "alle2", false);
        addTlb(map, 4, 3, 1, "vae2", true);
        addTlb(map, 4, 3, 4, "alle1", false);
        addTlb(map, 4, 3, 5, "vale2", true);
        addTlb(map, 4, 3, 6, "vmalls12e1", false);
        addTlb(map, 6, 3, 0, "alle3", false);
        addTlb(map, 6, 3, 1, "vae3", true);
        addTlb(map, 6, 3, 5, "vale3", true);
        addStage2Tlb(map);
        addRangeTlb(map);
        add(map, 6, 8, 1, 4, "tlbi paallos", false);
        add(map, 6, 8, 7, 4, "tlbi paall", false);
        add(map, 6, 8, 4, 3, "tlbi rpaos", true);
        add(map, 6, 8, 4, 7, "tlbi rpalos", true);
    }

    /** One operation at its three places: outer shareable, inner shareable, and this PE alone. */
    private static void addTlb(
            Map<Integer, Operation> map, int op1, int innerCrm, int op2, String name, boolean takesRegister) {
        add(map, op1, 8, innerCrm - 2, op2, "tlbi " + name + "os", takesRegister);
        add(map, op1, 8, innerCrm, op2, "tlbi " + name + "is", takesRegister);
        add(map, op1, 8, innerCrm + 4, op2, "tlbi " + name, takesRegister);
    }

    private static void addStage2Tlb(Map<Integer, Operation> map) {
        add(map, 4, 8, 4, 0, "tlbi ipas2e1os", true);
        add(map, 4, 8, 0, 1, "tlbi ipas2e1is", true);
        add(map, 4, 8, 4, 1, "tlbi ipas2e1", true);
        add(map, 4, 8, 4, 4, "tlbi ipas2le1os", true);
        add(map, 4, 8, 0, 5, "tlbi ipas2le1is", true);
        add(map, 4, 8, 4, 5, "tlbi ipas2le1", true);
        add(map, 4, 8, 4, 3, "tlbi ripas2e1os", true);
        add(map, 4, 8, 0, 2, "tlbi ripas2e1is", true);
        add(map, 4, 8, 4, 2, "tlbi ripas2e1", true);
        add(map, 4, 8, 4, 7, "tlbi ripas2le1os", true);
        add(map, 4, 8, 0, 6, "tlbi ripas2le1is", true);
        add(map, 4, 8, 4, 6, "tlbi ripas2le1", true);
    }

    private static void addRangeTlb(Map<Integer, Operation> map) {
        String[] stage1 = {"", "rvae1", "", "rvaae1", "", "rvale1", "", "rvaale1"};
        for (int op2 = 1; op2 < stage1.length; op2 += 2) {
            addRange(map, 0, op2, stage1[op2]);
        }
        addRange(map, 4, 1, "rvae2");
        addRange(map, 4, 5, "rvale2");
        addRange(map, 6, 1, "rvae3");
        addRange(map, 6, 5, "rvale3");
    }

    private static void addRange(Map<Integer, Operation> map, int op1, int op2, String name) {
        add(map, op1, 8, 5, op2, "tlbi " + name + "os", true);
        add(map, op1, 8, 2, op2, "tlbi " + name + "is", true);
        add(map, op1, 8, 6, op2, "tlbi " + name, true);
    }

    private static void add(
            Map<Integer, Operation> map, int op1, int crn, int crm, int op2, String name, boolean takesRegister) {
        map.put(SystemRegister.encoding(1, op1, crn, crm, op2), new Operation(name, takesRegister));
    }

    private static @Nullable Operation operationOf(int word) {
        return OPERATIONS.get(Fields.systemEncoding(word));
    }

    /** Whether SYS has a name of its own here. */
    public static boolean isNamedOperation(int word) {
        return operationOf(word) != null;
    }

    static String operation(int word) {
        Operation operation = operationOf(word);
        return operation == null ? "" : operation.name;
    }

    static boolean operationTakesRegister(int word) {
        Operation operation = operationOf(word);
        return operation != null && operation.takesRegister;
    }

    /** The register of MRS or MSR: by name, or by its five numbers where this machine has none. */
    static String systemRegister(int word) {
        int encoding = Fields.systemEncoding(word);
        SystemRegister register = SystemRegister.withEncoding(encoding);
        if (register != null) {
            return register.name().toLowerCase(Locale.ROOT);
        }
        return "s%d_%d_c%d_c%d_%d"
                .formatted(
                        encoding >>> 14, encoding >>> 11 & 7, encoding >>> 7 & 0xF, encoding >>> 3 & 0xF, encoding & 7);
    }

    static String barrier(int option) {
        return BARRIERS[option].isEmpty() ? "#0x%02x".formatted(option) : BARRIERS[option];
    }

    /** The operation of PRFM: type, target level and policy, or a number. */
    static String prefetch(int operation) {
        int type = operation >>> 3;
        int level = (operation >>> 1 & 3) + 1;
        if (type >= PREFETCH_TYPES.length || level > 3) {
            return "#0x%02x".formatted(operation);
        }
        return PREFETCH_TYPES[type] + "l" + level + ((operation & 1) == 0 ? "keep" : "strm");
    }
}
