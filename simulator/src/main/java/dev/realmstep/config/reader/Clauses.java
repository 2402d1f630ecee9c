package dev.realmstep.config.reader;

import dev.realmstep.config.Clause;
import dev.realmstep.config.Diagnostic;
import dev.realmstep.config.DiagnosticCode;
import dev.realmstep.config.Keyword;
import dev.realmstep.config.Property;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.syntax.Argument;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The clauses of a statement, such as {@code at 0x1000} or {@code irq 32}, in whatever order they stand. */
final class Clauses {
    private final Arguments arguments;
    private final Property property;
    private final Map<Clause, TextRange> keywords = new EnumMap<>(Clause.class);
    private final Map<Clause, Argument> values = new EnumMap<>(Clause.class);
    private final Map<Clause, Located<Long>> numbers = new EnumMap<>(Clause.class);

    private Clauses(Arguments arguments, Property property) {
        this.arguments = arguments;
        this.property = property;
    }

    /** Reads all that is left of a statement. */
    static Clauses read(Arguments arguments, Property property) {
        Clauses clauses = new Clauses(arguments, property);
        while (arguments.peek().orElse(null) instanceof Argument.Word word && clauses.readOne(word)) {}
        arguments.end(property);
        return clauses;
    }

    /** False if the word begins no clause, which ends the reading. */
    private boolean readOne(Argument.Word word) {
        arguments.next();
        Optional<Clause> clause = Keyword.find(Clause.of(property), word.text());
        if (clause.isEmpty()) {
            arguments.misspelt(
                    word,
                    Clause.of(property),
                    DiagnosticCode.UNKNOWN_KEYWORD,
                    "`%s` is not a clause of `%s`".formatted(word.text(), property.keyword()));
            return false;
        }
        TextRange previous = keywords.putIfAbsent(clause.get(), word.range());
        if (previous != null) {
            arguments
                    .findings()
                    .add(Diagnostic.of(
                                    DiagnosticCode.DUPLICATE_PROPERTY,
                                    word.range(),
                                    "`%s` is said twice in this statement".formatted(word.text()))
                            .withRelated(previous, "the first one is here"));
        }
        readValue(clause.get(), word);
        return true;
    }

    private void readValue(Clause clause, Argument.Word keyword) {
        String what = "the value of `%s` (%s)".formatted(clause.keyword(), clause.syntax());
        switch (clause.value()) {
            case NONE -> values.put(clause, keyword);
            case NUMBER -> arguments.number(what).ifPresent(number -> numbers.put(clause, number));
            case WORD -> arguments.expect(Argument.Word.class, what).ifPresent(word -> values.put(clause, word));
            case TEXT -> arguments.expect(Argument.Text.class, what).ifPresent(text -> values.put(clause, text));
        }
    }

    /** Whether the clause is there at all, readable or not. */
    boolean says(Clause clause) {
        return keywords.containsKey(clause);
    }

    Optional<Located<Long>> number(Clause clause) {
        return Optional.ofNullable(numbers.get(clause));
    }

    Optional<Argument.Word> word(Clause clause) {
        return Optional.ofNullable(values.get(clause)).map(Argument.Word.class::cast);
    }

    Optional<Argument.Text> text(Clause clause) {
        return Optional.ofNullable(values.get(clause)).map(Argument.Text.class::cast);
    }
}
