package dev.realmstep.debuginfo.type;

/** How C puts a type's name and a declarator together. */
final class TypeNames {
    private TypeNames() {}

    static String named(String name, String declarator) {
        return declarator.isEmpty() ? name : name + " " + declarator;
    }
}
