package dev.realmstep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the floors of the house: a package imports only from lower floors. */
class ArchitectureTests {
    private static final String ROOT = "dev.realmstep.";

    private static final Map<String, Integer> FLOORS = Map.of(
            "attestation",
            1,
            "memory",
            1,
            "image",
            1,
            "cpu",
            2,
            "config",
            2,
            "device",
            3,
            "monitor",
            4,
            "rmm",
            4,
            "host",
            5,
            "machine",
            6);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.realmstep");

    @Test
    void everyPackageHasAFloor() {
        assertThat(CLASSES.stream().map(ArchitectureTests::room).distinct())
                .allSatisfy(room -> assertThat(FLOORS).containsKey(room));
    }

    @Test
    void aPackageImportsOnlyFromLowerFloors() {
        List<String> upward = CLASSES.stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(d -> d.getTargetClass().getPackageName().startsWith(ROOT))
                .filter(ArchitectureTests::leavesItsRoomWithoutGoingDown)
                .map(Dependency::getDescription)
                .toList();
        assertThat(upward).isEmpty();
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.realmstep.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theMachineKnowsNoWallClockNoThreadsAndNoUnseededRandomness() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.realmstep.config..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.util.Random.class, java.security.SecureRandom.class)
                .check(CLASSES);
    }

    private static boolean leavesItsRoomWithoutGoingDown(Dependency dependency) {
        String from = room(dependency.getOriginClass());
        String to = room(dependency.getTargetClass());
        return !from.equals(to) && FLOORS.getOrDefault(to, 99) >= FLOORS.getOrDefault(from, 0);
    }

    /** The first package below the root. */
    private static String room(JavaClass javaClass) {
        String rest = javaClass.getPackageName().substring(ROOT.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }
}
