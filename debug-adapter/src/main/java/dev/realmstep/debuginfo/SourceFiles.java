package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.DwarfFile;
import dev.realmstep.debuginfo.dwarf.FileTable;
import dev.realmstep.debuginfo.dwarf.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which units have code of which source files; read when it is first asked for. */
final class SourceFiles {
    /** Pairs of a unit's index and the file's number in its table; a header may be in thousands of units. */
    private static final class Uses {
        private int[] pairs = new int[2];
        private int count;

        void add(int unit, int file) {
            if (count == pairs.length) {
                pairs = Arrays.copyOf(pairs, count * 2);
            }
            pairs[count++] = unit;
            pairs[count++] = file;
        }
    }

    /** A file in one unit's table. */
    record Use(Unit unit, int file) {}

    private final DwarfFile dwarf;
    private final List<Unit> units;
    private final Map<String, Uses> usesOfPath = new HashMap<>();
    private final Map<String, List<String>> pathsOfName = new HashMap<>();

    private boolean complete;

    SourceFiles(DwarfFile dwarf) {
        this.dwarf = dwarf;
        this.units = dwarf.units();
    }

    private void complete() {
        if (complete) {
            return;
        }
        complete = true;
        for (int i = 0; i < units.size(); i++) {
            try {
                add(i, units.get(i).files());
            } catch (DebugInformationException e) {
                dwarf.report(e);
            }
        }
    }

    private void add(int unit, FileTable files) {
        for (int i = 0; i < files.paths().size(); i++) {
            String path = files.paths().get(i);
            Uses uses = usesOfPath.get(path);
            if (uses == null) {
                uses = new Uses();
                usesOfPath.put(path, uses);
                pathsOfName
                        .computeIfAbsent(nameOf(path), key -> new ArrayList<>(1))
                        .add(path);
            }
            uses.add(unit, files.numberOf(i));
        }
    }

    /** All paths, sorted. */
    List<String> paths() {
        complete();
        return usesOfPath.keySet().stream()
                .filter(path -> !path.isEmpty() && !path.endsWith(">"))
                .sorted()
                .toList();
    }

    /** Where the files are used that a path means: those that agree with it in most folders, seen from the end. */
    List<Use> find(String path) {
        complete();
        String wanted = path.replace('\\', '/');
        List<Use> found = new ArrayList<>();
        int best = 1;
        for (String candidate : pathsOfName.getOrDefault(nameOf(wanted), List.of())) {
            int common = commonTail(wanted, candidate);
            if (common > best) {
                found.clear();
                best = common;
            }
            if (common == best) {
                addUses(candidate, found);
            }
        }
        return found;
    }

    private void addUses(String path, List<Use> found) {
        Uses uses = usesOfPath.get(path);
        for (int i = 0; uses != null && i < uses.count; i += 2) {
            found.add(new Use(units.get(uses.pairs[i]), uses.pairs[i + 1]));
        }
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** How many parts at the end two paths have in common. */
    private static int commonTail(String a, String b) {
        List<String> left = Arrays.asList(a.split("/", -1));
        List<String> right = Arrays.asList(b.split("/", -1));
        int count = 0;
        while (count < Math.min(left.size(), right.size())
                && left.get(left.size() - 1 - count).equals(right.get(right.size() - 1 - count))) {
            count++;
        }
        return count;
    }
}
