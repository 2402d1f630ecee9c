package dev.realmstep.cli;

import dev.realmstep.machine.EngineChoice;
import java.util.Optional;

/** What {@code run --engine} takes. */
enum EngineOption {
    TRANSLATOR,
    INTERPRETER,
    /** Both, compared. */
    CHECK;

    /** The engine to run on; empty for both. */
    Optional<EngineChoice> choice() {
        return switch (this) {
            case TRANSLATOR -> Optional.of(EngineChoice.TRANSLATOR);
            case INTERPRETER -> Optional.of(EngineChoice.INTERPRETER);
            case CHECK -> Optional.empty();
        };
    }
}
