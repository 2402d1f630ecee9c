package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.memory.PhysicalAccessException;
import dev.realmstep.rmm.rec.SavedRegisters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A realm with one page of code, whose instructions the processing element executes for real. Whatever happens, the code
 * ends with a WFI, which the host has trapped: registers are looked at while the REC does not run.
 */
final class TestGuest {
    /** IPA of the code: an instruction under test, then WFI, and WFI in the exception vectors. */
    static final long CODE = 0;

    static final long DATA = 0x1000;
    /** RAM without memory. */
    static final long UNBACKED = 0x2000;
    /** An address that was never anything. */
    static final long EMPTY = 0x3000;

    static final long DESTROYED = 0x4000;
    static final int SMC = 0xD400_0003; // smc #0

    static final int EXIT_SYNC = 0;
    static final int EXIT_PSCI = 3;
    static final int EXIT_RIPAS_CHANGE = 4;
    static final int EXIT_HOST_CALL = 5;

    static final int ENTER_GPRS = 0x200;
    static final int EXIT_REASON = 0x800;
    static final int EXIT_ESR = 0x900;
    static final int EXIT_FAR = 0x908;
    static final int EXIT_HPFAR = 0x910;
    static final int EXIT_GPRS = 0xA00;

    private static final int WFI = 0xD503_207F; // wfi
    private static final long TRAP_WFI = 1 << 2;
    private static final long WFI_SYNDROME_CLASS = 0x01;
    private static final int VECTORS = 0x800;
    private static final int CURRENT_LEVEL = 0x200;

    private final NormalWorld host;
    private final TestRealm realm;
    private final long data;
    private final long rec;
    private final long second;
    private final long run;

    /** @param instruction under test, at {@link #CODE} */
    TestGuest(NormalWorld host, int instruction) {
        this(host, instruction, false, 0);
    }

    /** @param withSecond whether it has a second REC, which is off */
    TestGuest(NormalWorld host, int instruction, boolean withSecond) {
        this(host, instruction, withSecond, 0);
    }

    /** @param hashAlgorithm of its measurements, RmiHashAlgorithm */
    TestGuest(NormalWorld host, int instruction, long hashAlgorithm) {
        this(host, instruction, false, hashAlgorithm);
    }

    private TestGuest(NormalWorld host, int instruction, boolean withSecond, long hashAlgorithm) {
        this(host, TestRealm.create(host, hashAlgorithm), instruction, withSecond);
    }

    /** @param realm new, without tables */
    TestGuest(NormalWorld host, TestRealm realm, int instruction, boolean withSecond) {
        this.host = host;
        this.realm = realm;
        realm.tablesFor(0);
        realm.initRipas(CODE, EMPTY).succeeds();
        ByteBuffer code = ByteBuffer.allocate(0x1000).order(ByteOrder.LITTLE_ENDIAN);
        code.putInt(0, instruction).putInt(4, WFI).putInt(VECTORS + CURRENT_LEVEL, WFI);
        realm.data(CODE, code.array());
        this.data = realm.data(DATA, new byte[] {1});
        realm.data(DESTROYED, new byte[] {1});
        realm.dataDestroy(DESTROYED).succeeds();
        this.rec = realm.rec(CODE);
        this.second = withSecond ? host.delegated() : 0;
        if (withSecond) {
            long params = host.page(host.recParameters(1, CODE).with(0, 0));
            host.rmi(Rmi.REC_CREATE, realm.rd(), second, params).succeeds();
        }
        this.run = host.granule();
        realm.activate();
        registers().setSystem(SystemRegister.VBAR_EL1, CODE + VECTORS);
    }

    TestRealm realm() {
        return realm;
    }

    long rec() {
        return rec;
    }

    /** The REC that is off. */
    long second() {
        return second;
    }

    long run() {
        return run;
    }

    /** Physical address of the page at {@link #DATA}. */
    long data() {
        return data;
    }

    SavedRegisters registers() {
        return host.rmm().model().recs().get(rec).registers();
    }

    long x(int n) {
        return registers().general(n);
    }

    /** Sets X0 and up, and makes the REC begin again at the instruction. */
    void restart(long... values) {
        for (int n = 0; n < values.length; n++) {
            registers().setGeneral(n, values[n]);
        }
        registers().setProgramCounter(CODE);
    }

    /** Makes the REC begin again with other instructions, which are put at {@link #DATA}. */
    void restartWith(int... instructions) throws PhysicalAccessException {
        putCode(0, instructions);
        registers().setProgramCounter(DATA);
    }

    /** Puts instructions at an offset of {@link #DATA}. */
    void putCode(int offset, int... instructions) throws PhysicalAccessException {
        for (int n = 0; n < instructions.length; n += 2) {
            long second = n + 1 < instructions.length ? instructions[n + 1] : 0;
            host.writeRealm(data + offset + 4L * n, second << 32 | (instructions[n] & 0xFFFF_FFFFL));
        }
    }

    /** Enters the REC, with further flags. */
    RmiReply enter(long flags) {
        host.write(run, flags | TRAP_WFI);
        return host.rmi(Rmi.REC_ENTER, rec, run);
    }

    long exit(int offset) {
        return host.read(run + offset);
    }

    /** Enters the REC and expects an exit for a reason. */
    void enterUntil(int reason, long flags) {
        assertThat(enter(flags).code()).isZero();
        assertThat(exit(EXIT_REASON)).isEqualTo(reason);
    }

    /** Enters the REC, which then waits behind the instruction. */
    void enterUntilDone(long flags) {
        enterUntil(EXIT_SYNC, flags);
        assertThat(exit(EXIT_ESR) >>> 26).isEqualTo(WFI_SYNDROME_CLASS);
        assertThat(registers().programCounter()).isEqualTo(CODE + 8);
    }

    /** Enters the REC, which then waits in its vector for synchronous exceptions. */
    void enterUntilException(long flags) {
        enterUntil(EXIT_SYNC, flags);
        assertThat(exit(EXIT_ESR) >>> 26).isEqualTo(WFI_SYNDROME_CLASS);
        assertThat(registers().programCounter()).isEqualTo(CODE + VECTORS + CURRENT_LEVEL + 4);
    }

    /** A call that does not leave the realm; returns X0. */
    long call(long function, long... operands) {
        restart(function);
        for (int n = 0; n < operands.length; n++) {
            registers().setGeneral(n + 1, operands[n]);
        }
        enterUntilDone(0);
        return x(0);
    }

    /** A call that makes the REC exit for a reason. */
    void callUntil(int reason, long function, long... operands) {
        restart(function);
        for (int n = 0; n < operands.length; n++) {
            registers().setGeneral(n + 1, operands[n]);
        }
        enterUntil(reason, 0);
    }
}
