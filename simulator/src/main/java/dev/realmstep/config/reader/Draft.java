package dev.realmstep.config.reader;

import dev.realmstep.config.Property;

/** A description being read, property by property. */
interface Draft<P extends Property> {
    /** Reads one statement's arguments. */
    void read(P property, Arguments arguments);
}
