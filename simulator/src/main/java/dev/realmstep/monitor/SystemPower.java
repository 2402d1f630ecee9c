package dev.realmstep.monitor;

/** What the machine does when the normal world ends it, or has it begin anew (PSCI). */
public interface SystemPower {
    /** Nobody needs to know: all processing elements are off. */
    SystemPower WITHOUT_LISTENER = new SystemPower() {
        @Override
        public void off() {
            // The elements are off already.
        }

        @Override
        public void reset() {
            // Off is all that such a machine can be.
        }
    };

    /** SYSTEM_OFF; all processing elements are off. */
    void off();

    /** SYSTEM_RESET; all processing elements are off. */
    void reset();
}
