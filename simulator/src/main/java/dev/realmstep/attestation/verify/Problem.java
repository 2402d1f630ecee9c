package dev.realmstep.attestation.verify;

/**
 * A reason not to believe a token.
 *
 * @param subject what it is about
 * @param reason in words
 */
public record Problem(Subject subject, String reason) {
    /** The parts of a token that can be wrong. */
    public enum Subject {
        TOKEN("token"),
        PLATFORM_CLAIMS("platform claims"),
        PLATFORM_SIGNATURE("platform signature"),
        REALM_CLAIMS("realm claims"),
        REALM_SIGNATURE("realm signature"),
        BINDING("binding"),
        EXPECTATION("expectation");

        private final String title;

        Subject(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    @Override
    public String toString() {
        return subject.title + ": " + reason;
    }
}
