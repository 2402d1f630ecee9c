package dev.realmstep.config.syntax;

import dev.realmstep.config.TextRange;
import java.util.Optional;

/** One thing that stands behind a statement's keyword. */
public sealed interface Argument {
    TextRange range();

    /** A bare word: the name of a thing, the keyword of a clause, or one of a choice. */
    record Word(String text, TextRange range) implements Argument {}

    /** What begins with a digit; whether it is a number is told by {@link NumberLiteral}. */
    record Numeral(String text, TextRange range) implements Argument {}

    /** Two numbers with a point between, such as {@code 1.0}. */
    record Version(String text, TextRange range) implements Argument {}

    /**
     * {@code begin .. end}, the end not being part of it.
     *
     * @param end absent in a half-typed file
     */
    record Range(Numeral begin, Optional<Numeral> end, TextRange range) implements Argument {}

    /**
     * A text in quotes.
     *
     * @param content where the characters between the quotes stand
     */
    record Text(String text, TextRange content, TextRange range) implements Argument {}

    /**
     * A text in quotes behind the name of an encoding, such as {@code hex"00ff"}.
     *
     * @param content where the characters between the quotes stand
     */
    record Bytes(String encoding, String text, TextRange content, TextRange range) implements Argument {}

    /** What cannot be part of a statement. It has been reported. */
    record Stray(TextRange range) implements Argument {}
}
