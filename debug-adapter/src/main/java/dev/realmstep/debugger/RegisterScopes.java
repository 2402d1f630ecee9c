package dev.realmstep.debugger;

import dev.realmstep.cpu.SecurityState;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.machine.VirtualCpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A processor's registers as groups of values: general registers with PSTATE, and system registers by subject. */
final class RegisterScopes {
    private static final int GENERAL_REGISTERS = 31;

    /** System registers that someone who debugs a guest looks at, by what they are about. */
    private record Group(String title, List<SystemRegister> registers) {}

    private static final List<Group> OF_REALMS = List.of(
            new Group(
                    "Translation",
                    List.of(
                            SystemRegister.SCTLR_EL1,
                            SystemRegister.TCR_EL1,
                            SystemRegister.TTBR0_EL1,
                            SystemRegister.TTBR1_EL1,
                            SystemRegister.MAIR_EL1,
                            SystemRegister.CONTEXTIDR_EL1)),
            new Group(
                    "Exceptions",
                    List.of(
                            SystemRegister.ESR_EL1,
                            SystemRegister.ELR_EL1,
                            SystemRegister.SPSR_EL1,
                            SystemRegister.FAR_EL1,
                            SystemRegister.VBAR_EL1,
                            SystemRegister.PAR_EL1)),
            new Group(
                    "Thread pointers",
                    List.of(SystemRegister.TPIDR_EL0, SystemRegister.TPIDRRO_EL0, SystemRegister.TPIDR_EL1)),
            new Group(
                    "Stage 2 (monitor)",
                    List.of(SystemRegister.VTTBR_EL2, SystemRegister.VTCR_EL2, SystemRegister.HCR_EL2)));

    private static final List<Group> OF_NORMAL_WORLD = List.of(
            new Group(
                    "Translation (EL2)",
                    List.of(
                            SystemRegister.SCTLR_EL2,
                            SystemRegister.TCR_EL2,
                            SystemRegister.TTBR0_EL2,
                            SystemRegister.TTBR1_EL2,
                            SystemRegister.MAIR_EL2)),
            new Group(
                    "Exceptions (EL2)",
                    List.of(
                            SystemRegister.ESR_EL2,
                            SystemRegister.ELR_EL2,
                            SystemRegister.SPSR_EL2,
                            SystemRegister.FAR_EL2,
                            SystemRegister.HPFAR_EL2,
                            SystemRegister.VBAR_EL2)),
            new Group(
                    "Control (EL2)",
                    List.of(SystemRegister.HCR_EL2, SystemRegister.CPTR_EL2, SystemRegister.TPIDR_EL2)));

    private RegisterScopes() {}

    static List<VariableScope> of(VirtualCpu cpu) {
        List<VariableScope> scopes = new ArrayList<>();
        scopes.add(new VariableScope("Registers", "registers", false, () -> general(cpu)));
        for (Group group : cpu.world() == SecurityState.REALM ? OF_REALMS : OF_NORMAL_WORLD) {
            scopes.add(new VariableScope(group.title, "registers", true, () -> system(cpu, group)));
        }
        return scopes;
    }

    private static List<VariableNode> general(VirtualCpu cpu) {
        List<VariableNode> nodes = new ArrayList<>();
        for (int n = 0; n < GENERAL_REGISTERS; n++) {
            int number = n;
            nodes.add(RegisterNode.changeable("x" + n, hex(cpu.x(n)), value -> cpu.setX(number, value)));
        }
        nodes.add(RegisterNode.changeable("sp", hex(cpu.stackPointer()), cpu::setStackPointer));
        nodes.add(RegisterNode.changeable("pc", hex(cpu.programCounter()), cpu::setProgramCounter));
        nodes.add(RegisterNode.readOnly("pstate", ProcessStateText.of(cpu)));
        return nodes;
    }

    private static List<VariableNode> system(VirtualCpu cpu, Group group) {
        return group.registers.stream()
                .<VariableNode>map(register -> RegisterNode.readOnly(
                        register.name().toLowerCase(Locale.ROOT), hex(cpu.systemRegister(register))))
                .toList();
    }

    private static String hex(long value) {
        return "0x%016x".formatted(value);
    }
}
