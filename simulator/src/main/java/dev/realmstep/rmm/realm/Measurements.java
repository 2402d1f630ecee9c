package dev.realmstep.rmm.realm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of a realm (RMM specification 1.0, A7.1): the initial one (RIM), which grows with each step of its
 * construction, and four that the realm itself extends (REM). A value has 64 bytes, of which the hash fills the first.
 */
public final class Measurements {
    public static final int VALUE_SIZE = 64;

    /** RIM and four REMs. */
    public static final int SLOTS = 5;

    private static final int DESCRIPTOR_SIZE = 0x100;
    private static final int PARAMETERS_SIZE = 0x1000;
    private static final int LENGTH = 0x08;
    private static final int RIM = 0x10;
    private static final byte TYPE_DATA = 0;
    private static final byte TYPE_REC = 1;
    private static final byte TYPE_RIPAS = 2;

    private final long rd;
    private final MeasurementAlgorithm algorithm;
    private final MeasurementObserver observer;
    private final byte[][] slots = new byte[SLOTS][VALUE_SIZE];

    /**
     * The measurements of a realm that has none yet.
     *
     * @param rd of the realm
     */
    public Measurements(long rd, MeasurementAlgorithm algorithm, MeasurementObserver observer) {
        this.rd = rd;
        this.algorithm = algorithm;
        this.observer = observer;
    }

    public MeasurementAlgorithm algorithm() {
        return algorithm;
    }

    /** A copy of a measurement: 0 is the RIM, 1 to 4 are the REMs. */
    public byte[] value(int slot) {
        return slots[slot].clone();
    }

    /** A measurement in as many bytes as its hash has. */
    public Digest digest(int slot) {
        return Digest.of(Arrays.copyOf(slots[slot], algorithm.size()));
    }

    /** RMI_REALM_CREATE: the RIM begins with the parameters that are measured, the others zero. */
    public void measureParameters(RealmParameters parameters) {
        set(0, algorithm.digest(parameters.measuredImage(PARAMETERS_SIZE)), parameters.measurementStep());
    }

    /**
     * RMI_DATA_CREATE.
     *
     * @param contents of the granule, or null if they are not to be measured
     */
    public void measureData(long ipa, long flags, byte @Nullable [] contents) {
        ByteBuffer descriptor = descriptor(TYPE_DATA);
        descriptor.putLong(0x50, ipa);
        descriptor.putLong(0x58, flags);
        Optional<Digest> hash =
                Optional.ofNullable(contents).map(algorithm::digest).map(Digest::of);
        hash.ifPresent(digest -> descriptor.put(0x60, digest.bytes()));
        extendRim(descriptor, new MeasurementStep.Data(ipa, hash));
    }

    /** RMI_REC_CREATE of a runnable REC: only flags, entry and general registers are measured. */
    public void measureRec(long flags, long programCounter, long[] registers) {
        ByteBuffer measured = ByteBuffer.allocate(PARAMETERS_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        measured.putLong(0x000, flags);
        measured.putLong(0x200, programCounter);
        for (int n = 0; n < registers.length; n++) {
            measured.putLong(0x300 + 8 * n, registers[n]);
        }
        ByteBuffer descriptor = descriptor(TYPE_REC);
        descriptor.put(0x50, algorithm.digest(measured.array()));
        List<Long> values = Arrays.stream(registers).boxed().toList();
        extendRim(descriptor, new MeasurementStep.Rec(flags, programCounter, values));
    }

    /** RMI_RTT_INIT_RIPAS, for each entry that it sets. */
    public void measureRipas(long base, long top) {
        ByteBuffer descriptor = descriptor(TYPE_RIPAS);
        descriptor.putLong(0x50, base);
        descriptor.putLong(0x58, top);
        extendRim(descriptor, new MeasurementStep.Ripas(base, top));
    }

    /** RSI_MEASUREMENT_EXTEND: a REM is hashed together with up to 64 bytes of the realm's. */
    public void extend(int slot, byte[] value) {
        byte[] current = Arrays.copyOf(slots[slot], algorithm.size());
        set(slot, algorithm.digest(current, value), new MeasurementStep.Extension(slot, Digest.of(value)));
    }

    private ByteBuffer descriptor(byte type) {
        ByteBuffer descriptor = ByteBuffer.allocate(DESCRIPTOR_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        descriptor.put(0, type);
        descriptor.putLong(LENGTH, DESCRIPTOR_SIZE);
        descriptor.put(RIM, slots[0]);
        return descriptor;
    }

    private void extendRim(ByteBuffer descriptor, MeasurementStep step) {
        byte[] bytes = new byte[DESCRIPTOR_SIZE];
        descriptor.get(0, bytes);
        set(0, algorithm.digest(bytes), step);
    }

    private void set(int slot, byte[] digest, MeasurementStep step) {
        slots[slot] = Arrays.copyOf(digest, VALUE_SIZE);
        observer.measured(rd, step, Digest.of(digest));
    }
}
