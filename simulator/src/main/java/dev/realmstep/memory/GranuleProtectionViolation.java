package dev.realmstep.memory;

/** A physical access that the granule protection check did not admit. */
public final class GranuleProtectionViolation extends PhysicalAccessException {
    private static final long serialVersionUID = 1L;

    // Exceptions are serializable by decree; nothing here is ever serialized.
    private final transient GranuleProtectionFault fault;

    public GranuleProtectionViolation(GranuleProtectionFault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    public GranuleProtectionFault fault() {
        return fault;
    }
}
