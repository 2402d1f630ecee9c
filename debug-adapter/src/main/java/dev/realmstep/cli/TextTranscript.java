package dev.realmstep.cli;

import dev.realmstep.debugger.DebugSession;
import dev.realmstep.debugger.Stop;
import java.io.PrintStream;

/** A session for people: as it looks in a terminal. */
final class TextTranscript implements Transcript {
    private final PrintStream out;

    TextTranscript(PrintStream out) {
        this.out = out;
    }

    @Override
    public void command(String line) {
        out.println(Dialogue.PROMPT + line);
    }

    @Override
    public void answer(String text) {
        out.println(text);
    }

    @Override
    public void failure(String why) {
        out.println("error: " + why);
    }

    @Override
    public void stop(DebugSession session, Stop stop) {
        if (stop.reason() == Stop.Reason.UNBUILT) {
            return; // it is the command's own failure, which standard error tells
        }
        out.println(Sessions.describe(session, stop));
        Sessions.explanation(session, stop).ifPresent(out::println);
        if (stop.cpu() != null) {
            session.lineOf(stop.cpu())
                    .flatMap(source ->
                            session.sourceText().line(source).map(text -> "%d\t%s".formatted(source.line(), text)))
                    .ifPresent(out::println);
        }
    }
}
