package dev.realmstep.cpu.isa;

import dev.realmstep.cpu.ProcessingElement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One instruction of the table: how it is encoded, written and executed, and what it belongs to.
 *
 * <p>Where two encodings overlap one must be a special case of the other, and decoding prefers it.
 */
public final class Instruction {
    private static final int ISS_SRT_SHIFT = 16;

    private record Alias(IntPredicate preferred, AssemblyTemplate template) {}

    private final String name;
    private final InstructionClass instructionClass;
    private final Encoding encoding;
    private final Feature feature;
    private final IntPredicate allocated;
    private final List<Alias> aliases;
    private final AssemblyTemplate assembly;
    private final int accessSyndrome;
    private final Semantics semantics;

    private Instruction(Builder builder, AssemblyTemplate assembly, Semantics semantics) {
        this.name = builder.name;
        this.instructionClass = builder.instructionClass;
        this.encoding = builder.encoding;
        this.feature = builder.feature;
        this.allocated = builder.allocated;
        this.aliases = List.copyOf(builder.aliases);
        this.accessSyndrome = builder.accessSyndrome;
        this.assembly = assembly;
        this.semantics = semantics;
    }

    /**
     * Begins the declaration of an instruction.
     *
     * @param name the heading of its page in the Arm ARM, C6.2
     * @param pattern as {@link Encoding} reads it
     */
    public static Builder declare(InstructionClass instructionClass, String name, String pattern) {
        return new Builder(instructionClass, name, Encoding.of(pattern));
    }

    public String name() {
        return name;
    }

    public InstructionClass instructionClass() {
        return instructionClass;
    }

    public Encoding encoding() {
        return encoding;
    }

    /** The feature without which the encoding is unallocated. */
    public Feature feature() {
        return feature;
    }

    /** Whether a word that matches the encoding is this instruction, and not a reserved value of one of its fields. */
    public boolean isAllocated(int word) {
        return allocated.test(word);
    }

    public Semantics semantics() {
        return semantics;
    }

    /**
     * The syndrome ISS[23:14] (ISV, SAS, SSE, SRT, SF, AR) that a data abort of this instruction carries from stage 2, in
     * place; 0 if the architecture gives it none.
     */
    public int dataAbortSyndrome(int word) {
        return accessSyndrome == 0 ? 0 : accessSyndrome | (word & 31) << ISS_SRT_SHIFT;
    }

    /** The instruction in assembly language, by its preferred alias, at an address. */
    public String disassemble(int word, long address) {
        for (Alias alias : aliases) {
            if (alias.preferred.test(word)) {
                return alias.template.format(word, address);
            }
        }
        return assembly.format(word, address);
    }

    @Override
    public String toString() {
        return name;
    }

    /** The declaration of an instruction, ended by {@link #semantics}. */
    public static final class Builder {
        private static final int ISS_ISV = 1 << 24;
        private static final int ISS_SAS_SHIFT = 22;
        private static final int ISS_SSE = 1 << 21;
        private static final int ISS_SF = 1 << 15;
        private static final int ISS_AR = 1 << 14;

        private final InstructionClass instructionClass;
        private final String name;
        private final Encoding encoding;
        private final List<Alias> aliases = new ArrayList<>();
        private Feature feature = Feature.BASE;
        private IntPredicate allocated = word -> true;
        private @Nullable Consumer<ProcessingElement> guard;
        private String assembly = "";
        private int accessSyndrome;

        private Builder(InstructionClass instructionClass, String name, Encoding encoding) {
            this.instructionClass = instructionClass;
            this.name = name;
            this.encoding = encoding;
        }

        public Builder feature(Feature required) {
            feature = required;
            return this;
        }

        /** Lets something be asked before each execution that may take an exception in its stead. */
        public Builder guardedBy(Consumer<ProcessingElement> check) {
            guard = check;
            return this;
        }

        /** Restricts which words that match are this instruction. */
        public Builder allocatedWhen(IntPredicate condition) {
            allocated = condition;
            return this;
        }

        /** The instruction's own assembly syntax, as {@link AssemblyTemplate} reads it. */
        public Builder assembly(String template) {
            assembly = template;
            return this;
        }

        /** A syntax that is preferred when the condition holds; the first that does wins. */
        public Builder alias(String template, IntPredicate preferred) {
            aliases.add(new Alias(preferred, AssemblyTemplate.of(template, encoding)));
            return this;
        }

        /** Says what a data abort reports of the access: one register (Rt), no write-back, not exclusive. */
        public Builder reportsAccess(Access access, boolean ordered) {
            accessSyndrome = ISS_ISV
                    | Integer.numberOfTrailingZeros(access.bytes()) << ISS_SAS_SHIFT
                    | (access.signed() ? ISS_SSE : 0)
                    | (access.doubleword() ? ISS_SF : 0)
                    | (ordered ? ISS_AR : 0);
            return this;
        }

        public Instruction semantics(Semantics semantics) {
            return new Instruction(this, AssemblyTemplate.of(assembly, encoding), guarded(semantics));
        }

        private Semantics guarded(Semantics semantics) {
            Consumer<ProcessingElement> check = guard;
            return check == null
                    ? semantics
                    : (element, word) -> {
                        check.accept(element);
                        semantics.execute(element, word);
                    };
        }
    }
}
