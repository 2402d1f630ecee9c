package dev.realmstep.cli;

import java.util.List;

/** A form in which findings are written. */
@FunctionalInterface
interface Report {
    String of(List<Finding> findings);
}
