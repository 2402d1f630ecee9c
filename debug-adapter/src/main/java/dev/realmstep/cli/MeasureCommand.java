package dev.realmstep.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.realmstep.machine.MeasuredRealm;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code realmstep measure}: what the measurements of a realm will be, and why. */
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        description = "Predicts the measurements of a realm: RIM, and the REMs before the guest extends them.")
final class MeasureCommand implements Callable<Integer> {
    private static final String[] NAMES = {"RIM", "REM1", "REM2", "REM3", "REM4"};

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE.realm", description = "The realm's configuration.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, or refuses the command line
    private Path file;

    @Option(names = "--realm", paramLabel = "NAME", description = "Which realm, if the file describes several.")
    private @Nullable String realm;

    @Option(names = "--explain", description = "What each statement contributes, and the RIM behind it.")
    private boolean explain;

    @Option(
            names = "--diff",
            paramLabel = "OTHER.realm",
            description = "What makes the RIM of another realm differ; status 1 if it does.")
    private @Nullable Path other;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    MeasureCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws BadInputException {
        MeasuredRealm measured = RealmPlanning.measure(file, realm, terminal);
        List<MeasuredGroup> groups = explain ? MeasuredGroup.of(measured) : List.of();
        List<String> differences = List.of();
        if (other != null) {
            MeasuredRealm against = RealmPlanning.measure(other, realm, terminal);
            differences = MeasurementDifference.between(file, measured, other, against);
        }
        if (json) {
            terminal.out().println(asJson(measured, groups, differences));
        } else {
            print(measured, groups, differences);
        }
        return differences.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private void print(MeasuredRealm measured, List<MeasuredGroup> groups, List<String> differences) {
        for (MeasuredGroup group : groups) {
            terminal.out()
                    .println("%s:%d: %s: %s"
                            .formatted(file, group.origin().startLine(), group.command(), group.description()));
            terminal.out().println("  RIM  " + group.value());
        }
        if (other != null) {
            differences.forEach(terminal.out()::println);
            if (differences.isEmpty()) {
                terminal.out().println("the initial measurements are equal");
            }
            return;
        }
        for (int slot = 0; slot < NAMES.length; slot++) {
            terminal.out()
                    .println("%-5s%s".formatted(NAMES[slot], measured.values().get(slot)));
        }
    }

    private String asJson(MeasuredRealm measured, List<MeasuredGroup> groups, List<String> differences) {
        JsonObject object = new JsonObject();
        object.addProperty("realm", measured.plan().configuration().name());
        object.addProperty("hash", measured.plan().configuration().hash().keyword());
        object.addProperty("rim", measured.values().getFirst().toString());
        JsonArray extensible = new JsonArray();
        measured.values().stream().skip(1).map(Object::toString).forEach(extensible::add);
        object.add("rem", extensible);
        if (explain) {
            JsonArray steps = new JsonArray();
            groups.forEach(group -> steps.add(asJson(group)));
            object.add("steps", steps);
        }
        if (other != null) {
            JsonArray array = new JsonArray();
            differences.forEach(array::add);
            object.add("differences", array);
        }
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        return gson.toJson(object);
    }

    private static JsonObject asJson(MeasuredGroup group) {
        JsonObject object = new JsonObject();
        object.addProperty("line", group.origin().startLine());
        object.addProperty("command", group.command());
        object.addProperty("description", group.description());
        object.addProperty("rim", group.value().toString());
        return object;
    }
}
