package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.AddressRange;
import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.DwarfFile;
import dev.realmstep.debuginfo.dwarf.Location;
import dev.realmstep.debuginfo.dwarf.NameIndex;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.RegisterAccess;
import dev.realmstep.debuginfo.target.TargetAccessException;
import dev.realmstep.debuginfo.type.TypeReader;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueContext;
import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ImageException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The debug information of a program that was loaded at some address.
 *
 * <p>Parts of it may be malformed: questions about those parts are answered as if they were absent, and
 * {@link #problems} says what is wrong with them. An instance belongs to one thread at a time,
 * together with those made from it by {@link #loadedAt}.
 */
public final class DebugInformation {
    /** Where no processing element is asked. */
    private static final RegisterAccess NO_REGISTERS = new RegisterAccess() {
        @Override
        public OptionalLong read(int register) {
            return OptionalLong.empty();
        }

        @Override
        public void write(int register, long value) throws TargetAccessException {
            throw new TargetAccessException("there is no register %d here".formatted(register));
        }
    };

    private final Program program;
    private final SourceLines lines;
    private final Functions functions;

    private DebugInformation(Program program) {
        this.program = program;
        this.lines = new SourceLines(program);
        this.functions = new Functions(program);
    }

    /**
     * Reads the debug information of a file, which may have none; then only its symbols are known.
     *
     * @param loadBias how far above its linked addresses the program was loaded, in bytes
     * @throws DebugInformationException when its sections or symbols cannot be read at all
     */
    public static DebugInformation load(ElfFile elf, long loadBias) throws DebugInformationException {
        DwarfFile dwarf = DwarfFile.of(elf);
        try {
            SymbolTable symbols = SymbolTable.of(elf, loadBias);
            return new DebugInformation(
                    new Program(dwarf, new TypeReader(dwarf), new SourceFiles(dwarf), symbols, loadBias));
        } catch (ImageException e) {
            throw new DebugInformationException(e);
        }
    }

    /**
     * The same program, loaded elsewhere; the two share what they have read.
     *
     * @param loadBias how far above its linked addresses the program was loaded, in bytes
     */
    public DebugInformation loadedAt(long loadBias) {
        return new DebugInformation(program.loadedAt(loadBias));
    }

    /** Begins in the background with what the first question for a name needs. */
    public void prepareNames() {
        program.dwarf().prepareNames();
    }

    /** What of the debug information could not be read so far, one line each. */
    public List<String> problems() {
        return program.dwarf().problems();
    }

    public SymbolTable symbols() {
        return program.symbols();
    }

    /** The source line of an address. */
    public Optional<SourceLocation> locate(long pc) {
        return orNothing(() -> lines.at(pc));
    }

    /** The function whose code an address is in, whatever was inlined there. */
    public Optional<Function> functionAt(long pc) {
        return orNothing(() -> functions.at(pc));
    }

    /**
     * The addresses around {@code pc} whose code comes from the same source line without a gap: what a step over the
     * line runs through.
     */
    public Optional<AddressRange> statementAround(long pc) {
        return orNothing(() -> lines.statementAround(pc));
    }

    /** The paths of all source files as the compiler saw them, sorted. */
    public List<String> sourceFiles() {
        return program.files().paths();
    }

    /**
     * Where a breakpoint on a function stops: after the prologue, and wherever the function was inlined. Empty when
     * there is no such function.
     */
    public List<BreakpointLocation> locationsOfFunction(String name) {
        try {
            return functions.breakpointAddresses(name).stream()
                    .map(lines::locationAt)
                    .toList();
        } catch (DebugInformationException e) {
            program.dwarf().report(e);
            return List.of();
        }
    }

    /**
     * Where a breakpoint on a source line stops; when the line has no code, on the nearest following one that has.
     *
     * @param path of the file on this machine or any other: the source files that agree with it in most folders, seen
     *     from the end, are meant
     * @param line from 1
     */
    public List<BreakpointLocation> locationsOfLine(String path, int line) {
        return lines.addressesOf(path, line);
    }

    /** The lines from {@code first} to {@code last} of a file at which a breakpoint can stop, in order. */
    public List<Integer> breakpointLines(String path, int first, int last) {
        return lines.linesWithCode(path, first, last);
    }

    /** What a breakpoint at an address stands for. */
    public BreakpointLocation locationOfAddress(long address) {
        return lines.locationAt(address);
    }

    /** The functions at an address, the innermost inlined one first, each with the line it has got to. */
    public List<InlinedCall> inlineCallStack(long pc) {
        try {
            return new CallStack(program).inlineCallStack(pc);
        } catch (DebugInformationException e) {
            program.dwarf().report(e);
            return List.of();
        }
    }

    /**
     * The stack of a stopped program that is alone, the innermost frame first.
     *
     * @param registers the registers of the processing element
     * @param limit how many calls to follow at most
     */
    public List<StackFrame> stack(RegisterAccess registers, MemoryAccess memory, int limit) {
        return stack(registers, memory, limit, ProgramSpace.of(this));
    }

    /**
     * The stack of a stopped program, the innermost frame first.
     *
     * @param registers the registers of the processing element
     * @param limit how many calls to follow at most
     * @param space where its callers may be; what none of them knows counts as this program's
     */
    public List<StackFrame> stack(RegisterAccess registers, MemoryAccess memory, int limit, ProgramSpace space) {
        return CallStack.frames(new Programs(program, space), registers, memory, limit);
    }

    /** The structure of a name that lies at an address of the target; empty if the program knows none of that name. */
    public Optional<Value> structureAt(String name, long address, MemoryAccess memory) {
        return program.types()
                .named(NameIndex.Kind.STRUCTURE, name)
                .map(type -> Value.at(type, withoutFrame(memory), new Location.Memory(address)));
    }

    private ValueContext withoutFrame(MemoryAccess memory) {
        return new ValueContext(memory, NO_REGISTERS, symbols()::describe);
    }

    Program program() {
        return program;
    }

    private interface Question<T> {
        Optional<T> ask() throws DebugInformationException;
    }

    private <T> Optional<T> orNothing(Question<T> question) {
        try {
            return question.ask();
        } catch (DebugInformationException e) {
            program.dwarf().report(e);
            return Optional.empty();
        }
    }
}
