package dev.realmstep.debugger;

import dev.realmstep.debugger.linux.KernelModule;
import dev.realmstep.debuginfo.DebugInformation;
import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.target.MemoryAccess;
import dev.realmstep.debuginfo.target.TargetAccessException;
import dev.realmstep.image.ElfObject;
import dev.realmstep.image.ElfSection;
import dev.realmstep.image.ImageException;
import dev.realmstep.image.LinuxModuleFiles;
import dev.realmstep.image.UnpackedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The symbols of the guest's modules, in files that are found by the modules' names. */
final class ModuleSymbols {
    /** The note that tells one build of a module from another; it is loaded with the module. */
    private static final String BUILD_ID = ".note.gnu.build-id";

    private static final String DEBUG_INFORMATION = ".debug_info";

    private final List<Path> places;
    private @Nullable Map<String, List<Path>> files;

    /** @param places folders with modules, and modules */
    ModuleSymbols(List<Path> places) {
        this.places = List.copyOf(places);
    }

    /** Whether a path says where modules are: a folder does, and a file that is named like a module. */
    static boolean isPlaceOfModules(Path path) {
        return Files.isDirectory(path) || LinuxModuleFiles.moduleOf(path).isPresent();
    }

    /** Whether any place is named, so that modules may bring symbols. */
    boolean areExpected() {
        return !places.isEmpty();
    }

    /**
     * Finds what is known of a module.
     *
     * @param sections where the kernel has put its sections
     * @param memory the kernel's, in which the build ID is looked up
     */
    GuestModule find(KernelModule module, Map<String, Long> sections, MemoryAccess memory) {
        List<Path> candidates = filesOf(module.name());
        if (candidates.isEmpty()) {
            return without(module, "no symbols: no %s.ko is in what `symbols` names".formatted(module.name()));
        }
        if (sections.isEmpty()) {
            return without(module, "no symbols: the kernel does not keep where a module's sections are (CONFIG_SYSFS)");
        }
        List<Candidate> builds = new ArrayList<>();
        String refused = "";
        for (Path file : candidates) {
            try {
                Candidate candidate = Candidate.open(file);
                if (candidate.isLoaded(sections, memory)) {
                    builds.add(candidate);
                } else {
                    refused = "%s: describes another build".formatted(file);
                }
            } catch (ImageException e) {
                refused = String.valueOf(e.getMessage());
            }
        }
        return builds.stream()
                .filter(Candidate::hasDebugInformation)
                .findFirst()
                .or(() -> builds.stream().findFirst())
                .map(candidate -> candidate.load(module, sections))
                .orElse(without(module, "no symbols: " + refused));
    }

    private static GuestModule without(KernelModule module, String why) {
        return new GuestModule(module, Optional.empty(), why);
    }

    private List<Path> filesOf(String module) {
        if (files == null) {
            files = index();
        }
        return files.getOrDefault(module, List.of());
    }

    private Map<String, List<Path>> index() {
        Map<String, List<Path>> index = new HashMap<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                below(place)
                        .forEach((name, found) -> index.computeIfAbsent(name, key -> new ArrayList<>())
                                .addAll(found));
            } else {
                LinuxModuleFiles.moduleOf(place)
                        .ifPresent(name -> index.computeIfAbsent(name, key -> new ArrayList<>())
                                .add(place));
            }
        }
        return index;
    }

    private static Map<String, List<Path>> below(Path folder) {
        try {
            return LinuxModuleFiles.below(folder);
        } catch (IOException | UncheckedIOException e) {
            return Map.of(); // As if it were empty; each module then says that it has no file.
        }
    }

    /** A file that may be a loaded module's. */
    private record Candidate(Path file, ElfObject object) {
        static Candidate open(Path file) throws ImageException {
            try {
                return new Candidate(file, ElfObject.open(UnpackedFiles.ofUser().locate(file)));
            } catch (IOException e) {
                throw new ImageException("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
            }
        }

        boolean hasDebugInformation() {
            return object.section(DEBUG_INFORMATION).isPresent();
        }

        /** Whether the kernel has this build; where neither has a build ID, the name has to do. */
        boolean isLoaded(Map<String, Long> sections, MemoryAccess memory) throws ImageException {
            Optional<ElfSection> note = object.section(BUILD_ID).filter(ElfSection::hasContents);
            Long loaded = sections.get(BUILD_ID);
            if (note.isEmpty() || loaded == null) {
                return note.isEmpty() && loaded == null;
            }
            byte[] own = object.contents(note.get()).toArray(ValueLayout.JAVA_BYTE);
            try {
                byte[] found = memory.read(loaded, own.length);
                return MemorySegment.ofArray(found).mismatch(MemorySegment.ofArray(own)) < 0;
            } catch (TargetAccessException e) {
                throw new ImageException(
                        "%s: its build ID is not to be seen in memory: %s".formatted(file, e.getMessage()));
            }
        }

        GuestModule load(KernelModule module, Map<String, Long> sections) {
            try {
                DebugInformation information = DebugInformation.load(object.placed(sections), 0);
                information.prepareNames();
                return new GuestModule(
                        module,
                        Optional.of(new GuestModule.Symbols(file, information)),
                        hasDebugInformation() ? "symbols and debug information" : "symbols without debug information");
            } catch (DebugInformationException e) {
                return without(module, "no symbols: " + e.getMessage());
            }
        }
    }
}
