package dev.realmstep.dap;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Scopes or variables by name; to ask for one that is not there fails the test. */
record Named<T>(Map<String, T> byName) {
    T get(String name) {
        return Objects.requireNonNull(byName.get(name), () -> "there is no %s among %s".formatted(name, names()));
    }

    Set<String> names() {
        return byName.keySet();
    }
}
