package dev.realmstep.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A word with a meaning in a {@code .realm} file. */
public interface Keyword {
    /** As a {@code .realm} file spells it. */
    String keyword();

    /** The one that is spelt so. */
    static <K extends Keyword> Optional<K> find(Collection<K> among, String word) {
        return among.stream().filter(keyword -> keyword.keyword().equals(word)).findFirst();
    }

    static List<String> spellings(Collection<? extends Keyword> keywords) {
        return keywords.stream().map(Keyword::keyword).toList();
    }

    /** The spellings for a message: "`a`, `b` or `c`". */
    static String choice(Collection<? extends Keyword> keywords) {
        List<String> quoted =
                keywords.stream().map(keyword -> "`" + keyword.keyword() + "`").toList();
        return quoted.size() == 1
                ? quoted.getFirst()
                : quoted.stream().limit(quoted.size() - 1L).collect(Collectors.joining(", ")) + " or "
                        + quoted.getLast();
    }
}
