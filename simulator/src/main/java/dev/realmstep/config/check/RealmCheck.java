package dev.realmstep.config.check;

import dev.realmstep.config.Findings;

/** Looks for one kind of mistake in a realm. */
@FunctionalInterface
interface RealmCheck {
    void check(RealmContext context, Findings findings);
}
