package dev.realmstep.rmm.rmi;

import dev.realmstep.rmm.refusal.Operand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands of one version of the Realm Management Interface, by function identifier. */
public final class RmiCommands {
    /**
     * A command with its names.
     *
     * @param name as in the specification
     * @param operands the names of X1 and up
     */
    public record Named(String name, List<String> operands, RmiCommand command) {
        /** What a call gave it. */
        public List<Operand> operandsOf(RmiCall call) {
            return Operand.of(operands, call::operand);
        }
    }

    private final Map<Long, Named> byFunction = new HashMap<>();

    private RmiCommands() {}

    /** The 23 commands of RMI 1.0 (RMM specification 1.0, B4.3). */
    public static RmiCommands version1_0(RmmModel model, FeatureRegister features) {
        RmiCommands commands = new RmiCommands();
        VersionCommands version = new VersionCommands(features);
        commands.add(0xC400_0150L, "RMI_VERSION", "req", version::version);
        commands.add(0xC400_0165L, "RMI_FEATURES", "index", version::features);
        GranuleCommands granule = new GranuleCommands(model);
        commands.add(0xC400_0151L, "RMI_GRANULE_DELEGATE", "addr", granule::delegate);
        commands.add(0xC400_0152L, "RMI_GRANULE_UNDELEGATE", "addr", granule::undelegate);
        DataCommands data = new DataCommands(model);
        commands.add(0xC400_0153L, "RMI_DATA_CREATE", "rd data ipa src flags", data::create);
        commands.add(0xC400_0154L, "RMI_DATA_CREATE_UNKNOWN", "rd data ipa", data::createUnknown);
        commands.add(0xC400_0155L, "RMI_DATA_DESTROY", "rd ipa", data::destroy);
        RealmCommands realm = new RealmCommands(model, features);
        commands.add(0xC400_0157L, "RMI_REALM_ACTIVATE", "rd", realm::activate);
        commands.add(0xC400_0158L, "RMI_REALM_CREATE", "rd params_ptr", realm::create);
        commands.add(0xC400_0159L, "RMI_REALM_DESTROY", "rd", realm::destroy);
        RecCommands rec = new RecCommands(model);
        commands.add(0xC400_015AL, "RMI_REC_CREATE", "rd rec params_ptr", rec::create);
        commands.add(0xC400_015BL, "RMI_REC_DESTROY", "rec_ptr", rec::destroy);
        commands.add(0xC400_0167L, "RMI_REC_AUX_COUNT", "rd", rec::auxiliaryCount);
        commands.add(0xC400_015CL, "RMI_REC_ENTER", "rec run_ptr", new RecEnterCommand(model));
        RttCommands rtt = new RttCommands(model);
        commands.add(0xC400_015DL, "RMI_RTT_CREATE", "rd rtt ipa level", rtt::create);
        commands.add(0xC400_015EL, "RMI_RTT_DESTROY", "rd ipa level", rtt::destroy);
        commands.add(0xC400_0161L, "RMI_RTT_READ_ENTRY", "rd ipa level", rtt::readEntry);
        commands.add(0xC400_0166L, "RMI_RTT_FOLD", "rd ipa level", rtt::fold);
        UnprotectedCommands unprotected = new UnprotectedCommands(model);
        commands.add(0xC400_015FL, "RMI_RTT_MAP_UNPROTECTED", "rd ipa level desc", unprotected::map);
        commands.add(0xC400_0162L, "RMI_RTT_UNMAP_UNPROTECTED", "rd ipa level", unprotected::unmap);
        RipasCommands ripas = new RipasCommands(model);
        commands.add(0xC400_0168L, "RMI_RTT_INIT_RIPAS", "rd base top", ripas::initialize);
        commands.add(0xC400_0169L, "RMI_RTT_SET_RIPAS", "rd rec_ptr base top", ripas::set);
        commands.add(
                0xC400_0164L, "RMI_PSCI_COMPLETE", "calling_rec target_rec status", new PsciCompleteCommand(model));
        return commands;
    }

    /** @param operands names, in a row */
    private void add(long function, String name, String operands, RmiCommand command) {
        byFunction.put(function, new Named(name, List.of(operands.split(" ", -1)), command));
    }

    /** The command with an identifier, if this version has it. */
    public Optional<Named> find(long function) {
        return Optional.ofNullable(byFunction.get(function));
    }
}
