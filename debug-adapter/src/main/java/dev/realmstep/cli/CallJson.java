package dev.realmstep.cli;

import com.google.gson.JsonObject;
import dev.realmstep.machine.EventLog;
import dev.realmstep.rmm.refusal.Refusal;
import dev.realmstep.rmm.refusal.RmiStatus;
import java.util.Locale;

/** A refused call of the RMM as members of an event. */
final class CallJson {
    private CallJson() {}

    static void add(JsonObject object, EventLog.Call call) {
        switch (call) {
            case EventLog.HostCommand command -> {
                object.addProperty("by", "host");
                object.addProperty("result", RmiStatus.describe(command.x0()));
            }
            case EventLog.RealmCall realm -> {
                object.addProperty("by", "realm");
                object.addProperty("mpidr", hex(realm.mpidr()));
                object.addProperty("result", Long.toString(realm.x0()));
            }
        }
        object.addProperty("call", call.name());
        JsonObject operands = new JsonObject();
        call.operands().forEach(operand -> operands.addProperty(operand.name(), hex(operand.value())));
        object.add("operands", operands);
        call.refusal().ifPresent(reason -> add(object, reason));
    }

    static void add(JsonObject object, Refusal reason) {
        object.addProperty("condition", reason.condition());
        object.addProperty("operand", reason.operand());
        object.addProperty("value", hex(reason.value()));
        object.addProperty("found", reason.explanation());
        object.addProperty(
                "subject",
                reason.found().subject().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        object.addProperty("state", reason.found().state());
    }

    private static String hex(long value) {
        return "0x%x".formatted(value);
    }
}
