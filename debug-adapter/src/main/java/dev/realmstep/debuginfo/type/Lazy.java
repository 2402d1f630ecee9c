package dev.realmstep.debuginfo.type;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for; types refer to each other in circles. */
final class Lazy<T> {
    private final Supplier<T> source;
    private @Nullable T value;

    Lazy(Supplier<T> source) {
        this.source = source;
    }

    T get() {
        T result = value;
        if (result == null) {
            result = source.get();
            value = result;
        }
        return result;
    }
}
