package dev.realmstep.debuginfo;

import dev.realmstep.debuginfo.dwarf.AddressRange;
import dev.realmstep.debuginfo.dwarf.DebugInformationException;
import dev.realmstep.debuginfo.dwarf.Die;
import dev.realmstep.debuginfo.dwarf.LineTable;
import dev.realmstep.debuginfo.dwarf.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Source lines to addresses and back. */
final class SourceLines {
    private final Program program;

    SourceLines(Program program) {
        this.program = program;
    }

    Optional<SourceLocation> at(long pc) throws DebugInformationException {
        Unit unit = program.unitAt(pc);
        if (unit == null) {
            return Optional.empty();
        }
        LineTable lines = unit.lines();
        int row = lines.rowAt(program.linked(pc));
        return row < 0 || lines.line(row) == 0 ? Optional.empty() : Optional.of(location(lines, row));
    }

    private static SourceLocation location(LineTable lines, int row) {
        return new SourceLocation(lines.files().path(lines.file(row)), lines.line(row), lines.column(row));
    }

    Optional<AddressRange> statementAround(long pc) throws DebugInformationException {
        Unit unit = program.unitAt(pc);
        if (unit == null) {
            return Optional.empty();
        }
        int row = unit.lines().rowAt(program.linked(pc));
        return row < 0
                ? Optional.empty()
                : Optional.of(unit.lines().statementAround(row).plus(program.bias()));
    }

    /** A row of a line table at which a statement of the wanted file begins. */
    private record Candidate(Unit unit, LineTable lines, int row) {
        int line() {
            return lines.line(row);
        }

        long address() {
            return lines.address(row);
        }
    }

    /** The addresses of a line, or of the nearest following line that has code. */
    List<BreakpointLocation> addressesOf(String path, int line) {
        List<Candidate> candidates = candidates(path, line, Integer.MAX_VALUE);
        int nearest = candidates.stream().mapToInt(Candidate::line).min().orElse(0);
        Set<Long> seenScopes = new HashSet<>();
        Map<Long, BreakpointLocation> found = new TreeMap<>(Long::compareUnsigned);
        candidates.stream()
                .filter(candidate -> candidate.line() == nearest)
                .sorted(Comparator.comparing(Candidate::address, Long::compareUnsigned))
                .forEach(candidate -> addLocation(candidate, seenScopes, found));
        return List.copyOf(found.values());
    }

    /**
     * A line may come in several pieces; the first piece in each scope stands for all. Inside a prologue the frame is
     * not set up yet, so the end of the prologue is taken.
     */
    private void addLocation(Candidate candidate, Set<Long> seenScopes, Map<Long, BreakpointLocation> found) {
        long linked = candidate.address();
        try {
            List<Die> chain = Scopes.at(candidate.unit, linked);
            if (!chain.isEmpty() && !seenScopes.add(chain.getLast().offset())) {
                return;
            }
            if (chain.size() == 1) {
                long afterPrologue = Prologues.end(candidate.unit, chain.getFirst());
                linked = Long.compareUnsigned(linked, afterPrologue) < 0
                                && chain.getFirst().covers(afterPrologue)
                        ? afterPrologue
                        : linked;
            }
        } catch (DebugInformationException e) {
            program.dwarf().report(e); // The line is known all the same.
        }
        long address = program.loaded(linked);
        found.putIfAbsent(address, locationAt(address));
    }

    /** What a breakpoint at an address stands for. */
    BreakpointLocation locationAt(long address) {
        Optional<SourceLocation> source = Optional.empty();
        String function = "";
        try {
            source = at(address);
            function = new Functions(program).innermostName(address).orElse("");
        } catch (DebugInformationException e) {
            program.dwarf().report(e);
        }
        return new BreakpointLocation(address, function, source);
    }

    /** The lines from {@code first} to {@code last} at which a breakpoint can stop. */
    List<Integer> linesWithCode(String path, int first, int last) {
        return candidates(path, first, last).stream()
                .map(Candidate::line)
                .distinct()
                .sorted()
                .toList();
    }

    private List<Candidate> candidates(String path, int first, int last) {
        List<Candidate> found = new ArrayList<>();
        for (SourceFiles.Use use : program.files().find(path)) {
            try {
                LineTable lines = use.unit().lines();
                for (int row = 0; row < lines.rowCount(); row++) {
                    if (lines.line(row) >= first
                            && lines.line(row) <= last
                            && lines.file(row) == use.file()
                            && lines.isStatement(row)) {
                        found.add(new Candidate(use.unit(), lines, row));
                    }
                }
            } catch (DebugInformationException e) {
                program.dwarf().report(e);
            }
        }
        return found;
    }
}
