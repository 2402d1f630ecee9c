package dev.realmstep.cpu;

import dev.realmstep.cpu.mmu.Stage1Configuration;
import dev.realmstep.cpu.mmu.Stage2Configuration;
import dev.realmstep.cpu.mmu.TranslationContext;
import dev.realmstep.cpu.mmu.TranslationRegime;
import dev.realmstep.memory.PhysicalAddressSpace;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Reads from the registers what translations depend on (Arm ARM D8.1.2). */
final class TranslationContexts {
    private final ProcessingElement element;
    /** By exception level and PSTATE.PAN: exceptions change between few of them, and often. */
    private final @Nullable TranslationContext[] knownContexts = new @Nullable TranslationContext[8];

    TranslationContexts(ProcessingElement element) {
        this.element = element;
    }

    /** A register changed that contexts are made of. */
    void forget() {
        Arrays.fill(knownContexts, null);
    }

    /** Of the accesses that the current level makes. */
    TranslationContext current() {
        ExceptionLevel level = element.exceptionLevel();
        boolean never = element.state().privilegedAccessNever();
        int index = level.number() * 2 + (never ? 1 : 0);
        TranslationContext known = knownContexts[index];
        if (known == null) {
            known = of(regimeOf(level), level != ExceptionLevel.EL0, never);
            knownContexts[index] = known;
        }
        return known;
    }

    /** Of LDTR, STTR and their kin: as EL0 from EL1, and from EL2 when it hosts EL0, unless PSTATE.UAO says otherwise. */
    TranslationContext unprivileged() {
        ExceptionLevel level = element.exceptionLevel();
        boolean asEl0 = !element.state().userAccessOverride()
                && (level == ExceptionLevel.EL1
                        || (level == ExceptionLevel.EL2 && HypervisorControl.isHostForEl0(hypervisorControl())));
        return asEl0 ? of(regimeOf(level), false, false) : current();
    }

    /** Of an access with the rights of a level of the current world, PSTATE.PAN aside. */
    TranslationContext of(ExceptionLevel level) {
        return of(regimeOf(level), level != ExceptionLevel.EL0, false);
    }

    TranslationRegime regimeOf(ExceptionLevel level) {
        long hcr = element.routing().isEl2Enabled() ? hypervisorControl() : 0;
        return switch (level) {
            case EL0 -> HypervisorControl.isHostForEl0(hcr) ? TranslationRegime.EL2_0 : TranslationRegime.EL1_0;
            case EL1 -> TranslationRegime.EL1_0;
            case EL2 -> (hcr & HypervisorControl.E2H) != 0 ? TranslationRegime.EL2_0 : TranslationRegime.EL2;
            case EL3 -> TranslationRegime.EL3;
        };
    }

    TranslationContext of(TranslationRegime regime, boolean privileged, boolean privilegedAccessNever) {
        long control = controlOf(regime);
        return new TranslationContext(
                regime,
                world(regime).physicalAddressSpace(),
                privileged,
                privilegedAccessNever,
                (control & SystemControl.A) != 0,
                stage1(regime, control),
                stage2(regime));
    }

    private SecurityState world(TranslationRegime regime) {
        return regime == TranslationRegime.EL3 ? SecurityState.ROOT : element.securityStateBelowEl3();
    }

    private long controlOf(TranslationRegime regime) {
        return get(
                switch (regime) {
                    case EL1_0 -> SystemRegister.SCTLR_EL1;
                    case EL2, EL2_0 -> SystemRegister.SCTLR_EL2;
                    case EL3 -> SystemRegister.SCTLR_EL3;
                });
    }

    private Stage1Configuration stage1(TranslationRegime regime, long control) {
        boolean enabled = (control & SystemControl.M) != 0;
        boolean writeExecuteNever = (control & SystemControl.WXN) != 0;
        boolean enhancedNever = (control & SystemControl.EPAN) != 0;
        return switch (regime) {
            case EL1_0 -> {
                long hcr = element.routing().isEl2Enabled() ? hypervisorControl() : 0;
                boolean defaultCacheable = (hcr & HypervisorControl.DC) != 0;
                boolean overridden = (hcr & (HypervisorControl.DC | HypervisorControl.TGE)) != 0;
                yield new Stage1Configuration(
                        enabled && !overridden,
                        defaultCacheable,
                        writeExecuteNever,
                        enhancedNever,
                        get(SystemRegister.TCR_EL1),
                        get(SystemRegister.TTBR0_EL1),
                        get(SystemRegister.TTBR1_EL1),
                        get(SystemRegister.MAIR_EL1));
            }
            case EL2, EL2_0 -> stage1OfEl2(regime, control, this::get);
            case EL3 ->
                new Stage1Configuration(
                        enabled,
                        false,
                        writeExecuteNever,
                        enhancedNever,
                        get(SystemRegister.TCR_EL3),
                        get(SystemRegister.TTBR0_EL3),
                        0,
                        get(SystemRegister.MAIR_EL3));
        };
    }

    private static Stage1Configuration stage1OfEl2(
            TranslationRegime regime, long control, ToLongFunction<SystemRegister> registers) {
        return new Stage1Configuration(
                (control & SystemControl.M) != 0,
                false,
                (control & SystemControl.WXN) != 0,
                (control & SystemControl.EPAN) != 0,
                registers.applyAsLong(SystemRegister.TCR_EL2),
                registers.applyAsLong(SystemRegister.TTBR0_EL2),
                regime == TranslationRegime.EL2_0 ? registers.applyAsLong(SystemRegister.TTBR1_EL2) : 0,
                registers.applyAsLong(SystemRegister.MAIR_EL2));
    }

    /**
     * Of what EL2 of the normal world would access.
     *
     * @param registers what that world has in them
     */
    TranslationContext ofNormalWorld(ToLongFunction<SystemRegister> registers) {
        boolean isHost = (registers.applyAsLong(SystemRegister.HCR_EL2) & HypervisorControl.E2H) != 0;
        TranslationRegime regime = isHost ? TranslationRegime.EL2_0 : TranslationRegime.EL2;
        long control = registers.applyAsLong(SystemRegister.SCTLR_EL2);
        return new TranslationContext(
                regime,
                PhysicalAddressSpace.NON_SECURE,
                true,
                false,
                (control & SystemControl.A) != 0,
                stage1OfEl2(regime, control, registers),
                null);
    }

    private @Nullable Stage2Configuration stage2(TranslationRegime regime) {
        long hcr = hypervisorControl();
        boolean enabled = regime == TranslationRegime.EL1_0
                && element.routing().isEl2Enabled()
                && (hcr & (HypervisorControl.VM | HypervisorControl.DC)) != 0;
        return enabled
                ? new Stage2Configuration(
                        (hcr & HypervisorControl.PTW) != 0, get(SystemRegister.VTCR_EL2), get(SystemRegister.VTTBR_EL2))
                : null;
    }

    private long hypervisorControl() {
        return get(SystemRegister.HCR_EL2);
    }

    private long get(SystemRegister register) {
        return element.systemRegisters().get(register);
    }
}
