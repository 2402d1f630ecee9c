package dev.realmstep.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Fix;
import dev.realmstep.config.Severity;
import dev.realmstep.config.TextRange;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** For code scanning services: SARIF 2.1.0, one run, with the fixes. */
final class SarifReport implements Report {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final Gson gson =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    @Override
    public String of(List<Finding> findings) {
        JsonObject log = new JsonObject();
        log.addProperty("$schema", SCHEMA);
        log.addProperty("version", "2.1.0");
        log.add("runs", array(List.of(run(findings))));
        return gson.toJson(log);
    }

    private static JsonObject run(List<Finding> findings) {
        JsonObject driver = new JsonObject();
        driver.addProperty("name", "realmstep");
        List<DiagnosticCode> rules = findings.stream()
                .map(finding -> finding.diagnostic().code())
                .distinct()
                .toList();
        driver.add("rules", array(rules.stream().map(SarifReport::rule).toList()));
        JsonObject run = new JsonObject();
        run.add("tool", object("driver", driver));
        // Columns are counted in UTF-16 units, as TextRange does.
        run.addProperty("columnKind", "utf16CodeUnits");
        run.add("results", array(findings.stream().map(SarifReport::result).toList()));
        return run;
    }

    private static JsonObject rule(DiagnosticCode code) {
        JsonObject rule = new JsonObject();
        rule.addProperty("id", code.code());
        rule.addProperty("name", code.name());
        return rule;
    }

    private static JsonObject result(Finding finding) {
        Diagnostic diagnostic = finding.diagnostic();
        JsonObject result = new JsonObject();
        result.addProperty("ruleId", diagnostic.code().code());
        result.addProperty("level", level(diagnostic.severity()));
        result.add("message", text(diagnostic.message()));
        result.add("locations", array(List.of(location(finding.file(), diagnostic.range()))));
        if (!diagnostic.related().isEmpty()) {
            result.add(
                    "relatedLocations",
                    array(diagnostic.related().stream()
                            .map(related -> related(finding.file(), related))
                            .toList()));
        }
        diagnostic.fix().ifPresent(fix -> result.add("fixes", array(List.of(fix(finding.file(), fix)))));
        return result;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFORMATION -> "note";
        };
    }

    private static JsonObject related(Path file, Diagnostic.Related related) {
        JsonObject location = location(file, related.range());
        location.add("message", text(related.message()));
        return location;
    }

    private static JsonObject location(Path file, TextRange range) {
        JsonObject physical = new JsonObject();
        physical.add("artifactLocation", artifact(file));
        physical.add("region", region(range));
        return object("physicalLocation", physical);
    }

    private static JsonObject fix(Path file, Fix fix) {
        JsonObject change = new JsonObject();
        change.add("artifactLocation", artifact(file));
        change.add(
                "replacements",
                array(fix.edits().stream().map(SarifReport::replacement).toList()));
        JsonObject object = new JsonObject();
        object.add("description", text(fix.title()));
        object.add("artifactChanges", array(List.of(change)));
        return object;
    }

    private static JsonObject replacement(Fix.Edit edit) {
        JsonObject replacement = new JsonObject();
        replacement.add("deletedRegion", region(edit.range()));
        replacement.add("insertedContent", text(edit.newText()));
        return replacement;
    }

    private static JsonObject artifact(Path file) {
        JsonObject artifact = new JsonObject();
        artifact.addProperty("uri", uri(file).toString());
        return artifact;
    }

    /** A relative path stays one: whoever takes the report knows the folder that the command ran in. */
    private static URI uri(Path file) {
        URI absolute = file.toUri();
        return file.isAbsolute() ? absolute : Path.of("").toUri().relativize(absolute);
    }

    private static JsonObject region(TextRange range) {
        JsonObject region = new JsonObject();
        region.addProperty("startLine", range.startLine());
        region.addProperty("startColumn", range.startColumn());
        region.addProperty("endLine", range.endLine());
        region.addProperty("endColumn", range.endColumn());
        return region;
    }

    private static JsonObject text(String text) {
        JsonObject object = new JsonObject();
        object.addProperty("text", text);
        return object;
    }

    private static JsonObject object(String name, JsonElement value) {
        JsonObject object = new JsonObject();
        object.add(name, value);
        return object;
    }

    private static JsonArray array(List<? extends JsonElement> elements) {
        JsonArray array = new JsonArray();
        elements.forEach(array::add);
        return array;
    }
}
