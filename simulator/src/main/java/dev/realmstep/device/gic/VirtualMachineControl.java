package dev.realmstep.device.gic;

/** A value of ICH_VMCR_EL2 (IHI 0069, 12.4.8): what a virtual machine's own ICC registers hold. */
record VirtualMachineControl(long value) {
    private static final long GROUP0_ENABLE = 1;
    private static final long GROUP1_ENABLE = 1 << 1;
    /** VFIQEn: Group 0 is signalled as FIQ, always so with system registers. */
    private static final long FIQ_ENABLE = 1 << 3;

    private static final long COMMON_BINARY_POINT = 1 << 4;
    private static final long END_OF_INTERRUPT_MODE = 1 << 9;
    private static final int GROUP1_BINARY_POINT_SHIFT = 18;
    private static final int GROUP0_BINARY_POINT_SHIFT = 21;
    private static final int BINARY_POINT_MASK = 7;
    private static final int PRIORITY_MASK_SHIFT = 24;

    /** What the register holds after the hypervisor wrote a value. */
    static VirtualMachineControl written(long value) {
        long kept = value & (GROUP0_ENABLE | GROUP1_ENABLE | COMMON_BINARY_POINT | END_OF_INTERRUPT_MODE);
        return new VirtualMachineControl(kept | FIQ_ENABLE)
                .withPriorityMask((int) (value >>> PRIORITY_MASK_SHIFT))
                .withBinaryPoint(false, (int) (value >>> GROUP0_BINARY_POINT_SHIFT))
                .withBinaryPoint(true, (int) (value >>> GROUP1_BINARY_POINT_SHIFT));
    }

    boolean isEnabled(boolean group1) {
        return (value & (group1 ? GROUP1_ENABLE : GROUP0_ENABLE)) != 0;
    }

    VirtualMachineControl withEnabled(boolean group1, boolean enabled) {
        return with(group1 ? GROUP1_ENABLE : GROUP0_ENABLE, enabled);
    }

    boolean usesCommonBinaryPoint() {
        return (value & COMMON_BINARY_POINT) != 0;
    }

    VirtualMachineControl withCommonBinaryPoint(boolean common) {
        return with(COMMON_BINARY_POINT, common);
    }

    boolean splitsEndOfInterrupt() {
        return (value & END_OF_INTERRUPT_MODE) != 0;
    }

    VirtualMachineControl withSplitEndOfInterrupt(boolean split) {
        return with(END_OF_INTERRUPT_MODE, split);
    }

    int priorityMask() {
        return (int) (value >>> PRIORITY_MASK_SHIFT) & 0xFF;
    }

    VirtualMachineControl withPriorityMask(int mask) {
        long cleared = value & ~(0xFFL << PRIORITY_MASK_SHIFT);
        return new VirtualMachineControl(cleared | (long) (mask & Priorities.IMPLEMENTED) << PRIORITY_MASK_SHIFT);
    }

    /** The register of a group, whether it is used or not. */
    int binaryPoint(boolean group1) {
        return (int) (value >>> shift(group1)) & BINARY_POINT_MASK;
    }

    VirtualMachineControl withBinaryPoint(boolean group1, int binaryPoint) {
        int lowest = Priorities.LOWEST_BINARY_POINT + (group1 ? 1 : 0);
        long point = Math.max(binaryPoint & BINARY_POINT_MASK, lowest);
        long cleared = value & ~((long) BINARY_POINT_MASK << shift(group1));
        return new VirtualMachineControl(cleared | point << shift(group1));
    }

    /** The part of a priority that decides about preemption. */
    int groupPriority(boolean group1, int priority) {
        int point = group1 && !usesCommonBinaryPoint() ? Priorities.fromGroup1(binaryPoint(true)) : binaryPoint(false);
        return Priorities.group(priority, point);
    }

    private static int shift(boolean group1) {
        return group1 ? GROUP1_BINARY_POINT_SHIFT : GROUP0_BINARY_POINT_SHIFT;
    }

    private VirtualMachineControl with(long bit, boolean set) {
        return new VirtualMachineControl(set ? value | bit : value & ~bit);
    }
}
