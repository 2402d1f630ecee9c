package dev.realmstep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the floors of this module: debug information, then sessions, then those who drive them. */
class DebugAdapterArchitectureTests {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "dev.realmstep.debuginfo",
                    "dev.realmstep.debugger",
                    "dev.realmstep.dap",
                    "dev.realmstep.bench",
                    "dev.realmstep.cli");

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.realmstep.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void eachFloorIsUsedOnlyFromAbove() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("debuginfo")
                .definedBy("dev.realmstep.debuginfo..")
                .layer("debugger")
                .definedBy("dev.realmstep.debugger..")
                .layer("dap")
                .definedBy("dev.realmstep.dap..")
                .layer("bench")
                .definedBy("dev.realmstep.bench..")
                .layer("cli")
                .definedBy("dev.realmstep.cli..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("dap")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("bench")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("debugger")
                .mayOnlyBeAccessedByLayers("dap", "cli")
                .whereLayer("debuginfo")
                .mayOnlyBeAccessedByLayers("debugger")
                .check(CLASSES);
    }

    @Test
    void protocolTypesStayAtTheEdge() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.realmstep.debuginfo..", "dev.realmstep.debugger..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.lsp4j..", "com.google.gson..")
                .check(CLASSES);
    }
}
