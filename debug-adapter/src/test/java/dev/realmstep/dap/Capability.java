package dev.realmstep.dap;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the capability, as it is on the wire, that a test uses over the wire. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Capability {
    String value();
}
