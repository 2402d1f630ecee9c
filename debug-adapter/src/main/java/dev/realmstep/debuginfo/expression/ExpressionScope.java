package dev.realmstep.debuginfo.expression;

import dev.realmstep.debuginfo.type.Type;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueContext;
import dev.realmstep.debuginfo.value.ValueException;

/** What names mean at the place where an expression is evaluated. */
public interface ExpressionScope {
    /** Where values without a place of their own belong. */
    ValueContext context();

    /** The object, function or enumerator of a name. */
    Value named(String name) throws ValueException;

    /** A register, by its name without the dollar sign. */
    Value register(String name) throws ValueException;

    /** Whether a name is one of a type, so that a cast can be told from parentheses. */
    boolean isTypeName(String name);

    /** The type of a name, its pointers not counted. */
    Type type(TypeName name) throws ValueException;
}
