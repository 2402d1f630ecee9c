package dev.realmstep.debuginfo.type;

/** The type of nothing. */
public record VoidType() implements Type {
    @Override
    public long size() {
        return 0;
    }

    @Override
    public String declare(String declarator) {
        return TypeNames.named("void", declarator);
    }
}
