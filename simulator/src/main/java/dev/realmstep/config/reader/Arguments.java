package dev.realmstep.config.reader;

import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Findings;
import dev.realmstep.config.Fix;
import dev.realmstep.config.Keyword;
import dev.realmstep.config.Property;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.syntax.Argument;
import dev.realmstep.config.syntax.NumberLiteral;
import dev.realmstep.config.syntax.Statement;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** The arguments of a statement, read from left to right; what is not as expected is reported and empty. */
final class Arguments {
    private final Statement statement;
    private final Findings findings;
    private int position;
    private boolean failed;

    Arguments(Statement statement, Findings findings) {
        this.statement = statement;
        this.findings = findings;
    }

    Findings findings() {
        return findings;
    }

    TextRange range() {
        return statement.range();
    }

    Optional<Argument> peek() {
        return position < statement.arguments().size()
                ? Optional.of(statement.arguments().get(position))
                : Optional.empty();
    }

    Optional<Argument> next() {
        Optional<Argument> next = peek();
        next.ifPresent(argument -> position++);
        return next;
    }

    /**
     * The next argument, which has to be of a kind.
     *
     * @param what the kind in words, with its article
     */
    <A extends Argument> Optional<A> expect(Class<A> kind, String what) {
        Optional<Argument> next = next();
        Optional<A> expected = next.filter(kind::isInstance).map(kind::cast);
        if (expected.isEmpty()) {
            missing(what, next);
        }
        return expected;
    }

    private void missing(String what, Optional<Argument> instead) {
        String after = position - (instead.isPresent() ? 1 : 0) == 0
                ? "`" + statement.keyword().text() + "`"
                : "this";
        report(
                DiagnosticCode.MISSING_VALUE,
                instead.map(Argument::range).orElse(lastRange()),
                "%s is expected %s".formatted(what, instead.isPresent() ? "here" : "behind " + after));
    }

    private TextRange lastRange() {
        return position == 0
                ? statement.keyword().range()
                : statement.arguments().get(position - 1).range();
    }

    /** A number; {@code what} says which, with its article. */
    Optional<Located<Long>> number(String what) {
        return expect(Argument.Numeral.class, what).flatMap(this::number);
    }

    Optional<Located<Long>> number(Argument.Numeral numeral) {
        OptionalLong value = NumberLiteral.parse(numeral.text());
        if (value.isEmpty()) {
            report(
                    DiagnosticCode.MALFORMED_NUMBER,
                    numeral.range(),
                    "`%s` is not a number: write decimal digits, with K, M or G behind them if you like, or 0x and"
                                    .formatted(numeral.text())
                            + " hexadecimal digits; at most 0x7fff_ffff_ffff_ffff");
            return Optional.empty();
        }
        return Optional.of(new Located<>(value.getAsLong(), numeral.range()));
    }

    /** A text in quotes; {@code what} says which, with its article. */
    Optional<Argument.Text> text(String what) {
        return expect(Argument.Text.class, what + " in quotes");
    }

    /** One of a set of words; {@code what} says which, with its article. */
    <K extends Keyword> Optional<Located<K>> keyword(Collection<K> choices, DiagnosticCode unknown, String what) {
        return expect(Argument.Word.class, what + " (" + Keyword.choice(choices) + ")")
                .flatMap(word -> keyword(word, choices, unknown, what));
    }

    <K extends Keyword> Optional<Located<K>> keyword(
            Argument.Word word, Collection<K> choices, DiagnosticCode unknown, String what) {
        Optional<K> found = Keyword.find(choices, word.text());
        if (found.isEmpty()) {
            misspelt(
                    word,
                    choices,
                    unknown,
                    "`%s` is not %s: it is %s".formatted(word.text(), what, Keyword.choice(choices)));
        }
        return found.map(keyword -> new Located<>(keyword, word.range()));
    }

    /** Reports a word that is not one of those it should be, with the one probably meant. */
    void misspelt(Argument.Word word, Collection<? extends Keyword> choices, DiagnosticCode code, String message) {
        failed = true;
        findings.add(Misspelling.of(word.text(), word.range(), Keyword.spellings(choices), code, message));
    }

    /** Reports whatever stands behind the last argument that was wanted. */
    void end(Property property) {
        end(property.keyword() + " " + property.syntax());
    }

    void end(String syntax) {
        Optional<Argument> rest = next();
        position = statement.arguments().size();
        // Behind an argument that failed, nobody knows what was meant.
        if (!failed) {
            rest.filter(argument -> !(argument instanceof Argument.Stray))
                    .ifPresent(argument -> report(
                            DiagnosticCode.UNEXPECTED_TEXT,
                            argument.range(),
                            "this is more than `%s` takes: %s"
                                    .formatted(statement.keyword().text(), syntax)));
        }
    }

    void report(DiagnosticCode code, TextRange range, String message) {
        failed = true;
        findings.add(Diagnostic.of(code, range, message));
    }

    /** Reports a value for which there is a better one. */
    void report(DiagnosticCode code, TextRange range, String message, String fixTitle, String better) {
        failed = true;
        findings.add(Diagnostic.of(code, range, message).withFix(Fix.replace(fixTitle, range, better)));
    }
}
