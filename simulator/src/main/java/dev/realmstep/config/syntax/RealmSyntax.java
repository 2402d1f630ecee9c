package dev.realmstep.config.syntax;

import dev.realmstep.config.Findings;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;

/** Parses the text of a {@code .realm} file. */
public final class RealmSyntax {
    private RealmSyntax() {}

    /** The tree of any text; what is wrong with it is in the tree's diagnostics. */
    public static SyntaxTree parse(String text) {
        CodePointOffsets offsets = new CodePointOffsets(text);
        // Lexer and parser accept every text, so neither ever calls an error listener.
        CommonTokenStream tokens = new CommonTokenStream(new RealmLexer(CharStreams.fromString(text)));
        RealmParser parser = new RealmParser(tokens);
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        return new SyntaxTreeBuilder(new SourceText(text), offsets, new Findings()).build(parser.file(), tokens);
    }
}
