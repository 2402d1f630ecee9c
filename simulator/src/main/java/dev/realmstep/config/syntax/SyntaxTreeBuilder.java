package dev.realmstep.config.syntax;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Fix;
import dev.realmstep.config.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BufferedTokenStream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Turns the parser's lines into statements and blocks, and reports what does not belong. */
final class SyntaxTreeBuilder {
    /** The keyword of a statement that opens a block, with its brace or without. */
    private static final String BLOCK = "realm";

    private final SourceText source;
    private final CodePointOffsets offsets;
    private final Findings findings;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Statement> loose = new ArrayList<>();

    private @Nullable OpenBlock current;
    private int lastStrayLine;

    /** A block whose closing brace has not been seen. */
    private record OpenBlock(Statement head, TextRange open, List<Statement> statements) {
        Block closedBy(TextRange brace) {
            return new Block(head, statements, open, true, head.range().to(brace));
        }

        Block unclosed() {
            return new Block(head, statements, open, false, head.range().to(lastSeen()));
        }

        /** One that misses its opening brace has been reported for that. */
        boolean hasBrace() {
            return !open.equals(open.atEnd());
        }

        TextRange lastSeen() {
            return statements.isEmpty() ? open : statements.getLast().range();
        }
    }

    SyntaxTreeBuilder(SourceText source, CodePointOffsets offsets, Findings findings) {
        this.source = source;
        this.offsets = offsets;
        this.findings = findings;
    }

    SyntaxTree build(RealmParser.FileContext file, BufferedTokenStream tokens) {
        for (RealmParser.LineContext line : file.line()) {
            switch (line) {
                case RealmParser.StatementContext statement -> addStatement(statement);
                case RealmParser.OpenContext brace -> strayOpen(range(brace.getStart()));
                case RealmParser.CloseContext brace -> close(range(brace.getStart()));
                case RealmParser.UnexpectedContext unexpected -> stray(range(unexpected.getStart()));
                default -> {}
            }
        }
        closeUnclosed(range(tokens.get(tokens.size() - 1)));
        return new SyntaxTree(source, blocks, loose, comments(tokens), findings.inOrder());
    }

    private List<TextRange> comments(BufferedTokenStream tokens) {
        return tokens.getTokens().stream()
                .filter(token -> token.getType() == RealmLexer.COMMENT)
                .map(this::range)
                .toList();
    }

    private void addStatement(RealmParser.StatementContext line) {
        Statement statement = statement(line);
        switch (line.end.getType()) {
            case RealmParser.OPEN -> open(statement, range(line.end));
            case RealmParser.CLOSE -> {
                addToBlock(statement);
                close(range(line.end));
            }
            default -> addToBlock(statement);
        }
    }

    private void addToBlock(Statement statement) {
        if (statement.keyword().text().equals(BLOCK)) {
            openWithoutBrace(statement);
        } else {
            (current == null ? loose : current.statements()).add(statement);
        }
    }

    /** What follows belongs to the block all the same, so that a missing brace costs one message. */
    private void openWithoutBrace(Statement head) {
        closeUnclosed(head.range());
        TextRange end = head.range().atEnd();
        findings.add(Diagnostic.of(
                        DiagnosticCode.UNBALANCED_BRACE,
                        head.range(),
                        "the `{` of this `%s` is missing: it belongs at the end of this line".formatted(BLOCK))
                .withFix(Fix.replace("Add the missing `{`", end, " {")));
        current = new OpenBlock(head, end, new ArrayList<>());
    }

    private void open(Statement head, TextRange brace) {
        closeUnclosed(head.range());
        current = new OpenBlock(head, brace, new ArrayList<>());
    }

    private void close(TextRange brace) {
        if (current == null) {
            findings.add(Diagnostic.of(
                            DiagnosticCode.UNBALANCED_BRACE, brace, "this `}` closes nothing: no block is open here")
                    .withFix(Fix.replace("Remove the `}`", brace, "")));
        } else {
            blocks.add(current.closedBy(brace));
            current = null;
        }
    }

    /** Ends the block that is still open where the next one begins, or the file ends. */
    private void closeUnclosed(TextRange next) {
        if (current == null) {
            return;
        }
        if (current.hasBrace()) {
            String head = current.head().keyword().text();
            findings.add(Diagnostic.of(
                            DiagnosticCode.UNBALANCED_BRACE,
                            current.open(),
                            "the block of this `%s` is not closed: its `}` is missing".formatted(head))
                    .withRelated(next, "it should be closed before here")
                    .withFix(Fix.replace(
                            "Add the missing `}`", current.lastSeen().atEnd(), "\n}")));
        }
        blocks.add(current.unclosed());
        current = null;
    }

    private void strayOpen(TextRange brace) {
        findings.add(Diagnostic.of(
                DiagnosticCode.UNBALANCED_BRACE,
                brace,
                "this `{` opens nothing: it belongs at the end of a line such as `realm \"name\" {`"));
    }

    private Statement statement(RealmParser.StatementContext line) {
        Argument.Word keyword = new Argument.Word(line.keyword.getText(), range(line.keyword));
        List<Argument> arguments = line.argument().stream().map(this::argument).toList();
        TextRange end =
                arguments.isEmpty() ? keyword.range() : arguments.getLast().range();
        return new Statement(keyword, arguments, keyword.range().to(end));
    }

    private Argument argument(RealmParser.ArgumentContext context) {
        Token token = context.getStart();
        TextRange range = range(token);
        return switch (context) {
            case RealmParser.RangeContext r -> rangeArgument(r);
            case RealmParser.NumberContext n -> numeral(token);
            case RealmParser.VersionContext v -> new Argument.Version(token.getText(), range);
            case RealmParser.WordContext w -> new Argument.Word(token.getText(), range);
            case RealmParser.TextContext t -> quoted(token, 0);
            case RealmParser.BytesContext b -> quoted(token, token.getText().indexOf('"'));
            default -> {
                stray(range);
                yield new Argument.Stray(range);
            }
        };
    }

    private Argument.Range rangeArgument(RealmParser.RangeContext context) {
        Argument.Numeral begin = numeral(context.begin);
        Optional<Argument.Numeral> end = Optional.ofNullable(context.end).map(this::numeral);
        return new Argument.Range(begin, end, begin.range().to(range(context.getStop())));
    }

    private Argument.Numeral numeral(Token token) {
        return new Argument.Numeral(token.getText(), range(token));
    }

    private Argument quoted(Token token, int prefixLength) {
        String literal = token.getText();
        char quote = literal.charAt(prefixLength);
        boolean closed = literal.length() > prefixLength + 1 && literal.charAt(literal.length() - 1) == quote;
        TextRange range = range(token);
        if (!closed) {
            findings.add(Diagnostic.of(
                            DiagnosticCode.UNCLOSED_TEXT,
                            range,
                            "this text is not closed: the %s at its end is missing".formatted(quote))
                    .withFix(Fix.replace("Add the missing quote", range.atEnd(), String.valueOf(quote))));
        }
        int begin = offsets.unit(token.getStartIndex()) + prefixLength + 1;
        String text = literal.substring(prefixLength + 1, closed ? literal.length() - 1 : literal.length());
        TextRange content = source.range(begin, begin + text.length());
        return prefixLength == 0
                ? new Argument.Text(text, content, range)
                : new Argument.Bytes(literal.substring(0, prefixLength), text, content, range);
    }

    /** One message for a line, however much of it is rubbish. */
    private void stray(TextRange range) {
        if (range.startLine() != lastStrayLine) {
            lastStrayLine = range.startLine();
            findings.add(Diagnostic.of(
                    DiagnosticCode.UNEXPECTED_TEXT,
                    range,
                    "`%s` does not belong here: a line is a keyword and its values, and a comment begins with #"
                            .formatted(source.slice(range))));
        }
    }

    private TextRange range(Token token) {
        // The token at the end of the file stops before it starts.
        int begin = offsets.unit(token.getStartIndex());
        return source.range(begin, Math.max(begin, offsets.unit(token.getStopIndex() + 1)));
    }
}
