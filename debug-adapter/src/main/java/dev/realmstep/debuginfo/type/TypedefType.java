package dev.realmstep.debuginfo.type;

/** Another name for a type. */
public record TypedefType(String name, Type target) implements Type {
    @Override
    public long size() {
        return bare().size();
    }

    @Override
    public String declare(String declarator) {
        return TypeNames.named(name, declarator);
    }
}
