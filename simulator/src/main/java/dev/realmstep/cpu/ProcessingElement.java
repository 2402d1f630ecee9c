package dev.realmstep.cpu;

import dev.realmstep.cpu.floatingpoint.FloatingPointStatus;
import dev.realmstep.memory.NativeMemory;
import dev.realmstep.memory.SystemBus;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One processing element (PE): general registers, PSTATE, system registers, the memory it sees, and who lives at which
 * exception level.
 */
public final class ProcessingElement implements CumulativeSaturation {
    /** A stack pointer that addresses memory is a multiple of 16 bytes (Arm ARM D1.8). */
    private static final long STACK_ALIGNMENT = 0xF;

    private static final long FPSR_QC = 1L << 27;

    private final int index;
    private final StateBlock block = new StateBlock();
    private final long x = block.anchor() + StateBlock.GENERAL_REGISTERS;
    private final UpperVectorBits upperVectorBits = new UpperVectorBits();
    private final VectorRegisters vectors = new VectorRegisters(block, upperVectorBits);
    private final ScalableRegisters scalable = new ScalableRegisters(vectors, upperVectorBits);
    private final ProcessState state = new ProcessState(block, this::processStateChanged);
    private final SystemRegisters systemRegisters = new SystemRegisters(block, this::registerChanged);
    private final FloatingPointStatus floatingPoint =
            new FloatingPointStatus(fpsr -> systemRegisters.set(SystemRegister.FPSR, fpsr));
    private final MemoryManagementUnit memory;
    private final ExclusiveMonitor exclusiveMonitor;
    private final ShareabilityDomain domain;
    private final InterruptInputs interruptInputs = new InterruptInputs(this);
    private final ExceptionRouting routing = new ExceptionRouting(this);
    private final VectorAccess vectorAccess = new VectorAccess(this);
    private final ExceptionModel exceptions = new ExceptionModel(this, routing);
    private final CallInstructions calls = new CallInstructions(this, routing);
    private final InterruptDelivery delivery = new InterruptDelivery(this, exceptions, routing);
    private final WaitInstructions wait = new WaitInstructions(this, routing, delivery);
    private final SystemRegisterAccess registerAccess = new SystemRegisterAccess(this);
    private final ProcessStateFields processStateFields = new ProcessStateFields(this);
    private final SystemInstructions systemInstructions;
    private final SelfHostedDebug debug = new SelfHostedDebug(this);
    private final PerformanceMonitors performanceMonitors = new PerformanceMonitors(this);
    private final AddressTagging tagging = new AddressTagging(this);
    private final PointerAuthentication pointerAuthentication = new PointerAuthentication(this, tagging);
    private final Map<SecurityState, @Nullable ResidentFirmware[]> residents = new EnumMap<>(SecurityState.class);
    private long programCounter;
    private long nextProgramCounter;
    private long retired;
    private boolean attention;

    /** A processing element that is alone. */
    public ProcessingElement(int index, SystemBus bus) {
        this(index, bus, new ShareabilityDomain());
    }

    /**
     * @param index this PE's number in the machine, from 0
     * @param domain what it shares memory with, which it joins
     */
    public ProcessingElement(int index, SystemBus bus, ShareabilityDomain domain) {
        this.index = index;
        this.domain = domain;
        domain.join(this);
        this.exclusiveMonitor = new ExclusiveMonitor(this, domain);
        this.memory = new MemoryManagementUnit(this, block, bus);
        IdentificationRegisters.reset(systemRegisters, index);
        systemRegisters.attach(new ProcessStateRegisters(), ProcessStateRegisters.REGISTERS);
        systemRegisters.attach(performanceMonitors, PerformanceMonitors.REGISTERS);
        systemRegisters.attach(new RandomNumbers(index), RandomNumbers.REGISTERS);
        this.systemInstructions = new SystemInstructions(this);
        for (SecurityState world : SecurityState.values()) {
            residents.put(world, new @Nullable ResidentFirmware[4]);
        }
    }

    public int index() {
        return index;
    }

    /** The general register Xn; 31 is the zero register. */
    public long x(int n) {
        return n == 31 ? 0 : generalRegister(n);
    }

    public void setX(int n, long value) {
        if (n != 31) {
            setGeneralRegister(n, value);
        }
    }

    /** The general register Wn, zero-extended. */
    public long w(int n) {
        return n == 31 ? 0 : generalRegister(n) & 0xFFFF_FFFFL;
    }

    public void setW(int n, long value) {
        if (n != 31) {
            setGeneralRegister(n, value & 0xFFFF_FFFFL);
        }
    }

    /** The general register Xn, where 31 is the current stack pointer. */
    public long xOrSp(int n) {
        return n == 31 ? stackPointer() : generalRegister(n);
    }

    public void setXOrSp(int n, long value) {
        if (n == 31) {
            setStackPointer(value);
        } else {
            setGeneralRegister(n, value);
        }
    }

    /** The current stack pointer: SP_EL0 or that of the current level, as PSTATE.SP selects. */
    public long stackPointer() {
        return block.getLong(currentStackPointer());
    }

    public void setStackPointer(long value) {
        block.setLong(currentStackPointer(), value);
    }

    /** SP_ELx of a level, whichever is current. */
    public long stackPointer(ExceptionLevel level) {
        return block.getLong(stackPointerOf(level));
    }

    public void setStackPointer(ExceptionLevel level, long value) {
        block.setLong(stackPointerOf(level), value);
    }

    private int currentStackPointer() {
        return stackPointerOf(state.stackPointerSelect() ? state.exceptionLevel() : ExceptionLevel.EL0);
    }

    private static int stackPointerOf(ExceptionLevel level) {
        return StateBlock.STACK_POINTERS + Long.BYTES * level.number();
    }

    private long generalRegister(int n) {
        return NativeMemory.getLong(x + (long) Long.BYTES * n);
    }

    private void setGeneralRegister(int n, long value) {
        NativeMemory.setLong(x + (long) Long.BYTES * n, value);
    }

    /** What translated code works on. */
    public StateBlock block() {
        return block;
    }

    /**
     * The base register Xn of a load or store, where 31 is the current stack pointer.
     *
     * @throws SynchronousException if the stack pointer is misaligned and SCTLR_ELx checks that
     */
    public long baseAddress(int n) {
        return n == 31 ? checkedStackPointer() : generalRegister(n);
    }

    private long checkedStackPointer() {
        long address = stackPointer();
        if ((address & STACK_ALIGNMENT) != 0 && checksStackAlignment()) {
            throw SynchronousException.of(ExceptionClass.SP_ALIGNMENT, 0);
        }
        return address;
    }

    private boolean checksStackAlignment() {
        long check = exceptionLevel() == ExceptionLevel.EL0 ? SystemControl.SA0 : SystemControl.SA;
        return (systemControl() & check) != 0;
    }

    /** SCTLR_ELx.BT: whether PACIASP and PACIBSP are targets for calls alone (FEAT_BTI). */
    public boolean isStrictAboutBranchTargets() {
        long strict = exceptionLevel() == ExceptionLevel.EL0 ? SystemControl.BT0 : SystemControl.BT1;
        return (systemControl() & strict) != 0;
    }

    /** Says so where CPY* and SET* are not there for the current level, and UNDEFINED. */
    public void checkMemoryCopyIsEnabled() {
        if (!isMemoryCopyEnabled()) {
            throw SynchronousException.undefined();
        }
    }

    boolean isMemoryCopyEnabled() {
        boolean denied = exceptionLevel() == ExceptionLevel.EL0 && (systemControl() & SystemControl.MSCEN) == 0;
        boolean watched = new TrapState(this).belowEl2() && routing.isEl2Enabled();
        boolean extended = (systemRegisters.get(SystemRegister.SCR_EL3) & SecureConfiguration.HXEN) != 0;
        long hypervisor = extended ? systemRegisters.get(SystemRegister.HCRX_EL2) : 0;
        return !denied && !(watched && (hypervisor & HypervisorControl.EXTENDED_MSCEN) == 0);
    }

    /** SCTLR_ELx as it governs the current level. */
    long systemControl() {
        ExceptionLevel level = exceptionLevel();
        boolean hosted =
                level == ExceptionLevel.EL0 && HypervisorControl.isHostForEl0(routing.effectiveHypervisorControl());
        return systemRegisters.get(hosted ? SystemRegister.SCTLR_EL2 : ExceptionRegisters.control(level));
    }

    /** V0 to V31. */
    public VectorRegisters vectors() {
        return vectors;
    }

    /**
     * Called before everything that touches {@link #vectors}, FPCR or FPSR.
     *
     * @throws SynchronousException if CPACR_EL1 or CPTR_ELx trap it
     */
    public void checkVectorAccess() {
        vectorAccess.check();
    }

    /** Whether Vn can be written as it is: nothing traps, and Zn has no bits beyond that would have to become zero. */
    public boolean areVectorsPlain() {
        return vectorAccess.isOpen() && !upperVectorBits.areUsed();
    }

    /** Z0 to Z31, P0 to P15 and FFR. */
    public ScalableRegisters scalable() {
        return scalable;
    }

    /**
     * Called before everything that touches {@link #scalable}.
     *
     * @throws SynchronousException if CPACR_EL1 or CPTR_ELx trap it
     */
    public void checkScalableAccess() {
        vectorAccess.checkScalable();
    }

    /**
     * Called before accesses to ZCR_ELx.
     *
     * @throws SynchronousException if CPACR_EL1 or CPTR_ELx trap SVE
     */
    void checkScalableControlAccess() {
        vectorAccess.checkScalableControl();
    }

    /** What floating-point operations ask FPCR, and how they set the flags of FPSR. */
    public FloatingPointStatus floatingPoint() {
        return floatingPoint;
    }

    /** Sets FPSR.QC: an integer instruction saturated. */
    @Override
    public void setCumulativeSaturation() {
        systemRegisters.set(SystemRegister.FPSR, systemRegisters.get(SystemRegister.FPSR) | FPSR_QC);
    }

    /** The address of the current instruction. */
    public long programCounter() {
        return programCounter;
    }

    /** Moves execution: the next instruction is the one at this address. */
    public void setProgramCounter(long address) {
        programCounter = address;
        nextProgramCounter = address;
    }

    /** Where execution goes after the current instruction. */
    public long nextProgramCounter() {
        return nextProgramCounter;
    }

    /** Says where execution goes after the current instruction: behind it, or a distance from it. */
    public void setNextProgramCounter(long address) {
        nextProgramCounter = address;
    }

    /** Called by semantics: the current instruction is a taken branch to an address that it was given. */
    public void branchTo(long target) {
        nextProgramCounter = branchAddress(target);
    }

    /** What the program counter becomes when execution goes to an address, whose top byte may be software's. */
    public long branchAddress(long target) {
        return tagging.branchAddress(target);
    }

    public ProcessState state() {
        return state;
    }

    public ExceptionLevel exceptionLevel() {
        return state.exceptionLevel();
    }

    public SystemRegisters systemRegisters() {
        return systemRegisters;
    }

    public MemoryManagementUnit memory() {
        return memory;
    }

    public ExclusiveMonitor exclusiveMonitor() {
        return exclusiveMonitor;
    }

    /** What the guest's own debugger has asked for. */
    public SelfHostedDebug debug() {
        return debug;
    }

    public PerformanceMonitors performanceMonitors() {
        return performanceMonitors;
    }

    public PointerAuthentication pointerAuthentication() {
        return pointerAuthentication;
    }

    /** The elements that this one shares memory with, itself included. */
    public ShareabilityDomain domain() {
        return domain;
    }

    /** The lines that the interrupt controller drives. */
    public InterruptInputs interruptInputs() {
        return interruptInputs;
    }

    ExceptionRouting routing() {
        return routing;
    }

    /**
     * MRS and SYSL.
     *
     * @param encoding bits [20:5] of the instruction
     * @param transfer Rt, for the syndrome of a trap
     */
    public long readSystemRegister(int encoding, int transfer) {
        return registerAccess.read(new SystemAccess(encoding, transfer, true));
    }

    /** MSR (register), as {@link #readSystemRegister}. */
    public void writeSystemRegister(int encoding, int transfer, long value) {
        registerAccess.write(new SystemAccess(encoding, transfer, false), value);
    }

    /**
     * A register's value as the current level sees it, whoever holds it: for firmware and devices, without rights or traps.
     */
    public long readSystemRegister(SystemRegister register) {
        SystemRegisterDevice device = systemRegisters.deviceOf(register);
        return device == null ? systemRegisters.get(register) : device.read(this, register);
    }

    /** Writes a register with all that follows from it, as {@link #readSystemRegister(SystemRegister)}. */
    public void writeSystemRegister(SystemRegister register, long value) {
        SystemRegisterDevice device = systemRegisters.deviceOf(register);
        if (device == null) {
            systemRegisters.set(register, value);
        } else {
            device.write(this, register, value);
        }
    }

    /**
     * MSR (immediate).
     *
     * @param field op1:op2 of the instruction, 6 bits
     * @param value CRm, 4 bits
     */
    public void writeProcessStateField(int field, int value) {
        processStateFields.write(field, value);
    }

    /**
     * SYS: maintenance of caches and TLBs, address translation.
     *
     * @param encoding bits [20:5] of the instruction
     * @param transfer Rt, for the syndrome of a trap
     * @param value of Xt
     */
    public void systemInstruction(int encoding, int transfer, long value) {
        systemInstructions.execute(new SystemAccess(encoding, transfer, false), value);
    }

    /** Lets someone know of the exceptions that are taken. */
    public void observeExceptions(ExceptionObserver observer) {
        exceptions.observe(observer);
    }

    /** Takes a synchronous exception of the current instruction. */
    public void takeException(SynchronousException exception) {
        exceptions.take(exception);
    }

    /**
     * Takes the interrupt that is pending, unmasked and first in priority, if there is one: between instructions, and
     * before the first one after attention was asked for.
     *
     * @return whether one was taken
     */
    public boolean takePendingInterrupt() {
        wait.reconsider();
        return !wait.isWaiting() && delivery.takePending();
    }

    /** The exception that SVC leads to: to be thrown by its semantics. */
    public SynchronousException supervisorCall(int immediate) {
        return calls.supervisorCall(immediate);
    }

    /** The exception that HVC leads to: to EL2, or UNDEFINED. */
    public SynchronousException hypervisorCall(int immediate) {
        return calls.hypervisorCall(immediate);
    }

    /** The exception that SMC leads to: to EL3, trapped to EL2 by HCR_EL2.TSC, or UNDEFINED. */
    public SynchronousException secureMonitorCall(int immediate) {
        return calls.secureMonitorCall(immediate);
    }

    /**
     * WFI: waits unless something pending ends the wait at once.
     *
     * @throws SynchronousException where it is trapped
     */
    public void waitForInterrupt() {
        wait.waitForInterrupt();
    }

    /**
     * WFE: consumes an event or waits for one.
     *
     * @throws SynchronousException where it is trapped
     */
    public void waitForEvent() {
        wait.waitForEvent();
    }

    /** SEVL, and what SEV, an exception return or a cleared global monitor do to this element: registers an event. */
    public void sendEventLocal() {
        wait.registerEvent();
    }

    /** SEV: registers an event for all elements of the domain. */
    public void sendEvent() {
        domain.sendEvent();
    }

    private void processStateChanged() {
        performanceMonitors.catchUp();
        vectorAccess.forget();
        memory.processStateChanged();
    }

    private void registerChanged(SystemRegister register) {
        vectorAccess.forget();
        switch (register) {
            case GPCCR_EL3, GPTBR_EL3 -> memory.granuleProtectionChanged();
            case CPACR_EL1, CPTR_EL2, CPTR_EL3, ZCR_EL1, ZCR_EL2, ZCR_EL3 -> {}
            case FPCR -> floatingPoint.setControl(systemRegisters.get(register));
            case FPSR -> floatingPoint.setStatus(systemRegisters.get(register));
            case DBGBCR0_EL1, DBGBCR1_EL1 -> {
                interruptInputsChanged();
                requestAttention();
            }
            case MDSCR_EL1, OSLSR_EL1, DBGWCR0_EL1, DBGWCR1_EL1 -> {
                memory.watchpointsChanged();
                interruptInputsChanged();
                requestAttention();
            }
            // Virtual interrupts may have been injected or enabled.
            case HCR_EL2 -> {
                memory.translationRegisterChanged();
                interruptInputsChanged();
                interruptMasksChanged();
            }
            default -> memory.translationRegisterChanged();
        }
    }

    /** What keeps interrupts and debug exceptions out may have opened for one that is already pending. */
    void interruptMasksChanged() {
        if (delivery.deliverable() != null || debug.isActive()) {
            requestAttention();
        }
    }

    /** Something became pending or ceased to be, or debug exceptions were switched. */
    void interruptInputsChanged() {
        boolean matter = !interruptInputs.areQuiet() || debug.isUsed();
        block.setLong(StateBlock.MASKS_MATTER, matter ? 1 : 0);
    }

    void interruptArrived() {
        wait.reconsider();
        requestAttention();
    }

    /** ERET: leaves the current level for what SPSR_ELx and ELR_ELx of it say (Arm ARM D1.4.4). */
    public void returnFromException() {
        returnFromException(exceptionLink());
    }

    /** ELR_ELx of the current level, which is not EL0. */
    public long exceptionLink() {
        return systemRegisters.get(ExceptionRegisters.link(exceptionLevel()));
    }

    /** ERETAA and ERETAB: as {@link #returnFromException()}, to an address that was authenticated. */
    public void returnFromException(long address) {
        exceptions.returnFromException(address);
    }

    /**
     * SMC #0 as resident firmware executes it; EL3 then runs at the next turn of the machine.
     *
     * @param returnAddress where the monitor returns to: an address that tells the firmware which of its calls came back
     */
    public void callSecureMonitor(long returnAddress) {
        nextProgramCounter = returnAddress;
        exceptions.take(SynchronousException.call(ExceptionClass.SMC, 0, ExceptionLevel.EL3));
    }

    /** The current world: Root at EL3, else what SCR_EL3.{NSE,NS} select. */
    public SecurityState securityState() {
        return state.exceptionLevel() == ExceptionLevel.EL3 ? SecurityState.ROOT : securityStateBelowEl3();
    }

    /** The world that SCR_EL3.{NSE,NS} select for the levels below EL3. */
    public SecurityState securityStateBelowEl3() {
        long scr = systemRegisters.get(SystemRegister.SCR_EL3);
        if ((scr & SecureConfiguration.NS) == 0) {
            return SecurityState.SECURE;
        }
        return (scr & SecureConfiguration.NSE) == 0 ? SecurityState.NON_SECURE : SecurityState.REALM;
    }

    /** Instructions executed since reset. */
    public long retired() {
        return retired;
    }

    /** Called by the engine for each instruction. */
    public void retire() {
        retired++;
    }

    /** Called by an engine that has executed many instructions without telling of each. */
    public void setRetired(long instructions) {
        retired = instructions;
    }

    /** Asks the engine to return after the current instruction: a timer was written, an interrupt line changed. */
    public void requestAttention() {
        attention = true;
    }

    /** Whether attention was asked for; asking ends with this call. */
    public boolean takeAttention() {
        boolean asked = attention;
        attention = false;
        return asked;
    }

    /** Whether the PE waits in WFI or WFE, or was never powered on. */
    public boolean isWaiting() {
        return wait.isWaiting();
    }

    /** Parks the PE as if powered off, which no interrupt ends, or lets it run. */
    public void setWaiting(boolean waiting) {
        wait.park(waiting);
        requestAttention();
    }

    /** Lets firmware live at a level of a world; code in memory lives at the others. */
    public void install(SecurityState world, ExceptionLevel level, ResidentFirmware firmware) {
        residents(world)[level.number()] = firmware;
    }

    /** Whether firmware lives at a level of a world. */
    public boolean hasResident(SecurityState world, ExceptionLevel level) {
        return residents(world)[level.number()] != null;
    }

    /** The firmware that lives at the current level, or null if code in memory does. */
    public @Nullable ResidentFirmware resident() {
        return residents(securityState())[state.exceptionLevel().number()];
    }

    private @Nullable ResidentFirmware[] residents(SecurityState world) {
        @Nullable ResidentFirmware[] levels = residents.get(world);
        if (levels == null) {
            throw new IllegalStateException("no levels for " + world);
        }
        return levels;
    }
}
