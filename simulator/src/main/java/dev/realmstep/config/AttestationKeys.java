package dev.realmstep.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files with the keys that attestation tokens are signed with; the simulated platform has its own for those that are not
 * named.
 *
 * @param platform signs what the platform says of itself (CPAK)
 * @param realm signs what the RMM says of the realm (RAK)
 */
public record AttestationKeys(Optional<FileReference> platform, Optional<FileReference> realm) {
    /** The files that are named. */
    public List<FileReference> files() {
        return Stream.of(platform, realm).flatMap(Optional::stream).toList();
    }
}
