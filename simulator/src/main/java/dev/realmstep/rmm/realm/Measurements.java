package dev.realmstep.rmm.realm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

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

    private final MeasurementAlgorithm algorithm;
    private final byte[][] slots = new byte[SLOTS][VALUE_SIZE];

    public Measurements(MeasurementAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    public MeasurementAlgorithm algorithm() {
        return algorithm;
    }

    /** A copy of a measurement: 0 is the RIM, 1 to 4 are the REMs. */
    public byte[] value(int slot) {
        return slots[slot].clone();
    }

    /** RMI_REALM_CREATE: the RIM begins with the parameters that are measured, the others zero. */
    public void measureParameters(RealmParameters parameters) {
        setRim(algorithm.digest(parameters.measuredImage(PARAMETERS_SIZE)));
    }

    /**
     * RMI_DATA_CREATE.
     *
     * @param contents of the granule, or null if they are not to be measured
     */
    public void measureData(long ipa, long flags, byte @org.jspecify.annotations.Nullable [] contents) {
        ByteBuffer descriptor = descriptor(TYPE_DATA);
        descriptor.putLong(0x50, ipa);
        descriptor.putLong(0x58, flags);
        if (contents != null) {
            descriptor.put(0x60, algorithm.digest(contents));
        }
        extendRim(descriptor);
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
        extendRim(descriptor);
    }

    /** RMI_RTT_INIT_RIPAS, for each entry that it sets. */
    public void measureRipas(long base, long top) {
        ByteBuffer descriptor = descriptor(TYPE_RIPAS);
        descriptor.putLong(0x50, base);
        descriptor.putLong(0x58, top);
        extendRim(descriptor);
    }

    /** RSI_MEASUREMENT_EXTEND: a REM is hashed together with up to 64 bytes of the realm's. */
    public void extend(int slot, byte[] value) {
        byte[] current = Arrays.copyOf(slots[slot], algorithm.size());
        slots[slot] = Arrays.copyOf(algorithm.digest(current, value), VALUE_SIZE);
    }

    private ByteBuffer descriptor(byte type) {
        ByteBuffer descriptor = ByteBuffer.allocate(DESCRIPTOR_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        descriptor.put(0, type);
        descriptor.putLong(LENGTH, DESCRIPTOR_SIZE);
        descriptor.put(RIM, slots[0]);
        return descriptor;
    }

    private void extendRim(ByteBuffer descriptor) {
        byte[] bytes = new byte[DESCRIPTOR_SIZE];
        descriptor.get(0, bytes);
        setRim(algorithm.digest(bytes));
    }

    private void setRim(byte[] digest) {
        slots[0] = Arrays.copyOf(digest, VALUE_SIZE);
    }
}
