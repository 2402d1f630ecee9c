package dev.realmstep.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.Stop;
import dev.realmstep.machine.EventLog;
import dev.realmstep.machine.VirtualCpu;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A session for programs: one JSON object a line for each event, {@code console} for what the guest writes among them. */
final class JsonTranscript implements Transcript {
    private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    private final PrintStream out;
    private @Nullable EventLog told;
    private long toldRefusals;

    JsonTranscript(PrintStream out) {
        this.out = out;
    }

    /** The guest has written something. */
    void console(String text) throws IOException {
        write(event("console", "text", text));
        if (out.checkError()) {
            throw new IOException("the output takes no more");
        }
    }

    @Override
    public void command(String line) {
        write(event("command", "line", line));
    }

    @Override
    public void answer(String text) {
        write(event("answer", "text", text));
    }

    @Override
    public void failure(String why) {
        write(event("error", "message", why));
    }

    @Override
    public void stop(DebugSession session, Stop stop) {
        refusals(session);
        switch (stop.reason()) {
            case ENDED -> {
                JsonObject exit = event("exit", "description", stop.description());
                exit.addProperty("status", session.exitStatus().orElse(0));
                write(counted(exit, session));
            }
            case UNBUILT -> {
                JsonObject refusal = event("refusal", "description", stop.description());
                session.machine().events().lastRefusal().ifPresent(reason -> CallJson.add(refusal, reason));
                write(refusal);
            }
            default -> write(counted(standing(session, stop), session));
        }
    }

    private static JsonObject standing(DebugSession session, Stop stop) {
        JsonObject object = event("stop", "description", Sessions.describe(session, stop));
        object.addProperty(
                "reason", stop.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        object.addProperty("resumable", stop.isResumable());
        if (!stop.breakpoints().isEmpty()) {
            JsonArray breakpoints = new JsonArray();
            stop.breakpoints().forEach(breakpoints::add);
            object.add("breakpoints", breakpoints);
        }
        if (stop.cpu() != null) {
            addPlace(object, session, stop.cpu());
        }
        Sessions.explanation(session, stop).ifPresent(text -> object.addProperty("explanation", text));
        return object;
    }

    private static void addPlace(JsonObject object, DebugSession session, VirtualCpu cpu) {
        object.addProperty("processor", cpu.index());
        object.addProperty("address", "0x%x".formatted(cpu.programCounter()));
        object.addProperty("symbol", session.symbolsOf(cpu).symbolAt(cpu.programCounter()));
        session.lineOf(cpu).ifPresent(line -> {
            object.addProperty("file", line.file());
            object.addProperty("line", line.line());
        });
    }

    /** Tells of the calls that the RMM has refused since the last stop. */
    private void refusals(DebugSession session) {
        EventLog log = session.machine().events();
        long before = log.equals(told) ? toldRefusals : 0;
        List<EventLog.Call> calls = log.refusedAfter(before);
        long lost = log.refusals() - before - calls.size();
        if (lost > 0) {
            JsonObject omission = event("refused", "description", "refused calls that were not kept");
            omission.addProperty("count", lost);
            write(omission);
        }
        for (EventLog.Call call : calls) {
            JsonObject object = event("refused", "description", call.toString());
            CallJson.add(object, call);
            write(object);
        }
        told = log;
        toldRefusals = log.refusals();
    }

    private static JsonObject counted(JsonObject object, DebugSession session) {
        object.addProperty("instructions", session.machine().instructions());
        return object;
    }

    private static JsonObject event(String name, String key, String text) {
        JsonObject object = new JsonObject();
        object.addProperty("event", name);
        object.addProperty(key, text);
        return object;
    }

    private void write(JsonObject object) {
        out.println(gson.toJson(object));
    }
}
