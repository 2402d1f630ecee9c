package dev.realmstep.debuginfo.type;

/**
 * A type with a qualifier.
 *
 * @param qualifier {@code const}, {@code volatile}, {@code restrict} or {@code _Atomic}
 */
public record QualifiedType(String qualifier, Type target) implements Type {
    @Override
    public long size() {
        return bare().size();
    }

    @Override
    public String declare(String declarator) {
        return bare() instanceof PointerType && !(target instanceof TypedefType)
                ? target.declare(" " + TypeNames.named(qualifier, declarator))
                : qualifier + " " + target.declare(declarator);
    }
}
