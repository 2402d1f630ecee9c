package dev.realmstep.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A comparison for programs: times in seconds, memory in bytes, ratios above 1 where Realmstep is faster. */
public final class ComparisonJson {
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    private ComparisonJson() {}

    public static String of(Comparison comparison) {
        JsonArray times = new JsonArray();
        for (Comparison.Row row : comparison.rows()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("name", row.name());
            entry.add("qemu", spread(row.qemu()));
            entry.add("realmstep", spread(row.realmstep()));
            entry.add("ratio", spread(row.wallRatio()));
            entry.add("cpuRatio", spread(row.cpuRatio()));
            times.add(entry);
        }
        JsonArray memory = new JsonArray();
        for (Comparison.Memory task : comparison.memory()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("name", task.task());
            entry.addProperty("qemu", task.qemu());
            entry.addProperty("realmstep", task.realmstep());
            memory.add(entry);
        }
        JsonObject whole = new JsonObject();
        whole.add("times", times);
        whole.add("peakMemory", memory);
        return GSON.toJson(whole);
    }

    private static JsonObject spread(Spread spread) {
        JsonObject object = new JsonObject();
        object.addProperty("median", spread.median());
        object.addProperty("min", spread.least());
        object.addProperty("max", spread.most());
        return object;
    }
}
