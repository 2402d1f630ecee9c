package dev.realmstep.cpu.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.cpu.ProcessingElement;
import dev.realmstep.cpu.SystemControl;
import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.cpu.SystemRegisters;
import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ElfSegment;
import dev.realmstep.image.ElfSymbol;
import dev.realmstep.image.ImageException;
import dev.realmstep.memory.PhysicalMemory;
import dev.realmstep.memory.SystemBus;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledProgramTests {
    private static final long RAM = 0x8000_0000L;
    private static final long FAR_MORE_THAN_NEEDED = 50_000_000;
    private static final int RESULTS = 64;
    /** A valid block, accessed, in the Root physical address space, of the first memory attribute. */
    private static final long ROOT_NORMAL_BLOCK = 1L << 11 | 1L << 10 | 1;

    private final PhysicalMemory ram = new PhysicalMemory(RAM, 1 << 20);

    @ParameterizedTest
    @ValueSource(strings = {"computations-O0.elf", "computations-O1.elf", "computations-O2.elf"})
    void aProgramComputesWhatAnIndependentProcessorDoes(String name) throws IOException, ImageException {
        ElfFile program = ElfFile.parse(name, MemorySegment.ofArray(resource(name)));
        ProcessingElement element = load(program);
        long done = address(program, "done");

        new Interpreter().run(element, FAR_MORE_THAN_NEEDED, (pe, programCounter) -> programCounter == done);

        assertThat(element.programCounter()).isEqualTo(done);
        assertThat(results(address(program, "results")))
                .isEqualTo(new String(resource("results.txt"), StandardCharsets.US_ASCII));
    }

    private ProcessingElement load(ElfFile program) {
        for (ElfSegment segment : program.loadableSegments()) {
            ram.write(segment.virtualAddress(), program.contents(segment).toArray(ValueLayout.JAVA_BYTE));
        }
        SystemBus bus = new SystemBus();
        bus.attach(ram);
        ProcessingElement element = new ProcessingElement(0, bus);
        element.setProgramCounter(program.entry());
        mapAsNormalMemory(element);
        return element;
    }

    /** Compilers rely on unaligned accesses, which memory admits only where a translation says that it is Normal. */
    private void mapAsNormalMemory(ProcessingElement element) {
        long table = RAM + ram.size() - PhysicalMemory.PAGE_SIZE;
        ram.write(table + (RAM >>> 30) * 8, 8, RAM | ROOT_NORMAL_BLOCK);
        SystemRegisters registers = element.systemRegisters();
        registers.set(SystemRegister.MAIR_EL3, 0xFF);
        registers.set(SystemRegister.TCR_EL3, 32);
        registers.set(SystemRegister.TTBR0_EL3, table);
        registers.set(SystemRegister.SCTLR_EL3, SystemControl.M);
    }

    private static long address(ElfFile program, String symbol) throws ImageException {
        List<ElfSymbol> symbols = program.symbols();
        return symbols.stream()
                .filter(candidate -> candidate.name().equals(symbol))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private String results(long address) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < RESULTS; i++) {
            text.append("%016x\n".formatted(ram.read(address + 8L * i, 8)));
        }
        return text.toString();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(CompiledProgramTests.class.getResourceAsStream(name))) {
            return stream.readAllBytes();
        }
    }
}
