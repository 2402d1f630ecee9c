package dev.realmstep.lsp;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of a test that it uses a capability over the wire. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Exercises {
    /** The name in the server's capabilities, as the protocol spells it. */
    String value();
}
