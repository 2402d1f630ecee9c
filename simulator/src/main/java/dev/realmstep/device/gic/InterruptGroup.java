package dev.realmstep.device.gic;

/** The groups of interrupts (IHI 0069, 4.6); with a single security state Group 1 is the Non-secure one. */
enum InterruptGroup {
    GROUP0,
    SECURE_GROUP1,
    NON_SECURE_GROUP1
}
