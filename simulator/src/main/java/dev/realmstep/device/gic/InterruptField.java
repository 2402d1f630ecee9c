package dev.realmstep.device.gic;

import org.jspecify.annotations.Nullable;

/** The arrays of registers that hold a field of each interrupt, at the same offsets in GICD and in GICR's SGI_base. */
enum InterruptField {
    GROUP(0x080, 1) {
        @Override
        int read(RegisterView view, Interrupt interrupt) {
            return view.ownsGroups() && interrupt.isGroup1() ? 1 : 0;
        }

        @Override
        void write(RegisterView view, Interrupt interrupt, int value) {
            if (view.ownsGroups()) {
                interrupt.setGroup1(value != 0);
            }
        }
    },
    ENABLE_SET(0x100, 1) {
        @Override
        int read(RegisterView view, Interrupt interrupt) {
            return interrupt.isEnabled() ? 1 : 0;
        }

        @Override
        void write(RegisterView view, Interrupt interrupt, int value) {
            interrupt.setEnabled(value != 0 || interrupt.isEnabled());
        }
    },
    ENABLE_CLEAR(0x180, 1) {
        @Override
        int read(RegisterView view, Interrupt interrupt) {
            return ENABLE_SET.read(view, interrupt);
        }

        @Override
        void write(RegisterView view, Interrupt interrupt, int value) {
            interrupt.setEnabled(value == 0 && interrupt.isEnabled());
        }
    },
    PENDING_SET(0x200, 1) {
        @Override
        int read(RegisterView view, Interrupt interrupt) {
            return interrupt.isPending() ? 1 : 0;
        }

        @Override
        void write(RegisterView view, Interrupt interrupt, int value) {
            if (value != 0) {
                interrupt.setLatched(true);
            }
        }
    },
    PENDING_CLEAR(0x280, 1) {
        @Override
        int read(RegisterView view, Interrupt interrupt) {
            return PENDING_SET.read(view, interrupt);
        }

        @Override
        void write(RegisterView view, Interrupt interrupt, int value) {
            if (value != 0) {
                interrupt.setLatched(false);
            }
        }
    },
    ACTIVE_SET(0x300, 1) {
        @Override
        int read(RegisterView view, Interrupt interrupt) {
            return interrupt.isActive() ? 1 : 0;
        }

        @Override
        void write(RegisterView view, Interrupt interrupt, int value) {
            interrupt.setActive(value != 0 || interrupt.isActive());
        }
    },
    ACTIVE_CLEAR(0x380, 1) {
        @Override
        int read(RegisterView view, Interrupt interrupt) {
            return ACTIVE_SET.read(view, interrupt);
        }

        @Override
        void write(RegisterView view, Interrupt interrupt, int value) {
            interrupt.setActive(value == 0 && interrupt.isActive());
        }
    },
    PRIORITY(0x400, 8) {
        @Override
        int read(RegisterView view, Interrupt interrupt) {
            return view.shownPriority(interrupt.priority());
        }

        @Override
        void write(RegisterView view, Interrupt interrupt, int value) {
            interrupt.setPriority(view.storedPriority(value));
        }
    },
    CONFIGURATION(0xC00, 2) {
        private static final int EDGE_TRIGGERED = 0b10;

        @Override
        int read(RegisterView view, Interrupt interrupt) {
            return interrupt.isEdgeTriggered() ? EDGE_TRIGGERED : 0;
        }

        @Override
        void write(RegisterView view, Interrupt interrupt, int value) {
            interrupt.setEdgeTriggered((value & EDGE_TRIGGERED) != 0);
        }
    },
    /** Means something to the Secure view alone: it tells Secure Group 1 from Group 0. */
    GROUP_MODIFIER(0xD00, 1) {
        @Override
        int read(RegisterView view, Interrupt interrupt) {
            return view == RegisterView.SECURE && interrupt.hasGroupModifier() ? 1 : 0;
        }

        @Override
        void write(RegisterView view, Interrupt interrupt, int value) {
            if (view == RegisterView.SECURE) {
                interrupt.setGroupModifier(value != 0);
            }
        }
    };

    private static final InterruptField[] FIELDS = values();
    /** Each array has room for INTIDs up to 1023. */
    private static final int INTERRUPTS = 1024;

    private final int base;
    private final int bits;

    InterruptField(int base, int bits) {
        this.base = base;
        this.bits = bits;
    }

    abstract int read(RegisterView view, Interrupt interrupt);

    abstract void write(RegisterView view, Interrupt interrupt, int value);

    /** The array that covers an offset, in bytes, if one does. */
    static @Nullable InterruptField at(int offset) {
        for (InterruptField field : FIELDS) {
            if (offset >= field.base && offset < field.base + INTERRUPTS * field.bits / Byte.SIZE) {
                return field;
            }
        }
        return null;
    }

    /** Bits that an interrupt has in the array. */
    int bits() {
        return bits;
    }

    /** INTID of the first interrupt that has its field in the byte at an offset. */
    int firstInterrupt(int offset) {
        return (offset - base) * Byte.SIZE / bits;
    }
}
