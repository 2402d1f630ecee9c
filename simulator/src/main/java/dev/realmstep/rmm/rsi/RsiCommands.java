package dev.realmstep.rmm.rsi;

import dev.realmstep.rmm.attestation.TokenIssuer;
import dev.realmstep.rmm.attestation.TokenObserver;
import dev.realmstep.rmm.rec.RecRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a realm can call by SMC: one version of the Realm Services Interface, PSCI, and SMCCC_VERSION. */
public final class RsiCommands {
    /** Bit 16 of a function identifier says that the caller's SVE state is dead, and is not part of the name. */
    public static final long SVE_HINT = 1L << 16;

    /** The first with that hint, which machines with SVE have to understand (RMM specification 1.0, B1.1). */
    private static final long SMCCC_1_3 = 0x1_0003;

    /**
     * A call with its name.
     *
     * @param name as in the specification
     */
    public record Named(String name, RsiCommand command) {}

    private final Map<Long, Named> byFunction = new HashMap<>();

    private RsiCommands() {}

    /** RSI 1.0 (RMM specification 1.0, B5.3). */
    public static RsiCommands version1_0(RecRegistry recs, TokenIssuer issuer, TokenObserver observer) {
        RsiCommands commands = new RsiCommands();
        InformationCommands information = new InformationCommands();
        commands.add(0xC400_0190L, "RSI_VERSION", information::version);
        commands.add(0xC400_0191L, "RSI_FEATURES", information::features);
        commands.add(0xC400_0196L, "RSI_REALM_CONFIG", information::realmConfig);
        MeasurementCommands measurement = new MeasurementCommands();
        commands.add(0xC400_0192L, "RSI_MEASUREMENT_READ", measurement::read);
        commands.add(0xC400_0193L, "RSI_MEASUREMENT_EXTEND", measurement::extend);
        AttestationCommands attestation = new AttestationCommands(issuer, observer);
        commands.add(0xC400_0194L, "RSI_ATTESTATION_TOKEN_INIT", attestation::initialize);
        commands.add(0xC400_0195L, "RSI_ATTESTATION_TOKEN_CONTINUE", attestation::resume);
        IpaStateCommands ipaState = new IpaStateCommands();
        commands.add(0xC400_0197L, "RSI_IPA_STATE_SET", ipaState::set);
        commands.add(0xC400_0198L, "RSI_IPA_STATE_GET", ipaState::get);
        commands.add(0xC400_0199L, "RSI_HOST_CALL", new HostCallCommand());
        commands.addPsci(new PsciCommands(recs));
        commands.add(PsciCommands.SMCCC_VERSION, "SMCCC_VERSION", call -> RsiOutcome.value(SMCCC_1_3));
        return commands;
    }

    private void addPsci(PsciCommands psci) {
        add(PsciCommands.VERSION, "PSCI_VERSION", psci::version);
        add(PsciCommands.FEATURES, "PSCI_FEATURES", psci::features);
        addBoth(PsciCommands.CPU_SUSPEND, "PSCI_CPU_SUSPEND", psci::suspend);
        add(PsciCommands.CPU_OFF, "PSCI_CPU_OFF", psci::off);
        addBoth(PsciCommands.CPU_ON, "PSCI_CPU_ON", psci::on);
        addBoth(PsciCommands.AFFINITY_INFO, "PSCI_AFFINITY_INFO", psci::affinityInfo);
        add(PsciCommands.SYSTEM_OFF, "PSCI_SYSTEM_OFF", psci::systemOff);
        add(PsciCommands.SYSTEM_RESET, "PSCI_SYSTEM_RESET", psci::systemOff);
    }

    private void add(long function, String name, RsiCommand command) {
        byFunction.put(function, new Named(name, command));
    }

    private void addBoth(long function, String name, RsiCommand command) {
        add(function, name, command);
        add(function | PsciCommands.SMC64, name, command);
    }

    /** The call with an identifier, if this version has it. */
    public Optional<Named> find(long function) {
        return Optional.ofNullable(byFunction.get(function));
    }
}
