package dev.realmstep.debuginfo.type;

/** A type of the program. */
public sealed interface Type
        permits ArrayType,
                BaseType,
                CompositeType,
                EnumerationType,
                FunctionType,
                PointerType,
                QualifiedType,
                TypedefType,
                UnknownType,
                VoidType {

    /** Longer chains of type definitions than this are loops of malformed information. */
    int LONGEST_CHAIN = 64;

    /** The size of an object in bytes; 0 for what has no size. */
    long size();

    /** The declaration of something with this type in C, {@code declarator} standing for its name. */
    String declare(String declarator);

    /** The name as C writes it, such as {@code const char *} or {@code int [3]}. */
    default String name() {
        return declare("");
    }

    /** The type that is left when type definitions and qualifiers are taken off. */
    default Type bare() {
        Type type = this;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            switch (type) {
                case TypedefType typedef -> type = typedef.target();
                case QualifiedType qualified -> type = qualified.target();
                default -> {
                    return type;
                }
            }
        }
        return new UnknownType("a type that is defined by itself");
    }
}
