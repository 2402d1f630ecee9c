package dev.realmstep.config.reader;

import dev.realmstep.config.TextRange;

/** A value and where it is written. */
record Located<T>(T value, TextRange range) {}
