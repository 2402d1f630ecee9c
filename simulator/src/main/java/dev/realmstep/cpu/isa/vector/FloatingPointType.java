package dev.realmstep.cpu.isa.vector;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.VectorRegisters;
import dev.realmstep.cpu.floatingpoint.FloatingPointFormat;
import dev.realmstep.cpu.isa.Feature;
import dev.realmstep.cpu.isa.Fields;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The precisions that instructions come in, each with encodings of its own. */
enum FloatingPointType {
    SINGLE("00", "s", 2, FloatingPointFormat.SINGLE, Feature.FP),
    DOUBLE("01", "d", 3, FloatingPointFormat.DOUBLE, Feature.FP),
    HALF("11", "h", 1, FloatingPointFormat.HALF, Feature.FP16);

    private final String ftype;
    private final String letter;
    private final int size;
    private final FloatingPointFormat format;
    private final Feature feature;

    FloatingPointType(String ftype, String letter, int size, FloatingPointFormat format, Feature feature) {
        this.ftype = ftype;
        this.letter = letter;
        this.size = size;
        this.format = format;
        this.feature = feature;
    }

    /** What something makes of each type. */
    static <T> Stream<T> each(Function<FloatingPointType, T> something) {
        return Stream.of(values()).map(something);
    }

    /** The field ftype of a scalar instruction. */
    String ftype() {
        return ftype;
    }

    /** What stands before a scalar register's number. */
    String letter() {
        return letter;
    }

    /** The logarithm of a number's bytes. */
    int size() {
        return size;
    }

    /** A number's bits. */
    int bits() {
        return format.bits();
    }

    FloatingPointFormat format() {
        return format;
    }

    /** What scalar arithmetic needs; that of vectors needs it too, or Advanced SIMD where this is {@link Feature#FP}. */
    Feature feature() {
        return feature;
    }

    Feature vectorFeature() {
        return this == HALF ? Feature.FP16 : Feature.ADVANCED_SIMD;
    }

    /** An arrangement in assembly templates: of the registers that Q says, or, for double precision, of the whole. */
    String arrangement() {
        return this == DOUBLE ? "2D" : "x" + name().charAt(0);
    }

    /** The field Q of vector instructions, which is 1 in double precision. */
    String q() {
        return this == DOUBLE ? "1" : "Q";
    }

    /** The bits of a number, as low ones. */
    long mask() {
        return Lanes.lowest(size);
    }

    /** A number in each element of 64 bits. */
    long replicate(long number) {
        return Lanes.replicate(number, size);
    }

    /** The scalar register n. */
    long scalar(ProcessingElement element, int n) {
        return element.vectors().element(n, 0, size);
    }

    /** The element of Vm that H:L:M, H:L or H select; M is a bit of Vm's number where it does not. */
    long indexedElement(VectorRegisters vectors, int word) {
        int high = Fields.bits(word, 11, 1);
        int low = Fields.bits(word, 21, 1);
        return switch (this) {
            case HALF ->
                vectors.element(Fields.bits(word, 16, 4), high << 2 | low << 1 | Fields.bits(word, 20, 1), size);
            case SINGLE -> vectors.element(Fields.rm(word), high << 1 | low, size);
            case DOUBLE -> vectors.half(Fields.rm(word), high);
        };
    }

    /** A template with the operands of scalar registers: {@code <d>} becomes {@code <Sd>} and so on. */
    String scalarTemplate(String template) {
        return template.replaceAll("<([dnma])>", "<" + letter.toUpperCase(Locale.ROOT) + "$1>");
    }

    /** A template with the operands of vector registers: {@code <d>} becomes {@code <Vd.xS>} and so on. */
    String vectorTemplate(String template) {
        return template.replaceAll("<([dnm])>", "<V$1." + arrangement() + ">");
    }
}
