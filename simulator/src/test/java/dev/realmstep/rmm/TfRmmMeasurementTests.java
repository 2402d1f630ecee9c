package dev.realmstep.rmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.realmstep.rmm.realm.MeasurementAlgorithm;
import dev.realmstep.rmm.realm.MeasurementObserver;
import dev.realmstep.rmm.realm.Measurements;
import dev.realmstep.rmm.realm.RealmParameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Measurements after each event of 16 realms, compared with those that TF-RMM computes (tf-rmm.txt). */
class TfRmmMeasurementTests {
    private static final int PAGE = 4096;

    /** An event with its operands, and the measurement behind it. */
    record Event(String name, List<String> operands, String value) {
        static Event parse(String line) {
            String[] sides = line.split(" => ", 2);
            List<String> words = List.of(sides[0].split(" ", -1));
            return new Event(words.getFirst(), words.subList(1, words.size()), sides[1].split(" ", 2)[1]);
        }

        long number(int operand) {
            String text = operands.get(operand);
            return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
        }
    }

    record Realm(List<Event> events) {
        @Override
        public String toString() {
            return String.join(" ", events.getFirst().operands());
        }
    }

    static Stream<Realm> realms() throws IOException {
        List<Realm> realms = new ArrayList<>();
        try (InputStream in = TfRmmMeasurementTests.class.getResourceAsStream("tf-rmm.txt")) {
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(Event::parse)
                    .forEach(event -> {
                        if (event.name().equals("params")) {
                            realms.add(new Realm(new ArrayList<>()));
                        }
                        realms.getLast().events().add(event);
                    });
        }
        return realms.stream();
    }

    @ParameterizedTest
    @MethodSource("realms")
    void eachEventMeasuresAsInTfRmm(Realm realm) {
        Event first = realm.events().getFirst();
        Measurements measurements =
                new Measurements(0, MeasurementAlgorithm.values()[(int) first.number(6)], MeasurementObserver.NONE);
        for (Event event : realm.events()) {
            int slot = event.name().equals("extend") ? (int) event.number(0) : 0;
            apply(event, measurements);
            assertThat(measurements.digest(slot)).as(event.toString()).hasToString(event.value());
        }
    }

    private static void apply(Event event, Measurements measurements) {
        switch (event.name()) {
            case "params" -> measurements.measureParameters(parameters(event));
            case "ripas" -> measurements.measureRipas(event.number(0), event.number(1));
            case "data" ->
                measurements.measureData(
                        event.number(0), event.number(1), event.number(1) == 1 ? page(event.number(2)) : null);
            case "rec" -> {
                long[] registers = new long[8];
                Arrays.setAll(registers, n -> event.number(2 + n));
                measurements.measureRec(event.number(0), event.number(1), registers);
            }
            case "extend" ->
                measurements.extend(
                        (int) event.number(0),
                        HexFormat.of().parseHex(event.operands().get(1)));
            default -> throw new IllegalArgumentException(event.name());
        }
    }

    /** All that is not measured is something else than zero. */
    private static RealmParameters parameters(Event event) {
        byte[] structure = new byte[PAGE];
        Arrays.fill(structure, (byte) 0x3C);
        ByteBuffer fields = ByteBuffer.wrap(structure).order(ByteOrder.LITTLE_ENDIAN);
        fields.putLong(0x000, event.number(0));
        for (int n = 1; n <= 6; n++) {
            fields.put(8 * n, (byte) event.number(n));
        }
        return new RealmParameters(structure);
    }

    private static byte[] page(long k) {
        byte[] page = new byte[PAGE];
        for (int i = 0; i < PAGE; i++) {
            page[i] = (byte) (k * i + i / 256);
        }
        return page;
    }
}
