package dev.realmstep.debugger;

import dev.realmstep.debugger.linux.ModuleList;
import dev.realmstep.debuginfo.BreakpointLocation;
import dev.realmstep.debuginfo.DebugInformation;
import dev.realmstep.debuginfo.Function;
import dev.realmstep.debuginfo.InlinedCall;
import dev.realmstep.debuginfo.ProgramSpace;
import dev.realmstep.debuginfo.Symbol;
import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.image.ElfFile;
import dev.realmstep.image.ImageException;
import dev.realmstep.image.UnpackedFiles;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is known of the guest's code: symbols and debug information of all its images.
 *
 * <p>Asked by the session's thread, and by others that set breakpoints meanwhile, one at a time.
 */
public final class GuestSymbols implements ProgramSpace {
    /** Enough to tell an ELF file from others. */
    private static final int MAGIC_SIZE = 64;

    private final List<GuestImage> images;
    private List<GuestModule> modules = List.of();
    private List<GuestImage.Place> places;
    private volatile boolean awaitsMapping;

    private GuestSymbols(List<GuestImage> images) {
        this.images = List.copyOf(images);
        this.places = List.of();
        replace();
        this.awaitsMapping = images.stream().anyMatch(GuestImage::awaitsMapping);
    }

    private void replace() {
        places = Stream.concat(
                        images.stream().flatMap(image -> image.places().stream()),
                        modules.stream().flatMap(module -> module.place().stream()))
                .toList();
    }

    /**
     * Reads the ELF files among some files, compressed or not; others know nothing of code.
     *
     * @param loaded says where they are in the guest
     * @param named which of them were named for their symbols
     * @throws LaunchException if an ELF file cannot be used, or a named file is none
     */
    static GuestSymbols load(List<Path> files, LoadedPrograms loaded, Predicate<Path> named) throws LaunchException {
        UnpackedFiles unpacked = UnpackedFiles.ofUser();
        List<GuestImage> images = new ArrayList<>();
        for (Path file : files) {
            try {
                Path usable = unpacked.locate(file);
                if (isElf(usable)) {
                    ElfFile elf = ElfFile.open(usable);
                    OptionalLong displacement = loaded.displacementOf(elf);
                    DebugInformation information = DebugInformation.load(elf, 0);
                    information.prepareNames(); // The realm is built meanwhile.
                    images.add(new GuestImage(elf, information, displacement));
                } else if (named.test(file)) {
                    throw new LaunchException(
                            "%s: is no ELF file, and has no symbols; for a Linux kernel name its vmlinux"
                                    .formatted(file));
                }
            } catch (ImageException e) {
                throw new LaunchException(String.valueOf(e.getMessage()));
            } catch (DebugInformationException e) {
                throw new LaunchException("%s: %s".formatted(file, e.getMessage()));
            } catch (NoSuchFileException e) {
                throw new LaunchException("%s: there is no such file".formatted(file));
            } catch (IOException e) {
                throw new LaunchException("%s: cannot be read: %s".formatted(file, e.getMessage()));
            }
        }
        return new GuestSymbols(images);
    }

    /** Whether the guest may yet map an image where nobody knows. */
    boolean awaitsMapping() {
        return awaitsMapping;
    }

    /**
     * Learns from code that runs at a virtual address where the guest has mapped an image.
     *
     * @param intermediate the physical address of that code, as the guest sees it
     * @return whether an image has come to a new place
     */
    synchronized boolean mapped(long address, long intermediate) {
        boolean found = false;
        for (GuestImage image : images) {
            found |= image.mapped(address, intermediate);
        }
        if (found) {
            replace();
            awaitsMapping = images.stream().anyMatch(GuestImage::awaitsMapping);
        }
        return found;
    }

    /** Takes the modules that the guest's kernel has loaded now. */
    synchronized void setModules(Collection<GuestModule> loaded) {
        modules = List.copyOf(loaded);
        replace();
    }

    /** The program that can load modules, at the addresses at which it runs. */
    synchronized Optional<DebugInformation> kernel() {
        return images.stream()
                .filter(image -> !image.awaitsMapping())
                .map(image -> image.places().getFirst().information())
                .filter(program -> ModuleList.of(program).isPresent())
                .findFirst();
    }

    /** The programs that the realm started with. */
    public synchronized List<GuestProgram> programs() {
        return images.stream()
                .map(image -> new GuestProgram(image.name(), image.mappedExtent()))
                .toList();
    }

    /** The images that may have something at an address. */
    private Stream<DebugInformation> candidates(long address) {
        return places.stream().filter(place -> place.contains(address)).map(GuestImage.Place::information);
    }

    /** All images, in all places. */
    @Override
    public synchronized Stream<DebugInformation> all() {
        return places.stream().map(GuestImage.Place::information);
    }

    private interface Search {
        List<BreakpointLocation> in(DebugInformation image);
    }

    /** What is found in all places, without the code that is gone: a module's initialisation, when it is over. */
    private List<Long> existing(Search search) {
        return places.stream()
                .flatMap(place -> search.in(place.information()).stream()
                        .map(BreakpointLocation::address)
                        .filter(place::contains))
                .toList();
    }

    /** The names of symbols that begin in some way, so many at the most. */
    public synchronized List<String> namesBeginning(String start, int most) {
        return all().flatMap(image -> image.symbols().all().stream())
                .map(Symbol::name)
                .filter(name -> name.startsWith(start))
                .distinct()
                .limit(most)
                .toList();
    }

    static boolean isElf(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            java.nio.ByteBuffer head = java.nio.ByteBuffer.allocate(MAGIC_SIZE);
            channel.read(head);
            return ElfFile.isElf(MemorySegment.ofBuffer(head.flip()));
        }
    }

    /** The image that an address belongs to: one that has a line or a symbol for it. */
    @Override
    public synchronized Optional<DebugInformation> at(long address) {
        return candidates(address)
                .filter(image -> image.locate(address).isPresent()
                        || image.symbols().at(address).isPresent())
                .findFirst();
    }

    /** Where a breakpoint at a place stops; nowhere if the place is unknown. */
    synchronized List<Long> addressesOf(Breakpoint.Place place) {
        return switch (place) {
            case Breakpoint.Place.Address address -> List.of(address.address());
            case Breakpoint.Place.Function function -> existing(image -> image.locationsOfFunction(function.name()));
            case Breakpoint.Place.Line line -> existing(image -> image.locationsOfLine(line.file(), line.line()));
        };
    }

    /** An address for people: function and source line, or symbol and offset, or the number. */
    public synchronized String describe(long address) {
        Optional<SourceLine> line = lineAt(address);
        return line.map(source -> "%s at %s".formatted(functionName(address), source))
                .orElseGet(() -> symbolAt(address));
    }

    /** The functions at an address, the innermost inlined one first; none in code that nothing is known of. */
    synchronized List<InlinedCall> callsAt(long address) {
        return at(address).map(image -> image.inlineCallStack(address)).orElse(List.of());
    }

    /** The name of the function that an address is in, the innermost inlined one; its symbol otherwise. */
    private String functionName(long address) {
        return at(address)
                .flatMap(image -> image.inlineCallStack(address).stream().findFirst())
                .map(call -> call.function())
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> symbolAt(address));
    }

    /** An address as symbol and offset, or the number. */
    public synchronized String symbolAt(long address) {
        return candidates(address)
                .flatMap(image -> Stream.ofNullable(image.symbols().describe(address)))
                .findFirst()
                .orElseGet(() -> "0x%x".formatted(address));
    }

    /** The symbol that begins at an address. */
    synchronized Optional<String> symbolStartingAt(long address) {
        return candidates(address)
                .flatMap(image -> image.symbols().at(address).stream())
                .filter(symbol -> symbol.address() == address)
                .map(Symbol::name)
                .findFirst();
    }

    /** The source line of an address. */
    public synchronized Optional<SourceLine> lineAt(long address) {
        return candidates(address)
                .flatMap(image -> image.locate(address).stream())
                .map(SourceLine::of)
                .findFirst();
    }

    /** The addresses of the source statement that an address belongs to. */
    synchronized Optional<AddressRange> statementAt(long address) {
        return candidates(address)
                .flatMap(image -> image.statementAround(address).stream())
                .map(range -> new AddressRange(range.start(), range.end()))
                .findFirst();
    }

    /** The first instruction of the function that an address is in; the address itself if that is unknown. */
    synchronized long functionStart(long address) {
        return functionAt(address)
                .map(Function::entry)
                .or(() -> candidates(address)
                        .flatMap(image -> image.symbols().at(address).stream())
                        .map(Symbol::address)
                        .findFirst())
                .orElse(address);
    }

    private Optional<Function> functionAt(long address) {
        return candidates(address)
                .flatMap(image -> image.functionAt(address).stream())
                .findFirst();
    }

    /** Where the body of a function begins, behind its prologue; empty for functions without source. */
    synchronized OptionalLong bodyOf(long functionStart) {
        Optional<Function> function = functionAt(functionStart);
        if (function.isEmpty()) {
            return OptionalLong.empty();
        }
        return candidates(functionStart)
                .flatMap(image -> image.locationsOfFunction(function.get().name()).stream())
                .filter(location -> location.source().isPresent())
                .mapToLong(BreakpointLocation::address)
                .filter(address -> function.get().ranges().stream().anyMatch(range -> range.contains(address)))
                .findFirst();
    }

    /** Which image to ask about frames of a processor that stands at an address. */
    synchronized Optional<DebugInformation> imageForStack(long address) {
        Optional<DebugInformation> image = at(address);
        return image.isPresent() ? image : all().findFirst();
    }
}
