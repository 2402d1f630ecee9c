package dev.realmstep.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.Fix;
import dev.realmstep.config.TextRange;
import java.util.List;

/** For programs: an array of findings, with lines and columns counted from 1. */
final class JsonReport implements Report {
    private final Gson gson =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    @Override
    public String of(List<Finding> findings) {
        JsonArray array = new JsonArray();
        findings.forEach(finding -> array.add(object(finding)));
        return gson.toJson(array);
    }

    private static JsonObject object(Finding finding) {
        Diagnostic diagnostic = finding.diagnostic();
        JsonObject object = new JsonObject();
        object.addProperty("file", finding.file().toString());
        object.addProperty("code", diagnostic.code().code());
        object.addProperty("severity", diagnostic.severity().label());
        object.addProperty("message", diagnostic.message());
        object.add("range", range(diagnostic.range()));
        JsonArray related = new JsonArray();
        for (Diagnostic.Related place : diagnostic.related()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("message", place.message());
            entry.add("range", range(place.range()));
            related.add(entry);
        }
        object.add("related", related);
        diagnostic.fix().ifPresent(fix -> object.add("fix", fix(fix)));
        return object;
    }

    private static JsonObject fix(Fix fix) {
        JsonObject object = new JsonObject();
        object.addProperty("title", fix.title());
        JsonArray edits = new JsonArray();
        for (Fix.Edit edit : fix.edits()) {
            JsonObject entry = new JsonObject();
            entry.add("range", range(edit.range()));
            entry.addProperty("newText", edit.newText());
            edits.add(entry);
        }
        object.add("edits", edits);
        return object;
    }

    private static JsonObject range(TextRange range) {
        JsonObject object = new JsonObject();
        object.addProperty("startLine", range.startLine());
        object.addProperty("startColumn", range.startColumn());
        object.addProperty("endLine", range.endLine());
        object.addProperty("endColumn", range.endColumn());
        return object;
    }
}
