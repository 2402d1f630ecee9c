package dev.realmstep.cli;

import dev.realmstep.machine.MeasuredRealm;
import dev.realmstep.rmm.realm.MeasurementAlgorithm;
import dev.realmstep.rmm.realm.MeasurementStep;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What makes the initial measurements of two realms differ. */
final class MeasurementDifference {
    private static final int GRANULE_SIZE = 0x1000;

    private final Path firstFile;
    private final MeasuredRealm first;
    private final Path secondFile;
    private final MeasuredRealm second;
    private final List<String> lines = new ArrayList<>();

    private MeasurementDifference(Path firstFile, MeasuredRealm first, Path secondFile, MeasuredRealm second) {
        this.firstFile = firstFile;
        this.first = first;
        this.secondFile = secondFile;
        this.second = second;
    }

    /** A line for each difference; none if the measurements are equal. */
    static List<String> between(Path firstFile, MeasuredRealm first, Path secondFile, MeasuredRealm second) {
        return first.values().getFirst().equals(second.values().getFirst())
                ? List.of()
                : new MeasurementDifference(firstFile, first, secondFile, second).find();
    }

    private List<String> find() {
        compareParameters();
        compare("RIPAS RAM", pages(first, MeasurementDifference::ripas), pages(second, MeasurementDifference::ripas));
        boolean sameHash =
                parameters(first).hashAlgorithm() == parameters(second).hashAlgorithm();
        compare("contents", pages(first, contents(first, sameHash)), pages(second, contents(second, sameHash)));
        compareRecs();
        if (lines.isEmpty()) {
            lines.add("the same steps, in another order");
        }
        return lines;
    }

    private void compareParameters() {
        MeasurementStep.Parameters one = parameters(first);
        MeasurementStep.Parameters other = parameters(second);
        compare("IPA bits", one, other, MeasurementStep.Parameters::ipaBits);
        compare("hash", one, other, p -> MeasurementAlgorithm.values()[p.hashAlgorithm()].tokenName());
        compare("flags (LPA2, SVE, PMU)", one, other, p -> "0x%x".formatted(p.flags()));
        compare("SVE vector length (in 128 bits, minus one)", one, other, MeasurementStep.Parameters::sveVectorLength);
        compare("breakpoints", one, other, p -> p.breakpoints() + 1);
        compare("watchpoints", one, other, p -> p.watchpoints() + 1);
        compare("event counters", one, other, MeasurementStep.Parameters::eventCounters);
    }

    private void compareRecs() {
        compare(
                "start",
                only(first, MeasurementStep.Rec.class),
                only(second, MeasurementStep.Rec.class),
                MeasuredGroup::describe);
    }

    private static MeasurementStep.Parameters parameters(MeasuredRealm realm) {
        return only(realm, MeasurementStep.Parameters.class);
    }

    /** A realm has its parameters once, and one REC that is runnable when it is built. */
    private static <T extends MeasurementStep> T only(MeasuredRealm realm, Class<T> kind) {
        return realm.steps().stream()
                .map(MeasuredRealm.Step::step)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private <T> void compare(String what, T one, T other, Function<T, Object> value) {
        if (!value.apply(one).equals(value.apply(other))) {
            lines.add("%s: %s in %s, %s in %s"
                    .formatted(what, value.apply(one), firstFile, value.apply(other), secondFile));
        }
    }

    /**
     * What is measured of a page.
     *
     * @param value to compare: the size of its table entry, or the hash of its contents
     * @param line of the statement that it comes from
     */
    private record Measured(Object value, int line) {}

    private interface Reader {
        void read(MeasuredRealm.Step step, Map<Long, Measured> pages);
    }

    private static void ripas(MeasuredRealm.Step step, Map<Long, Measured> pages) {
        if (step.step() instanceof MeasurementStep.Ripas(long base, long top)) {
            for (long page = base; page < top; page += GRANULE_SIZE) {
                pages.put(page, new Measured(top - base, step.origin().startLine()));
            }
        }
    }

    /** Hashes of different algorithms say nothing, so that what is compared is what they are of. */
    private static Reader contents(MeasuredRealm realm, boolean sameHash) {
        return (step, pages) -> {
            if (step.step() instanceof MeasurementStep.Data data) {
                Object value = sameHash
                        ? data.contents()
                        : ByteBuffer.wrap(realm.plan().contents(data.ipa(), GRANULE_SIZE));
                pages.put(data.ipa(), new Measured(value, step.origin().startLine()));
            }
        };
    }

    private static NavigableMap<Long, Measured> pages(MeasuredRealm realm, Reader reader) {
        NavigableMap<Long, Measured> pages = new TreeMap<>();
        realm.steps().forEach(step -> reader.read(step, pages));
        return pages;
    }

    /** One line for neighbours of which the same is to be said. */
    private void compare(String what, NavigableMap<Long, Measured> one, NavigableMap<Long, Measured> other) {
        NavigableSet<Long> all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        String verdict = "";
        long begin = 0;
        long end = 0;
        for (long page : all) {
            String next = verdict(what, one.get(page), other.get(page));
            if (!next.equals(verdict) || page != end) {
                report(begin, end, verdict);
                begin = page;
                verdict = next;
            }
            end = page + GRANULE_SIZE;
        }
        report(begin, end, verdict);
    }

    private void report(long begin, long end, String verdict) {
        if (!verdict.isEmpty()) {
            lines.add("0x%x .. 0x%x: %s".formatted(begin, end, verdict));
        }
    }

    /** Empty if both are equal. */
    private String verdict(String what, @Nullable Measured one, @Nullable Measured other) {
        if (one == null) {
            return other == null ? "" : "%s only in %s:%d".formatted(what, secondFile, other.line());
        }
        if (other == null) {
            return "%s only in %s:%d".formatted(what, firstFile, one.line());
        }
        return one.value().equals(other.value())
                ? ""
                : "other %s (%s:%d, %s:%d)".formatted(what, firstFile, one.line(), secondFile, other.line());
    }
}
