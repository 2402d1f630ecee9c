package dev.realmstep.dap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.debug.Capabilities;
import org.junit.jupiter.api.Test;

/** Advertised means tested. */
class CapabilitiesTests {
    private static final JavaClasses TESTS = new ClassFileImporter().importPackages("dev.realmstep.dap");

    @Test
    void eachAdvertisedCapabilityHasATestAndEachTestedOneIsAdvertised() throws Exception {
        try (DapSession session = DapSession.connect()) {
            assertThat(flags(session.initialize())).isEqualTo(tested());
        }
    }

    private static Set<String> flags(Capabilities capabilities) {
        JsonObject json = new Gson().toJsonTree(capabilities).getAsJsonObject();
        return json.entrySet().stream()
                .filter(entry ->
                        entry.getValue().isJsonPrimitive() && entry.getValue().getAsBoolean())
                .map(entry -> entry.getKey())
                .collect(Collectors.toSet());
    }

    private static Set<String> tested() {
        return TESTS.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Test.class) && method.isAnnotatedWith(Capability.class))
                .map(CapabilitiesTests::capability)
                .collect(Collectors.toSet());
    }

    private static String capability(JavaMethod test) {
        return test.getAnnotationOfType(Capability.class).value();
    }
}
