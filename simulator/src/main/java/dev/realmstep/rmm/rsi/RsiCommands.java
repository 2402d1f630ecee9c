package dev.realmstep.rmm.rsi;

import dev.realmstep.rmm.attestation.TokenIssuer;
import dev.realmstep.rmm.attestation.TokenObserver;
import dev.realmstep.rmm.rec.RecRegistry;
import dev.realmstep.rmm.refusal.Operand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a realm can call by SMC: one version of the Realm Services Interface, PSCI, and SMCCC_VERSION. */
public final class RsiCommands {
    /** Bit 16 of a function identifier says that the caller's SVE state is dead, and is not part of the name. */
    public static final long SVE_HINT = 1L << 16;

    /** The first with that hint, which machines with SVE have to understand (RMM specification 1.0, B1.1). */
    private static final long SMCCC_1_3 = 0x1_0003;

    /**
     * A call with its names.
     *
     * @param name as in the specification
     * @param operands the names of X1 and up
     */
    public record Named(String name, List<String> operands, RsiCommand command) {
        /** What a call gave it. */
        public List<Operand> operandsOf(RsiCall call) {
            return Operand.of(operands, call::operand);
        }
    }

    private final Map<Long, Named> byFunction = new HashMap<>();

    private RsiCommands() {}

    /** RSI 1.0 (RMM specification 1.0, B5.3). */
    public static RsiCommands version1_0(RecRegistry recs, TokenIssuer issuer, TokenObserver observer) {
        RsiCommands commands = new RsiCommands();
        InformationCommands information = new InformationCommands();
        commands.add(0xC400_0190L, "RSI_VERSION", "req", information::version);
        commands.add(0xC400_0191L, "RSI_FEATURES", "index", information::features);
        commands.add(0xC400_0196L, "RSI_REALM_CONFIG", "addr", information::realmConfig);
        MeasurementCommands measurement = new MeasurementCommands();
        commands.add(0xC400_0192L, "RSI_MEASUREMENT_READ", "index", measurement::read);
        commands.add(0xC400_0193L, "RSI_MEASUREMENT_EXTEND", "index size", measurement::extend);
        AttestationCommands attestation = new AttestationCommands(issuer, observer);
        commands.add(0xC400_0194L, "RSI_ATTESTATION_TOKEN_INIT", "", attestation::initialize);
        commands.add(0xC400_0195L, "RSI_ATTESTATION_TOKEN_CONTINUE", "addr offset size", attestation::resume);
        IpaStateCommands ipaState = new IpaStateCommands();
        commands.add(0xC400_0197L, "RSI_IPA_STATE_SET", "base top ripas flags", ipaState::set);
        commands.add(0xC400_0198L, "RSI_IPA_STATE_GET", "base top", ipaState::get);
        commands.add(0xC400_0199L, "RSI_HOST_CALL", "addr", new HostCallCommand());
        commands.addPsci(new PsciCommands(recs));
        commands.add(PsciCommands.SMCCC_VERSION, "SMCCC_VERSION", "", call -> RsiOutcome.value(SMCCC_1_3));
        return commands;
    }

    private void addPsci(PsciCommands psci) {
        add(PsciCommands.VERSION, "PSCI_VERSION", "", psci::version);
        add(PsciCommands.FEATURES, "PSCI_FEATURES", "psci_func_id", psci::features);
        addBoth(
                PsciCommands.CPU_SUSPEND,
                "PSCI_CPU_SUSPEND",
                "power_state entry_point_address context_id",
                psci::suspend);
        add(PsciCommands.CPU_OFF, "PSCI_CPU_OFF", "", psci::off);
        addBoth(PsciCommands.CPU_ON, "PSCI_CPU_ON", "target_cpu entry_point_address context_id", psci::on);
        addBoth(
                PsciCommands.AFFINITY_INFO,
                "PSCI_AFFINITY_INFO",
                "target_affinity lowest_affinity_level",
                psci::affinityInfo);
        add(PsciCommands.SYSTEM_OFF, "PSCI_SYSTEM_OFF", "", psci::systemOff);
        add(PsciCommands.SYSTEM_RESET, "PSCI_SYSTEM_RESET", "", psci::systemOff);
    }

    /** @param operands names, in a row; those of the challenge and of a measurement's value are left out */
    private void add(long function, String name, String operands, RsiCommand command) {
        List<String> names = operands.isEmpty() ? List.of() : List.of(operands.split(" ", -1));
        byFunction.put(function, new Named(name, names, command));
    }

    private void addBoth(long function, String name, String operands, RsiCommand command) {
        add(function, name, operands, command);
        add(function | PsciCommands.SMC64, name, operands, command);
    }

    /** The call with an identifier, if this version has it. */
    public Optional<Named> find(long function) {
        return Optional.ofNullable(byFunction.get(function));
    }
}
